// What unpick leaves of a case beside the settled text, both after minifying.
import { minify } from "terser";
import { textsWithoutTarget } from "../engine.mjs";
import { TARGET } from "../probe.mjs";
import { countConstants } from "./syntax.mjs";
import { FLAG } from "./variants.mjs";

const options = (compress) => ({ compress, mangle: false, parse: { bare_returns: true } });
const FULL = options({ passes: 3 });
const PRINTED = options(false);
// What is declared and never used again: a `var` of an arm that cannot run stays behind as one of these.
const UNUSED = options({ defaults: false, toplevel: "vars", unused: "keep_assign" });
const SETTLED = options({
  defaults: false,
  dead_code: true,
  evaluate: true,
  conditionals: true,
  switches: true,
  booleans: true,
});

/**
 * Runs a case. `result` is `exact` (the same once conditions are settled and dead code is gone), `equivalent` (the same
 * once minified in full), `stays for a person` (the target
 * is still there, and the text is right with its flag false), `different`
 * or `not applicable`.
 */
export async function judge({ base, settled, fill = (text) => text, cause }) {
  if (cause) return { result: "not applicable", detail: cause };
  let expected;
  try {
    expected = await canonical(settled);
    await minified(base, PRINTED);
  } catch {
    return { result: "not applicable", detail: "terser does not read it" };
  }
  const left = (await textsWithoutTarget({ "app.js": base }, ["javascript"]))["app.js"] ?? "";
  const actual = fill(left);
  const texts = { base, expected: settled, actual };
  const different = (detail) => ({ result: "different", detail, ...texts });
  let result;
  try {
    result = await canonical(actual);
  } catch (error) {
    return different(`broken: ${error.message}`);
  }
  if (actual.includes(TARGET)) {
    const isSame = left === base || (await canonical(actual.replaceAll(FLAG, "false"))) === expected;
    return isSame ? { result: "stays for a person", ...texts } : different("it stays, and the rest is another text");
  }
  if (result !== expected) return different("another text");
  if (countConstants(actual) > countConstants(base)) return different("it writes a constant where a condition was");
  return {
    result: (await minified(actual, SETTLED)) === (await minified(settled, SETTLED)) ? "exact" : "equivalent",
    ...texts,
  };
}

/** The text as terser leaves it once it finds nothing more to do: what it does depends on what it was given. */
async function canonical(text) {
  const code = await minified(await minified(text, FULL), UNUSED);
  return code === text ? code : canonical(code);
}

const minified = async (text, how) => (await minify(text, how)).code;
