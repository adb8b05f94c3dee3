/** Files under way at a time; more fill no line, and each may hold two parts in memory. */
export const FILES_AT_ONCE = 6;

/**
 * Does something for each item, so many at a time. The first fault that is `fatal` ends it; others are collected.
 *
 * @param isFatal a fault that every other item would meet too
 * @returns what went wrong, with its item
 * @throws what is fatal
 */
export async function forEachAtOnce<Item>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<void>,
  isFatal: (error: unknown) => boolean,
): Promise<{ item: Item; error: unknown }[]> {
  const failures: { item: Item; error: unknown }[] = [];
  let next = 0;
  let fatal: { error: unknown } | undefined;
  const worker = async () => {
    while (next < items.length && !fatal) {
      const item = items[next++]!;
      try {
        await work(item);
      } catch (error) {
        if (isFatal(error)) fatal ??= { error };
        else failures.push({ item, error });
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  if (fatal) throw fatal.error;
  return failures;
}
