// terser's cases for conditionals, dead code and switch, each turned into removals of an invented target.
import { join } from "node:path";
import { show } from "../git.mjs";
import { treeOf } from "./syntax.mjs";
import { variantsOf } from "./variants.mjs";

const FILES = ["conditionals", "dead-code", "switch"];

/**
 * All cases: `base` is the text that speaks of the target, `settled` the same text with what is true without it. A case
 * that cannot be turned into a removal has a `cause` instead.
 * @param {string} folder with `terser+terser/repo`, a git directory
 */
export function readCases(folder) {
  return FILES.flatMap((file) => {
    const text = show(join(folder, "terser+terser", "repo"), `HEAD:test/compress/${file}.js`);
    return treeOf(text)
      .program.body.filter(({ type, body }) => type === "LabeledStatement" && body.type === "BlockStatement")
      .flatMap((one) => casesOf(`terser ${file}`, one, text));
  });
}

function casesOf(suite, { label, body }, text) {
  const unfit = (cause) => [{ suite, name: label.name, cause }];
  const input = body.body.find((one) => one.type === "LabeledStatement" && one.label.name === "input");
  if (input?.body.type !== "BlockStatement") return unfit("its input is no code");
  // A message for the log goes with the target by a rule of its own, and these texts log whatever they do.
  const source = dedented(text.slice(input.body.start + 1, input.body.end - 1)).replaceAll("console.log", "emit");
  const { program, errors } = treeOf(source);
  if (errors.length > 0) return unfit("the text does not parse by itself");
  const found = variantsOf(source, program);
  if (found.length === 0) return unfit("no condition, exit or switch that could hang on a feature");
  return found.map(({ kind, ...rest }) => ({ suite, name: `${label.name} ${kind}`, ...rest }));
}

function dedented(text) {
  const lines = text.split("\n");
  const indents = lines.filter((line) => line.trim() !== "").map((line) => /^ */.exec(line)[0].length);
  const indent = Math.min(...indents);
  const moved = lines.map((line) => line.slice(indent)).join("\n");
  return `${moved.trim()}\n`;
}
