import { bring } from "../bring.mjs";
import { topLevel } from "./definitions.mjs";

export const tests = {
  test: (canvas) => {
    const { vendor, random } = canvas;
    const path = canvas.tests().find((one) => topLevel(canvas, [one]));
    const name = path && bring(canvas, path, "function");
    const place = name && topLevel(canvas, [path]);
    if (!place) return false;
    const title = random.pick([`test_${vendor.snake}_${canvas.noun()}`, `test_${canvas.noun()}`]);
    return canvas.state(
      place,
      [`def ${title}():`, `    answer = ${name}("a", "b")`, "    assert answer", '    assert answer[0] == "a"'],
      { blanks: 2 },
    );
  },

  "class of tests": (canvas) => {
    const { vendor } = canvas;
    const path = canvas.tests().find((one) => topLevel(canvas, [one]));
    const place = path && topLevel(canvas, [path]);
    if (!place) return false;
    return canvas.state(
      place,
      [
        `class Test${vendor.pascal}:`,
        `    def test_${canvas.noun()}(self):`,
        "        assert [1]",
        "",
        `    def test_${canvas.noun()}(self):`,
        "        assert not []",
      ],
      { blanks: 2 },
    );
  },

  fixture: (canvas) => {
    const { vendor } = canvas;
    const path = canvas.python(/conftest\.py$/)[0];
    const place = path && /^import pytest$/m.test(canvas.text(path)) && topLevel(canvas, [path]);
    if (!place) return false;
    const fixture = `${vendor.snake}_${canvas.noun()}`;
    canvas.state(place, ["@pytest.fixture", `def ${fixture}():`, `    return ["${vendor.kebab}"]`], {
      blanks: 2,
      dress: false,
    });
    const user = canvas.tests().find((one) => topLevel(canvas, [one]));
    if (!user) return true;
    return canvas.state(
      topLevel(canvas, [user]),
      [`def test_${canvas.noun()}(${fixture}):`, `    assert len(${fixture}) == 1`],
      { blanks: 2 },
    );
  },

  "case of a test": (canvas) => {
    const { vendor, random } = canvas;
    const found = canvas.match(
      canvas.tests(),
      /^@pytest\.mark\.parametrize\(\n\s+"(\w+, \w+)",\n\s+\[\n((?:\s+\(.*\),\n)+)/,
    );
    if (!found) return false;
    const rows = found.match[2].split(/(?<=\n)/);
    const indent = /^\s*/.exec(rows[0])[0];
    rows.splice(
      random.between(0, rows.length),
      0,
      `${indent}("${vendor.snake}", ${random.pick(["7", '"text/plain"'])}),\n`,
    );
    const start = found.index + found.match[0].length - found.match[2].length;
    canvas.exchange(found.path, start, start + found.match[2].length, rows.join(""));
    return true;
  },

  "value of a test": (canvas) => {
    const { vendor, random } = canvas;
    const found = canvas.match(canvas.tests(), /^@pytest\.mark\.parametrize\("\w+", \[("[^[\]()]+")\]\)$/);
    if (!found) return false;
    const parts = found.match[1].split(", ");
    parts.splice(random.between(0, parts.length), 0, `"${vendor.snake}"`);
    const start = found.index + found.match[0].indexOf("[") + 1;
    canvas.exchange(found.path, start, start + found.match[1].length, parts.join(", "));
    return true;
  },

  "patch of a test": (canvas) => {
    const { vendor } = canvas;
    for (const found of canvas.matches(canvas.tests(), /^@(?:mock\.)?patch\("[\w.]+"\)$/)) {
      const { lines } = found;
      const head = lines[lines.indexOf(found.line) + 1];
      if (!/^def \w+\(\w+/.test(head?.text ?? "")) continue;
      // The decorator next to the function gives the first parameter.
      canvas.insert(found.path, head.start + head.indent.length + head.text.indexOf("(") + 1, `${vendor.snake}_call, `);
      const start = head.start;
      canvas.insert(
        found.path,
        start,
        `${head.indent}${found.line.text.replace(/\("[\w.]+"/, `("${vendor.snake}.client.call"`)}\n`,
      );
      return true;
    }
    return false;
  },

  "statement of a test": (canvas) => {
    const path = canvas.tests().find((one) => canvas.placeInFunction([one]));
    const name = path && bring(canvas, path, "function");
    const place = name && canvas.placeInFunction([path], (one) => one.next !== undefined);
    return place ? canvas.state(place, [canvas.random.pick([`assert ${name}("a") == ["a"]`, `${name}("a")`])]) : false;
  },
};
