import type { DistributionName } from "../model.js";
import { lineAt, type UsageFile } from "./files.js";
import type { Use } from "./model.js";

/** A file whose name makes pytest collect it (pytest, documentation: conventions for Python test discovery). */
const TEST_FILE = /(?:^|\/)(?:test_[^/]*|[^/]*_test)\.py$/;
const TEST = /^(?:async )?def test\w*|^class Test\w*/m;

/**
 * What is used because it is there: pytest where tests lie that it would collect, and plug-ins that it loads then.
 *
 * @param known names that the lists have
 */
export function pluginUses(files: Iterable<UsageFile>, known: ReadonlySet<DistributionName>): Use[] {
  const uses: Use[] = [];
  const first = known.has("pytest") ? firstTest(files) : undefined;
  if (first !== undefined)
    for (const distribution of known) {
      if (distribution !== "pytest" && !distribution.startsWith("pytest-")) continue;
      const evidence = distribution === "pytest" ? "it collects these tests" : "pytest loads it where it is installed";
      uses.push({ ...first, distribution, kind: "plugin", evidence, isOptional: false, isDevelopment: true });
    }
  return uses;
}

function firstTest(files: Iterable<UsageFile>): Pick<Use, "path" | "line" | "text"> | undefined {
  for (const { path, text } of files) {
    if (!TEST_FILE.test(path)) continue;
    const test = TEST.exec(text);
    if (test !== null) return { path, line: lineAt(text, test.index), text: test[0] };
  }
  return undefined;
}
