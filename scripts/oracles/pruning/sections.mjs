// An application in one text: words about it, then `-- PATH --` before each file.

/**
 * @returns the words, the names in the section `unused`, and the files by path
 * @throws {Error} if there is no section `unused`
 */
export function readApplication(text) {
  const [about, ...parts] = text.split(/^-- (.+) --\n/m);
  const files = Object.fromEntries(
    Array.from({ length: parts.length / 2 }, (_, at) => [parts[2 * at], parts[2 * at + 1]]),
  );
  const { unused, ...rest } = files;
  if (unused === undefined) throw new Error("an application says which of its requirements are unused");
  return { about: about.trim(), unused: unused.trim().split(/\s+/).sort(), files: rest };
}
