import { bring, condition, selector } from "../bring.mjs";

const escaped = (words) => words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Index behind the bracket's last argument, without a trailing comma and white space. */
function closing(text, open) {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if ("([{".includes(text[at])) depth++;
    else if (")]}".includes(text[at]) && --depth === 0) return at;
    else if (text[at] === '"' || text[at] === "'") {
      const quote = text[at];
      for (at++; at < text.length && text[at] !== quote && text[at] !== "\n"; at++) if (text[at] === "\\") at++;
    }
  }
  return -1;
}

/** Adds an argument at the end of a call in brackets. */
function addArgument(canvas, path, open, argument) {
  const text = canvas.text(path);
  const close = closing(text, open);
  if (close < 0 || text.slice(open, close).includes("#")) return false;
  const inside = text.slice(open + 1, close);
  if (/^\s*$/.test(inside)) canvas.insert(path, open + 1, argument);
  else if (/,\s*$/.test(inside)) {
    const indent = /\n(\s*)\S[^\n]*$/.exec(inside.trimEnd())?.[1];
    if (indent === undefined) return false;
    canvas.insert(path, open + 1 + inside.trimEnd().length, `\n${indent}${argument},`);
  } else if (/ for \w+ in /.test(inside) && !/^\w*\[/.test(inside)) return false;
  else canvas.insert(path, open + 1 + inside.trimEnd().length, `, ${argument}`);
  return true;
}

export const calls = {
  "keyword argument": (canvas) => {
    const { vendor, random } = canvas;
    for (const { path, index, match } of canvas.matches(
      canvas.sources(),
      /\b([A-Z]\w+|\w+\.\w+|path)\((?=.*\w+=)/,
      (line) => !/^(def|class|@|async|for|if|elif|with)\b/.test(line.text),
    )) {
      const value = random.pick(["True", `"${canvas.noun()}"`, "None"]);
      if (addArgument(canvas, path, index + match[0].length - 1, `${vendor.snake}_${canvas.noun()}=${value}`))
        return true;
    }
    return false;
  },

  "keyword argument that is the vendor's": (canvas) => {
    for (const found of canvas.matches(
      canvas.sources(),
      /\b([A-Z]\w+|\w+\.\w+)\((?=[^()\n]+\)$)/,
      (line) => !/^(def|class|@|async|for|if|elif|with)\b/.test(line.text),
    )) {
      const name = bring(canvas, found.path, "function");
      const line = name && canvas.lines(found.path).find((one) => one.text === found.line.text);
      if (!line) continue;
      const open = line.start + line.indent.length + found.match.index + found.match[0].length - 1;
      return addArgument(canvas, found.path, open, `${canvas.vendor.snake}=${name}()`);
    }
    return false;
  },

  "parameter and its calls": (canvas) => {
    const { vendor, random } = canvas;
    for (const found of canvas.matches(
      canvas.sources(),
      /^(?:async )?def (\w+)\((?!self|cls)/,
      (line, _, lines) => !line.parent && !lines[lines.indexOf(line) - 1]?.text.startsWith("@"),
    )) {
      const name = found.match[1];
      const callers = [];
      let others = 0;
      for (const path of canvas.python()) {
        const text = canvas.text(path);
        for (const hit of text.matchAll(new RegExp(`\\b${escaped(name)}\\b`, "g"))) {
          const before = text.slice(text.lastIndexOf("\n", hit.index) + 1, hit.index);
          if (/import|def $|^\s{4}\w*,?$|["']$/.test(before)) continue;
          if (text[hit.index + name.length] === "(") callers.push({ path, open: hit.index + name.length });
          else others++;
        }
      }
      if (callers.length === 0 || callers.length > 8 || others > 0) continue;
      const parameter = `${vendor.snake}_${canvas.noun()}`;
      callers.sort((a, b) => b.open - a.open);
      for (const { path, open } of callers)
        if (random.chance(0.7)) addArgument(canvas, path, open, `${parameter}=${random.pick(["True", "12"])}`);
      const head = canvas.lines(found.path).find((line) => new RegExp(`^(?:async )?def ${name}\\(`).test(line.text));
      const open = head.start + canvas.text(found.path).slice(head.start).indexOf("(");
      if (!addArgument(canvas, found.path, open, random.pick([`${parameter}=None`, `${parameter}: int | None = None`])))
        return false;
      const place = canvas.place(
        [found.path],
        (one) => one.scope === "function" && new RegExp(`^(?:async )?def ${name}\\(`).test(one.head?.text ?? ""),
      );
      if (place && random.chance(0.8))
        canvas.state(place, random.pick([[`if ${parameter}:`, "    return None"], [`print(${parameter})`]]));
      return true;
    }
    return false;
  },

  registration: (canvas) => {
    const { vendor } = canvas;
    const found = canvas.match(
      canvas.sources(),
      /^(register|subscribe)\("\w+", \w+\(\)\)$/,
      (line, _, lines) => !lines[lines.indexOf(line) - 1].comment,
    );
    const name = found && bring(canvas, found.path, "class");
    const line = name && canvas.lines(found.path).find((one) => one.text === found.line.text);
    if (!line) return false;
    canvas.insert(
      found.path,
      canvas.random.chance(0.5) ? line.start : line.end,
      `${found.match[1]}("${vendor.kebab}", ${name}())\n`,
    );
    return true;
  },

  "log line": (canvas) => {
    const { vendor, random } = canvas;
    const path = canvas.sources().find((one) => /^logger = /m.test(canvas.text(one)) && canvas.placeInFunction([one]));
    if (!path) return false;
    return canvas.state(canvas.placeInFunction([path]), [
      random.pick([
        `logger.info("${vendor.title} is ready")`,
        `logger.debug("asking ${vendor.title}")`,
        `logger.warning("${vendor.snake} gave no answer")`,
      ]),
    ]);
  },

  "attribute looked up by its name": (canvas) => {
    const { vendor } = canvas;
    const place = canvas.placeInFunction(undefined, (one) => selector(one) !== undefined);
    if (!place) return false;
    const local = canvas.noun();
    return canvas.state(place, [
      `${local} = getattr(${selector(place)}, "${vendor.snake}_${local}", None)`,
      `if ${local}:`,
      `    ${local}.stop()`,
    ]);
  },

  "value that a test reads": (canvas) => {
    const path = canvas.sources().find((one) => canvas.placeInFunction([one]));
    const test = path && condition(canvas, path);
    if (!test) return false;
    const local = canvas.noun();
    return canvas.state(canvas.placeInFunction([path]), [`${local} = ${test}`, `if ${local}:`, `    print(${local})`]);
  },
};
