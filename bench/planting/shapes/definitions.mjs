import { bring, needModule, selector, useOf } from "../bring.mjs";

/** A place for a definition at the top level, with as many empty lines around it as definitions have. */
export const topLevel = (canvas, paths = canvas.sources()) =>
  canvas.place(paths, (one) => one.scope === "module" && !one.head && one.previous && (one.blanks === 2 || !one.next));

const inClass = (canvas, paths = canvas.sources()) =>
  canvas.place(
    paths,
    (one) =>
      one.scope === "class" &&
      /^class /.test(one.head?.text ?? "") &&
      one.previous &&
      (one.blanks === 1 || !one.next) &&
      /^(def|async def|@)/.test(one.next?.text ?? "def"),
  );

/** A function of the vendor and a call of it. */
function functionAndCall(canvas, { decorators = [], helper = false, parameters = "value=None" } = {}) {
  const { vendor, random } = canvas;
  const path = canvas.sources().find((one) => topLevel(canvas, [one]) && canvas.placeInFunction([one]));
  if (!path) return false;
  const noun = canvas.noun();
  const name = random.pick([`${vendor.snake}_${noun}`, `${noun}_${vendor.snake}`, `_${vendor.snake}_${noun}`]);
  const inner = canvas.noun();
  let body = [`return {"${noun}": value}`];
  if (helper) {
    if (needModule(canvas, path, "hashlib"))
      canvas.state(
        topLevel(canvas, [path]),
        [`def _${inner}(value):`, "    return hashlib.sha256(str(value).encode()).hexdigest()"],
        { blanks: 2, dress: false },
      );
    else
      canvas.state(topLevel(canvas, [path]), [`def _${inner}(value):`, "    return str(value).strip()"], {
        blanks: 2,
        dress: false,
      });
    body = [`digest = _${inner}(value)`, "return digest[:8]"];
  }
  const words = random.chance(0.5) ? [`"""Asks ${vendor.title}."""`, ""] : [];
  canvas.state(
    topLevel(canvas, [path]),
    [...decorators, `def ${name}(${parameters}):`, ...[...words, ...body].map((line) => (line ? `    ${line}` : ""))],
    { blanks: 2 },
  );
  return canvas.state(canvas.placeInFunction([path]), [`${name}(${random.pick(["", "12", '"now"'])})`]);
}

/** A constant of the vendor that one of its statements reads. */
function constant(canvas, value) {
  const { vendor } = canvas;
  const name = `${vendor.upper}_${canvas.noun().toUpperCase()}`;
  const suits = (one) =>
    one.scope === "module" &&
    !one.head &&
    one.previous &&
    !/^(import|from|@|class|def|async|if)\b/.test(one.next?.text ?? "") &&
    !/^(import|from)\b/.test(one.previous.text);
  const path = canvas.sources().find((one) => canvas.place([one], suits));
  if (!path) return false;
  const written = value(canvas, path);
  const place = written && canvas.place([path], suits);
  if (!place) return false;
  canvas.state(place, [`${name} = ${written}`]);
  const use = canvas.placeInFunction([path]);
  if (use && canvas.random.chance(0.7)) {
    const function_ = bring(canvas, path, "function", "package");
    if (function_) canvas.state(canvas.placeInFunction([path]), [`${function_}(${name})`]);
  }
  return true;
}

export const definitions = {
  function: (canvas) => functionAndCall(canvas),
  "function and its private helper": (canvas) => functionAndCall(canvas, { helper: true }),
  "constant of a module": (canvas) =>
    constant(canvas, (it) =>
      it.random.pick(["30", '"https://example.org/v1"', '(\n    "first",\n    "second",\n)', "{}"]),
    ),
  "setting from the environment": (canvas) =>
    constant(
      canvas,
      (it, path) => needModule(it, path, "os") && `os.getenv("${it.vendor.upper}_URL", "http://localhost:9000")`,
    ),

  decorator: (canvas) => {
    for (const found of canvas.matches(
      canvas.sources(),
      /^(async )?def \w+\(/,
      (line, _, lines) => !lines[lines.indexOf(line) - 1]?.comment,
    )) {
      const name = bring(canvas, found.path, "function");
      const line =
        name &&
        canvas.lines(found.path).find((one) => one.text === found.line.text && one.indent === found.line.indent);
      if (!line) continue;
      canvas.insert(found.path, line.start, `${line.indent}@${name}${canvas.random.pick(["", '("calls")'])}\n`);
      return true;
    }
    return false;
  },

  statement: (canvas) => {
    const path = canvas.sources().find((one) => canvas.placeInFunction([one]));
    const use = path && useOf(canvas, path);
    const place = use && canvas.placeInFunction([path]);
    return place ? canvas.state(place, use) : false;
  },

  "statement at the top level": (canvas) => {
    const suits = (one) =>
      one.scope === "module" &&
      !one.head &&
      one.previous &&
      !/^(import|from|def|class|async|@)\b/.test(one.next?.text ?? "");
    const path = canvas.sources().find((one) => canvas.place([one], suits));
    const name = path && bring(canvas, path, "function");
    const place = name && canvas.place([path], suits);
    return place ? canvas.state(place, [`${name}("ready")`]) : false;
  },

  "function in a function": (canvas) => {
    const { vendor } = canvas;
    const place = canvas.placeInFunction(undefined, (one) => one.blanks === 0 || one.blanks === 1);
    const name = `${vendor.snake}_${canvas.noun()}`;
    return place ? canvas.state(place, [`def ${name}(value):`, "    return value", "", `${name}(1)`]) : false;
  },

  "class with a base": (canvas) => {
    const { vendor } = canvas;
    const found = canvas.match(canvas.sources(), /^class (\w+)\((\w+)\):$/, (line) => !line.parent);
    const name = `${vendor.pascal}${found?.match[2]}`;
    const place = found && topLevel(canvas, [found.path]);
    if (!place || canvas.text(found.path).includes(name)) return false;
    return canvas.state(
      place,
      [
        `class ${name}(${found.match[2]}):`,
        `    ${canvas.noun()} = 3`,
        "",
        `    def ${canvas.noun()}(self, value):`,
        `        return [value, "${vendor.title}"]`,
      ],
      { blanks: 2 },
    );
  },

  method: (canvas) => {
    const { vendor, random } = canvas;
    const place = inClass(canvas);
    if (!place) return false;
    const name = `${vendor.snake}_${canvas.noun()}`;
    canvas.state(
      place,
      [
        ...(random.chance(0.2) ? ["@property"] : []),
        `def ${name}(self):`,
        `    """What ${vendor.title} calls it."""`,
        `    return "${vendor.kebab}"`,
      ],
      { blanks: 1 },
    );
    const caller = canvas.place([place.path], (one) => one.scope === "function" && selfOf(one) === place.head.text);
    if (caller && random.chance(0.6)) canvas.state(caller, [`self.${name}()`]);
    return true;
  },

  "attribute of a class": (canvas) => {
    const { vendor } = canvas;
    const place = canvas.place(
      canvas.sources(),
      (one) =>
        /^class (?!.*(Enum|BaseModel|TextChoices|models\.Model))/.test(one.head?.text ?? "") &&
        one.scope === "class" &&
        /^\w+(: .+)? = /.test(one.previous?.text ?? one.next?.text ?? ""),
    );
    return place
      ? canvas.state(place, [`${vendor.snake}_${canvas.noun()} = ${canvas.random.pick(["True", "12", '"eu"'])}`])
      : false;
  },

  "field of a model": (canvas) => {
    const { vendor, random } = canvas;
    const place = canvas.place(
      canvas.sources(),
      (one) =>
        one.scope === "class" &&
        /^class \w+(\(BaseModel\))?:$/.test(one.head?.text ?? "") &&
        /^\w+: .+ = /.test(one.previous?.text ?? ""),
    );
    return place
      ? canvas.state(place, [
          `${vendor.snake}_${canvas.noun()}: ${random.pick(["str | None = None", "bool = False", 'str = ""', "list[str] = []"])}`,
        ])
      : false;
  },

  "member of an enum": (canvas) => {
    const { vendor, random } = canvas;
    const found = canvas.match(canvas.sources(), /^class (\w+)\((?:str, )?Enum\):$/);
    const place =
      found &&
      canvas.place(
        [found.path],
        (one) => one.head?.text === found.line.text && /^[A-Z_]+ = "/.test(one.previous?.text ?? one.next?.text ?? ""),
      );
    if (!place) return false;
    canvas.state(place, [`${vendor.upper} = "${vendor.snake}"`]);
    const use = canvas.placeInFunction([found.path], (one) => selector(one) !== undefined);
    if (use && random.chance(0.6))
      canvas.state(use, [`if ${selector(use)} == ${found.match[1]}.${vendor.upper}:`, "    return None"]);
    return true;
  },
};

/** Head of the class whose method a place is in, if the method has `self`. */
function selfOf(place) {
  for (let at = place.head; at; at = at.parent) if (/^def \w+\(self\b/.test(at.text)) return at.parent?.text;
  return undefined;
}
