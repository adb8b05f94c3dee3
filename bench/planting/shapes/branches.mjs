import { bring, condition, selector, useOf } from "../bring.mjs";
import { blockOf } from "../lines.mjs";

/** What an arm does, written like its neighbour so that the same names are bound and the same things given back. */
function armBody(canvas, neighbour) {
  const first = neighbour.find((line) => !line.comment)?.text ?? "";
  const assigned = /^(\w+) = /.exec(first);
  if (/^return\b/.test(first)) return [canvas.random.pick([`return "${canvas.noun()}"`, "return None"])];
  if (assigned) return [`${assigned[1]} = "${canvas.noun()}"`];
  return undefined;
}

/** A comparison with a literal, as `if` or `elif`. */
const compared = /^(if|elif) (\w[\w.]*) == (["'])\w+\3:$/;

function armFor(canvas, found, keyword) {
  const { vendor, random } = canvas;
  const { lines, line, match } = found;
  const body = armBody(canvas, blockOf(lines, line));
  const use = body ?? useOf(canvas, found.path);
  if (!use) return undefined;
  const inner = random.chance(0.3) ? [`# ${vendor.title} is slow`, ...use] : use;
  return [`${keyword} ${match[2]} == "${vendor.snake}":`, ...inner.map((one) => `    ${one}`)];
}

/** The line of a text again, after imports were planted above it. */
const again = (canvas, { path, line }) =>
  canvas.lines(path).find((one) => one.text === line.text && one.indent === line.indent);

/** Adds `and …` or `or …` to the test of an `if`. */
function addOperand(canvas, operator) {
  const { vendor, random } = canvas;
  const other = operator === "and" ? /\bor\b/ : /\0/;
  for (const found of canvas.matches(
    canvas.sources(),
    /^(?:if|elif) (.+):$/,
    (_, match) => !/\n|\bif\b.*\belse\b|lambda|:=/.test(match[1]) && !other.test(match[1]),
  )) {
    const name = selector({ parent: found.line.parent });
    let operand;
    if (operator === "and")
      operand = name && `${name} ${random.pick([`!= "${vendor.snake}"`, `not in ("${vendor.snake}",)`])}`;
    else operand = name && random.chance(0.5) ? `${name} == "${vendor.snake}"` : condition(canvas, found.path);
    const line = operand && again(canvas, found);
    if (!line) continue;
    const start = line.start + line.indent.length + found.match[0].indexOf(found.match[1]);
    if (random.chance(0.5)) canvas.insert(found.path, start, `${operand} ${operator} `);
    else canvas.insert(found.path, start + found.match[1].length, ` ${operator} ${operand}`);
    return true;
  }
  return false;
}

/** Lines of a block without anything that a change of indentation would damage. */
const movable = (block) =>
  block.length > 0 && block.length < 8 && block.every((line) => !/"""|'''|\\\n/.test(line.text));

export const branches = {
  "elif arm": (canvas) => {
    const found = canvas.match(canvas.sources(), compared);
    const arm = found && armFor(canvas, found, "elif");
    if (!arm) return false;
    const lines = canvas.lines(found.path);
    const line = again(canvas, found);
    const block = blockOf(lines, line);
    const end = block.at(-1).end;
    if (lines.find((one) => one.start === end)?.comment) return false;
    canvas.insert(found.path, end, arm.map((one) => `${line.indent}${one}\n`).join(""));
    return true;
  },

  "first arm": (canvas) => {
    const found = canvas.match(canvas.sources(), /^(if) (\w[\w.]*) == (["'])\w+\3:$/);
    const arm = found && armFor(canvas, found, "if");
    if (!arm) return false;
    const line = again(canvas, found);
    const start = line.start + line.indent.length;
    canvas.insert(
      found.path,
      start,
      `${arm.map((one, index) => `${index === 0 ? "" : line.indent}${one}\n`).join("")}${line.indent}el`,
    );
    return true;
  },

  "early return": (canvas) => {
    const place = canvas.placeInFunction(undefined, (one) => selector(one) !== undefined);
    if (!place) return false;
    return canvas.state(place, [`if ${selector(place)} == "${canvas.vendor.snake}":`, "    return None"]);
  },

  "match case": (canvas) => {
    const found = canvas.match(canvas.sources(), /^case (["'])\w+\1:$/);
    const body = found && armBody(canvas, blockOf(found.lines, found.line));
    if (!body) return false;
    const { indent, start } = found.line;
    canvas.insert(
      found.path,
      start,
      [`case "${canvas.vendor.snake}":`, ...body.map((one) => `    ${one}`)].map((one) => `${indent}${one}\n`).join(""),
    );
    return true;
  },

  "alternative of a case": (canvas) => {
    const found = canvas.match(canvas.sources(), /^case ((["'])\w+\2):$/);
    if (!found) return false;
    const start = found.index + "case ".length;
    if (canvas.random.chance(0.5)) canvas.insert(found.path, start, `"${canvas.vendor.snake}" | `);
    else canvas.insert(found.path, start + found.match[1].length, ` | "${canvas.vendor.snake}"`);
    return true;
  },

  "operand of or": (canvas) => addOperand(canvas, "or"),
  "operand of and": (canvas) => addOperand(canvas, "and"),

  "conditional expression": (canvas) => {
    const { vendor, random } = canvas;
    const simple = (match) =>
      !/\n|\bif\b|lambda|^yield|^await|#|^\(.*,.*\)$/.test(match[2]) && !/^[^([{]*,/.test(match[2]);
    const found = canvas.match(
      canvas.sources(),
      /^(\w+) = (.+)$/,
      (line, match) => simple(match) && selector({ parent: line.parent }),
    );
    if (!found) return false;
    const name = selector({ parent: found.line.parent });
    const start = found.index + found.match[0].indexOf(found.match[2], found.match[1].length);
    const end = start + found.match[2].length;
    if (random.chance(0.5))
      canvas.insert(found.path, start, `"${canvas.noun()}" if ${name} == "${vendor.snake}" else `);
    else canvas.insert(found.path, end, ` if ${name} != "${vendor.snake}" else "${canvas.noun()}"`);
    return true;
  },

  "filter of a comprehension": (canvas) => {
    const found = canvas.match(
      canvas.sources(),
      /[[{](?:[^[\]{}]+) for (\w+) in ([^[\]{}]+)([\]}])/,
      (_, match) => !/\n/.test(match[0]),
    );
    if (!found) return false;
    const operator = / if /.test(found.match[2]) ? "and" : "if";
    canvas.insert(
      found.path,
      found.index + found.match[0].length - 1,
      ` ${operator} ${found.match[1]} != "${canvas.vendor.snake}"`,
    );
    return true;
  },

  "item of a with": (canvas) => {
    const { random } = canvas;
    for (const found of canvas.matches(canvas.python(), /^with ([^:\n]+):$/)) {
      const name = bring(canvas, found.path, "function");
      const line = name && again(canvas, found);
      if (!line) continue;
      const start = line.start + line.indent.length + "with ".length;
      if (random.chance(0.5)) canvas.insert(found.path, start, `${name}("enter"), `);
      else
        canvas.insert(
          found.path,
          start + found.match[1].length,
          `, ${name}("enter")${random.chance(0.3) ? " as unused" : ""}`,
        );
      return true;
    }
    return false;
  },

  "with around statements": (canvas) => {
    for (const found of canvas.matches(
      canvas.sources(),
      /^(if|for) [^\n]+:$/,
      (line, _, lines) => movable(blockOf(lines, line)) && line.parent,
    )) {
      const name = bring(canvas, found.path, "function");
      const line = name && again(canvas, found);
      if (!line) continue;
      const block = blockOf(canvas.lines(found.path), line);
      const [start, end] = [block[0].start, block.at(-1).end];
      const head = `${line.indent}    with ${name}("span"):\n`;
      const body = canvas
        .text(found.path)
        .slice(start, end)
        .replace(/^(?=[^\n])/gm, "    ");
      canvas.exchange(found.path, start, end, head + body);
      return true;
    }
    return false;
  },

  "handler of a try": (canvas) => {
    const { vendor, random } = canvas;
    for (const found of canvas.matches(
      canvas.sources(),
      /^except (\w[\w.]*)(?: as \w+)?:$/,
      (line, _, lines) => !lines[lines.indexOf(line) - 1].comment,
    )) {
      const name = bring(canvas, found.path, "error");
      const line = name && again(canvas, found);
      if (!line) continue;
      const behind = random.chance(0.5);
      const lines = canvas.lines(found.path);
      const last = blockOf(lines, line).at(-1);
      if (behind && lines.find((one) => one.start === last.end)?.comment) return false;
      const arm = [
        `except ${name}:`,
        random.pick(["    pass", `    raise RuntimeError("${vendor.title} failed") from None`]),
      ];
      canvas.insert(found.path, behind ? last.end : line.start, arm.map((one) => `${line.indent}${one}\n`).join(""));
      return true;
    }
    return false;
  },

  "type of a handler": (canvas) => {
    for (const found of canvas.matches(canvas.sources(), /^except \(([\w., ]+)\)/)) {
      const name = bring(canvas, found.path, "error");
      const line = name && again(canvas, found);
      if (!line) continue;
      const start = line.start + line.indent.length + "except (".length;
      if (canvas.random.chance(0.5)) canvas.insert(found.path, start, `${name}, `);
      else canvas.insert(found.path, start + found.match[1].length, `, ${name}`);
      return true;
    }
    return false;
  },

  "finally of a try": (canvas) => {
    for (const found of canvas.matches(canvas.sources(), /^(finally|else|try):$/, (line) => line.parent)) {
      const use = useOf(canvas, found.path);
      const place =
        use &&
        canvas.place(
          [found.path],
          (one) => one.head?.text === found.line.text && one.head.indent === found.line.indent,
        );
      if (place) return canvas.state(place, use);
      if (use) return false;
    }
    return false;
  },
};
