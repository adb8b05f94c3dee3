import type { Distribution, DistributionName } from "./model.js";

/** Bytes of several distributions, and which of them the sum does not know. */
export interface Weight {
  bytes: number;
  /** Distributions that the source gives no size for, in order; the sum is a lower bound while there are any. */
  unknown: readonly DistributionName[];
}

/** Sum of the bytes that distributions take, downloaded or installed. */
export function weightOf(distributions: Iterable<Distribution>, size: "download" | "installed"): Weight {
  let bytes = 0;
  const unknown: DistributionName[] = [];
  for (const distribution of distributions) {
    const own = distribution[size];
    if (own === null) unknown.push(distribution.name);
    else bytes += own;
  }
  return { bytes, unknown: unknown.sort() };
}
