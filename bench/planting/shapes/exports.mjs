import { moduleSource } from "../bring.mjs";
import { topLevel } from "./definitions.mjs";

/** Defines something of the vendor's in a file and gives its name. */
function define(canvas, path) {
  const { vendor } = canvas;
  const name = `${vendor.snake}_${canvas.noun()}`;
  const place = topLevel(canvas, [path]);
  if (!place) return undefined;
  canvas.state(place, [`def ${name}(value):`, "    return value"], { blanks: 2 });
  return name;
}

const withAll = (canvas, pattern) => canvas.sources().filter((path) => pattern.test(canvas.text(path)));

export const exports = {
  "name in __all__": (canvas) => {
    for (const path of withAll(canvas, /^__all__ = \["[^\n]*"\]$/m)) {
      const name = define(canvas, path);
      if (!name) continue;
      const found = canvas.match([path], /^__all__ = \[(.+)\]$/);
      const parts = found.match[1].split(", ");
      parts.splice(canvas.random.between(0, parts.length), 0, `"${name}"`);
      canvas.exchange(path, found.index + 11, found.index + 11 + found.match[1].length, parts.join(", "));
      return true;
    }
    return false;
  },

  "__all__ extended": (canvas) => {
    for (const found of canvas.matches(canvas.sources(), /^__all__ \+?= \[/)) {
      const name = define(canvas, found.path);
      const line = name && canvas.lines(found.path).findLast((one) => /^__all__ /.test(one.text));
      if (!line) continue;
      canvas.insert(
        found.path,
        line.end,
        `${canvas.random.pick([`__all__ += ["${name}"]`, `__all__.append("${name}")`, `__all__.extend(["${name}"])`])}\n`,
      );
      return true;
    }
    return false;
  },

  "export from a package": (canvas) => {
    const { vendor, random } = canvas;
    const found = canvas.match(canvas.sources(/__init__\.py$/), /^from \.(\w+) import (\w+)( as \w+)?(, .*)?$/);
    if (!found) return false;
    const noun = canvas.noun();
    const folder = found.path.slice(0, found.path.lastIndexOf("/"));
    const stem = `${vendor.snake}_${noun}`;
    const name = random.pick([`${vendor.snake}_${noun}`, noun]);
    canvas.create(`${folder}/${stem}.py`, moduleSource(canvas, "function", name));
    canvas.insert(found.path, random.chance(0.5) ? found.line.start : found.line.end, `from .${stem} import ${name}\n`);
    const rows = canvas.match([found.path], /^__all__ = \[(?=\n)/);
    if (rows) {
      const line = rows.line.start + rows.line.text.indexOf("\n") + 1;
      canvas.insert(found.path, line, `    "${name}",\n`);
    } else {
      const one = canvas.match([found.path], /^__all__ = \["/);
      if (one) canvas.insert(found.path, one.index + one.match[0].length - 1, `"${name}", `);
    }
    return true;
  },
};
