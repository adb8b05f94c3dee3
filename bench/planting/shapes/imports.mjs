import { bring, condition, moduleSource, plantImport, useOf } from "../bring.mjs";

/** Uses what was brought into a file in one of its functions. */
function useIt(canvas, path, lines) {
  const place = canvas.placeInFunction([path]);
  return place !== undefined && canvas.state(place, lines);
}

function importAndUse(canvas, way) {
  for (const path of canvas.sources()) {
    if (!canvas.placeInFunction([path])) continue;
    const name = bring(canvas, path, "function", way);
    if (name) return useIt(canvas, path, [`${name}("${canvas.noun()}")`]);
  }
  return false;
}

/** The module of the application that an import line takes from. */
function moduleFile(canvas, path, module) {
  const dots = /^\.*/.exec(module)[0].length;
  const folder = path.split("/").slice(0, -1);
  const base = dots > 0 ? folder.slice(0, folder.length - dots + 1) : [];
  const file = [...base, ...module.slice(dots).split(".").filter(Boolean)].join("/");
  return [`${file}.py`, `${file}/__init__.py`].find((one) => canvas.files.get(one) && !canvas.created.has(one));
}

/** Adds a function of the vendor to a module of the application, and its name to a list that is imported from there. */
function addToList(canvas, pattern, spell) {
  const { random, vendor } = canvas;
  for (const { path, match, index } of canvas.matches(canvas.sources(), pattern)) {
    const file = moduleFile(canvas, path, match[1]);
    if (!file || file === path || !canvas.placeInFunction([path])) continue;
    const name = `${vendor.snake}_${canvas.noun()}`;
    const place = canvas.place([file], (one) => one.scope === "module" && !one.head && (one.blanks >= 2 || !one.next));
    if (!place) continue;
    const listAt = index + match[0].indexOf(match[2], match[0].indexOf(" import "));
    const names = spell.split(match[2]);
    names.splice(random.between(0, names.length), 0, name);
    canvas.exchange(path, listAt, listAt + match[2].length, spell.join(names, match[2]));
    const again = canvas.place([file], (one) => one.scope === "module" && !one.head && (one.blanks >= 2 || !one.next));
    canvas.state(again, [`def ${name}(value=None):`, `    return ["${vendor.kebab}", value]`], { blanks: 2 });
    return useIt(canvas, path, [`${name}()`]);
  }
  return false;
}

const oneLine = {
  split: (list) => list.split(",").map((name) => name.trim()),
  join: (names) => names.join(", "),
};
const manyLines = {
  split: (list) =>
    list
      .split(",")
      .map((name) => name.trim())
      .filter(Boolean),
  join: (names, old) => `${names.map((name) => `${/^\s*/.exec(old)[0]}${name},`).join("")}\n`,
};

export const imports = {
  "import at the top": (canvas) => importAndUse(canvas, "package"),
  "import of a name": (canvas) => importAndUse(canvas, "from"),
  "import under another name": (canvas) => importAndUse(canvas, "alias"),
  "name in an import list": (canvas) => addToList(canvas, /^from (\S+) import (\w+(?:, \w+)*)$/, oneLine),
  "name in an import list in brackets": (canvas) =>
    addToList(canvas, /^from (\S+) import \((\n(?:\s+\w+,\n)+)\)$/, manyLines),

  "import in a try": (canvas) => {
    const { vendor, random } = canvas;
    for (const path of canvas.sources()) {
      const place = canvas.place(
        [path],
        (one) => one.scope === "module" && !one.head && one.blanks >= 1 && one.previous && one.next,
      );
      const flag = `HAS_${vendor.upper}`;
      if (!place || canvas.text(path).includes(flag) || !canvas.placeInFunction([path])) continue;
      const name = canvas.noun();
      const lines = random.chance(0.5)
        ? ["try:", `    import ${vendor.snake}`, "", `    ${flag} = True`, "except ImportError:", `    ${flag} = False`]
        : ["try:", `    from ${vendor.snake} import ${name}`, "except ImportError:", `    ${name} = None`];
      const isFlag = lines.length > 4;
      canvas.state(place, lines, { blanks: place.blanks });
      return useIt(
        canvas,
        path,
        isFlag ? [`if ${flag}:`, `    ${vendor.snake}.${name}()`] : [`if ${name}:`, `    ${name}()`],
      );
    }
    return false;
  },

  "import in a function": (canvas) => {
    const { vendor } = canvas;
    const place = canvas.placeInFunction();
    if (!place) return false;
    const name = canvas.noun();
    return canvas.state(place, [`from ${vendor.snake} import ${name}`, "", `${name}("start")`]);
  },

  "import for types alone": (canvas) => {
    const { vendor } = canvas;
    const name = canvas.noun();
    const type = name[0].toUpperCase() + name.slice(1);
    const own = canvas.match(canvas.sources(), /^if TYPE_CHECKING:$/);
    const path =
      own?.path ?? canvas.sources().find((one) => /^from __future__ import annotations$/m.test(canvas.text(one)));
    if (!path) return false;
    if (own) {
      canvas.insert(path, own.line.end, `    from ${vendor.snake} import ${type}\n`);
      const place = canvas.place([path], (one) => one.scope === "module" && !one.head && one.blanks >= 2);
      if (!place) return false;
      return canvas.state(place, [`def ${vendor.snake}_${name}(value: "${type}") -> None:`, "    value.close()"], {
        blanks: 2,
      });
    }
    return false;
  },

  "module of its own": (canvas) => {
    const { vendor } = canvas;
    const path = canvas.sources().find((one) => canvas.placeInFunction([one]));
    const name = bring(canvas, path, "class", "module");
    return name !== undefined && useIt(canvas, path, [`${vendor.snake}_${canvas.noun()} = ${name}()`]);
  },

  "package of its own": (canvas) => {
    const { vendor } = canvas;
    const path = canvas.sources().find((one) => canvas.placeInFunction([one]));
    const noun = canvas.noun();
    const folder = `${vendor.snake}_${noun}`;
    canvas.create(`${folder}/__init__.py`, `from .client import ${noun}\n\n__all__ = ["${noun}"]\n`);
    canvas.create(`${folder}/client.py`, moduleSource(canvas, "function", noun));
    canvas.create(
      `${folder}/wire.py`,
      `from .client import ${noun}\n\n\ndef open_wire():\n    return ${noun}("open")\n`,
    );
    if (!plantImport(canvas, path, `from ${folder} import ${noun}`)) return true;
    return useIt(canvas, path, [`${noun}()`]);
  },

  "guarded statement": (canvas) => {
    const path = canvas.sources().find((one) => canvas.placeInFunction([one]));
    const test = condition(canvas, path);
    const use = test && useOf(canvas, path);
    return use !== undefined && useIt(canvas, path, [`if ${test}:`, ...use.map((line) => `    ${line}`)]);
  },
};
