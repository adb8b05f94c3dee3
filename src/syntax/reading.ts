import type { Range, Reading } from "../engine/model.js";

/**
 * Where a range of a file stands in the reading of it.
 *
 * @returns undefined if the range is not one that the reading spells out, from its first character to its last
 */
export function readIn(reading: Reading, range: Range): Range | undefined {
  const start = firstFrom(reading.starts, range.start);
  const end = firstFrom(reading.starts, range.end);
  const whole = start < end && reading.starts[start] === range.start && reading.ends[end - 1] === range.end;
  return whole ? { start, end } : undefined;
}

/**
 * Where a range of a reading stands in its file.
 *
 * @param range not empty
 */
export function writtenAt({ starts, ends }: Reading, { start, end }: Range): Range {
  return { start: starts[start]!, end: ends[end - 1]! };
}

/** Index of the first place that is not before an offset. */
function firstFrom(places: readonly number[], offset: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle]! < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
