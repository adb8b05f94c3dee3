import type { RequirementsLine } from "../../../src/dependencies/lists/requirements-file.js";

export function asPipReads(lines: readonly RequirementsLine[]): unknown[];
