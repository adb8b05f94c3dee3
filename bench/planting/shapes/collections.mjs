/** Members of a collection that stands on lines of its own: their starts, and whether the last has a comma. */
function members(canvas, { path, line, match }) {
  const text = canvas.text(path);
  const open = line.start + line.indent.length + match.index + match[0].length;
  const body = text.slice(open, line.end);
  const rows = [];
  let at = open;
  for (const row of body.split(/(?<=\n)/)) {
    const indent = /^\s*/.exec(row)[0];
    rows.push({ start: at, end: at + row.length, indent, text: row.trim() });
    at += row.length;
  }
  // The first row is what stands behind the bracket.
  const inner = rows.slice(1);
  const depth = inner[0]?.indent;
  const close = inner.findIndex((row) => row.indent.length < (depth?.length ?? 0));
  if (rows[0]?.text !== "" || depth === undefined || close < 0) return [];
  const own = inner.slice(0, close);
  return own.some((row) => row.indent !== depth && row.text.startsWith("#"))
    ? []
    : own.map((row) => ({ ...row, own: row.indent === depth }));
}

/** Puts a row into a collection of many lines: before the first, between two, or behind the last. */
function addRow(canvas, pattern, isMember, spell) {
  const { random } = canvas;
  for (const found of canvas.matches(canvas.sources(), pattern)) {
    const rows = members(canvas, found);
    const at = rows.flatMap((row, index) =>
      row.own && isMember.test(row.text) && !rows[index - 1]?.text.startsWith("#") ? [row] : [],
    );
    if (rows.length === 0 || at.length === 0 || !rows.every((row) => !row.own || /^#|[,([{}\])]$/.test(row.text)))
      continue;
    const row = random.pick(at);
    const last = rows.at(-1);
    const behind = last.own && last.text.endsWith(",") && random.chance(0.3);
    const written = canvas
      .dress([`${spell(canvas)},`], { member: true })
      .map((line) => `${row.indent}${line}\n`)
      .join("");
    canvas.insert(found.path, behind ? last.end : row.start, written);
    return true;
  }
  return false;
}

/** Puts an element into a collection on one line. */
function addElement(canvas, pattern, spell, element = /^["'\w.]+$/) {
  const { random } = canvas;
  for (const { path, match, index } of canvas.matches(canvas.python(), pattern)) {
    const list = match[1];
    const single = /,\s*$/.test(list);
    const parts = list.replace(/,\s*$/, "").split(/,\s*/);
    if (!parts.every((part) => element.test(part))) continue;
    parts.splice(random.between(0, parts.length), 0, spell(canvas));
    const start = index + match[0].lastIndexOf(list);
    // Of a tuple of one, the comma leaves with the second element's arrival, and must come back.
    const comma = single && parts.length > 2 ? "," : "";
    canvas.exchange(path, start, start + list.length, parts.join(", ") + comma);
    return true;
  }
  return false;
}

const text = (canvas) => canvas.random.pick([`"${canvas.vendor.snake}"`, `"${canvas.vendor.kebab}-${canvas.noun()}"`]);
const pair = (canvas) => {
  const { vendor, random } = canvas;
  const key = random.pick([vendor.snake, `${vendor.snake}_${canvas.noun()}`]);
  const value = random.pick(["True", `"${vendor.title}"`, "None", "[1, 2]", '{"retries": 3, "timeout": 2.5}']);
  return `"${key}": ${value}`;
};

export const collections = {
  "entry of a dict": (canvas) =>
    addRow(canvas, /^[\w.]+(?:: [^=]+)? = \{$|^return \{$|^\w+ = \{(?=\n)|^return \{(?=\n)/, /^["']\w+["']: /, pair),
  "entry of a dict in one line": (canvas) =>
    addElement(canvas, /^[\w.]+(?:: [^=]+)? = \{(["']\w+["']: [^{}[\]()]+)\}$/, pair, /^["']\w+["']: ["'\w/.]+$/),
  "element of a list": (canvas) => addRow(canvas, /^[\w.]+(?:: [^=]+)? \+?= \[(?=\n)/, /^["'][\w.-]+["'],$/, text),
  "element of a list in one line": (canvas) => addElement(canvas, /^[\w.]+(?:: [^=]+)? = \[(["'][^[\]()]+)\]$/, text),
  "element of a tuple": (canvas) => addElement(canvas, /^[\w.]+ = \((["'][^[\]()]+, [^[\]()]+)\)$/, text),
  "second element of a tuple": (canvas) => addElement(canvas, /^[\w.]+ = \((["'][\w.-]+["'],)\)$/, text),
  "element of a set": (canvas) => addElement(canvas, /^[\w.]+ = \{(["'][\w]+["'](?:, ["']\w+["'])*)\}$/, text),
  "member of a test": (canvas) => addElement(canvas, /\bin \((["'\w.]+(?:, ["'\w.]+)+)\)/, text),
  "middleware of a framework": (canvas) =>
    addRow(
      canvas,
      /^MIDDLEWARE = \[(?=\n)/,
      /^["']/,
      (it) => `"${it.vendor.snake}.middleware.${it.vendor.pascal}Middleware"`,
    ),
  "installed application": (canvas) =>
    addRow(canvas, /^INSTALLED_APPS = \[(?=\n)/, /^["']/, (it) =>
      it.random.pick([`"${it.vendor.snake}"`, `"${it.vendor.snake}.django"`]),
    ),
  "element appended later": (canvas) => {
    const found = canvas.match(canvas.sources(), /^([A-Z_]+)(?:: [^=]+)? = \[/, (line) => !line.parent);
    if (!found) return false;
    const place = canvas.place(
      [found.path],
      (one) => one.scope === "module" && !one.head && one.previous && one.after >= found.line.end,
    );
    return (
      place !== undefined &&
      canvas.state(place, [
        canvas.random.pick([`${found.match[1]}.append(${text(canvas)})`, `${found.match[1]} += [${text(canvas)}]`]),
      ])
    );
  },
};
