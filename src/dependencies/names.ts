import type { DistributionName } from "./model.js";

/** A name of a distribution or extra as PEP 503 compares names. */
export function normaliseName(name: string): DistributionName {
  return name.toLowerCase().replace(/[-_.]+/g, "-");
}
