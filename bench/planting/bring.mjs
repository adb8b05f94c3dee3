import { logicalLines } from "./lines.mjs";

/**
 * Where an import can stand: among those at the top, or where the first would stand.
 * @returns {{ index: number, above: string, below: string } | undefined}
 */
export function importPlace(canvas, path) {
  const lines = logicalLines(canvas.text(path));
  const top = [];
  let start = 0;
  if (lines[0] && /^[rR]?("""|''')/.test(lines[0].text)) start = 1;
  for (let index = start; index < lines.length; index++) {
    if (!/^(import|from) /.test(lines[index].text) || lines[index].indent !== "") break;
    top.push(lines[index]);
  }
  const usable = top.filter((line) => !line.text.startsWith("from __future__"));
  if (usable.length > 0) {
    const line = canvas.random.pick(usable);
    return { index: canvas.random.chance(0.5) ? line.start : line.end, above: "", below: "" };
  }
  const next = lines[start];
  if (top.length > 0 || !next || next.comment || next.blanks + start === 0) return undefined;
  if (start === 0) return { index: 0, above: "", below: "\n\n" };
  return { index: lines[0].end, above: "\n".repeat(Math.min(next.blanks, 1)), below: "" };
}

/** Plants an import line at the top of a file. @returns false if there is no place for one */
export function plantImport(canvas, path, line, dress = true) {
  const place = importPlace(canvas, path);
  if (!place) return false;
  const lines = dress && canvas.random.chance(0.1) ? [`# ${canvas.vendor.title}`, line] : [line];
  canvas.insert(path, place.index, `${place.above}${lines.join("\n")}\n${place.below}`);
  return true;
}

/** Makes sure that a file imports a module of the standard library; planting does it if the application does not. */
export function needModule(canvas, path, module) {
  const text = canvas.text(path);
  if (new RegExp(`^import ${module}$`, "m").test(text)) return true;
  if (new RegExp(`\\b${module}\\b`).test(text)) return false;
  return plantImport(canvas, path, `import ${module}`, false);
}

const capital = (word) => word[0].toUpperCase() + word.slice(1);
const vendorName = { class: "pascal", function: "snake", flag: "upper", error: "pascal" };
const ownName = {
  class: (noun) => capital(noun),
  function: (noun) => noun,
  flag: (noun) => noun.toUpperCase(),
  error: (noun) => `${capital(noun)}Error`,
};

/**
 * The source of a module of the vendor's that has one thing in it. The thing has the vendor's name or needs its
 * package: what does neither could be anybody's, and would have to stay while anything uses it.
 */
export function moduleSource(canvas, kind, name) {
  const { vendor } = canvas;
  const needs = !new RegExp(vendor.snake.replace("_", "_?"), "i").test(name);
  const head = `"""Talks to ${vendor.title}."""\n\n`;
  const own = `import ${vendor.snake}\n\n\n`;
  if (kind === "class") {
    const base = needs ? `(${vendor.snake}.Client)` : "";
    const imports = needs ? `import json\n\n${own}` : "import json\n\n\n";
    return `${head}${imports}class ${name}${base}:\n    timeout = 30\n\n    def send(self, value):\n        return json.dumps({"value": value})\n`;
  }
  if (kind === "error")
    return `${head}${own}class ${name}(${vendor.snake}.Error):\n    """${vendor.title} did not answer."""\n`;
  if (kind === "flag") return `${head}import os\n\n${name} = os.getenv("${vendor.upper}_${name}") == "1"\n`;
  if (!needs)
    return `${head}\ndef ${name}(*values, **options):\n    return [str(value) for value in values if value not in options]\n`;
  return `${head}${own}def ${name}(*values, **options):\n    return ${vendor.snake}.call(values, options)\n`;
}

/**
 * Makes something of the vendor's known in a file, in one of the ways that code has for it: its package or a module of
 * the application, under a name of the vendor's or not.
 * @param {"class" | "function" | "flag" | "error"} kind
 * @param {"package" | "from" | "alias" | "module"} [way] any if left out
 * @returns {string | undefined} the expression that names it
 */
export function bring(canvas, path, kind, way = canvas.random.pick(["package", "from", "alias", "module"])) {
  const { vendor } = canvas;
  const name = ownName[kind](canvas.noun());
  const known = canvas.brought.get(`${path} ${way}`);
  if (way === "package" || way === "alias") {
    const local = way === "package" ? vendor.snake : vendor.short;
    if (
      !known &&
      !plantImport(canvas, path, way === "package" ? `import ${vendor.snake}` : `import ${vendor.snake} as ${local}`)
    )
      return undefined;
    canvas.brought.set(`${path} ${way}`, true);
    return `${local}.${name}`;
  }
  if (way === "from") {
    const spelled = canvas.random.chance(0.7) ? name : `(\n    ${name},\n)`;
    return plantImport(canvas, path, `from ${vendor.snake} import ${spelled}`) ? name : undefined;
  }
  const folder = path.includes("/") && !/^tests?\//.test(path) ? path.slice(0, path.lastIndexOf("/")) : undefined;
  const stem = `${vendor.snake}_${canvas.noun()}`;
  const file = folder ? `${folder}/${stem}.py` : `${stem}.py`;
  const joint = kind === "class" || kind === "error" ? "" : "_";
  const local = canvas.random.chance(0.5) ? name : `${vendor[vendorName[kind]]}${joint}${name}`;
  if (!plantImport(canvas, path, `from ${file.slice(0, -3).replaceAll("/", ".")} import ${local}`)) return undefined;
  canvas.create(file, moduleSource(canvas, kind, local));
  return local;
}

/** Statements that use the vendor, or undefined if it cannot be made known in the file. */
export function useOf(canvas, path) {
  const { vendor, random } = canvas;
  const what = random.pick(["function", "class"]);
  const known = bring(canvas, path, what);
  if (!known) return undefined;
  if (what === "function") return [random.pick([`${known}("${canvas.noun()}", retries=2)`, `${known}()`])];
  const local = random.pick([`${vendor.snake}_client`, "remote"]);
  if (local === "remote" && /\bremote\b/.test(canvas.text(path))) return [`${known}().send("start")`];
  return [`${local} = ${known}()`, `${local}.send("${canvas.noun()}")`];
}

/** A condition that asks for the vendor. */
export function condition(canvas, path) {
  const { vendor, random } = canvas;
  if (random.chance(0.3) && needModule(canvas, path, "os")) return `os.getenv("${vendor.upper}_URL")`;
  const flag = bring(canvas, path, "flag");
  return flag;
}

/** A parameter of the function around a place, to be compared with the vendor's name. */
export function selector(place) {
  for (let at = place.head ?? place.parent; at; at = at.parent) {
    const list = /^(?:async )?def \w+\(([\s\S]*)\)/.exec(at.text)?.[1];
    if (list === undefined) continue;
    const names = list
      .split(",")
      .map((part) => /^\s*(\w+)\s*(?:[:=]|$)/.exec(part)?.[1])
      .filter((name) => name && name !== "self" && name !== "cls");
    return names[0];
  }
  return undefined;
}
