/**
 * @typedef {object} Line a statement, the head of one, or a comment of its own
 * @property {number} start where its first line starts, indentation included
 * @property {number} end after its last line break
 * @property {string} indent
 * @property {string} text without indentation and line break
 * @property {boolean} comment
 * @property {Line | undefined} parent head of the block around it
 * @property {boolean} first nothing of the block stands before it
 * @property {number} blanks empty lines above it
 */

/**
 * Logical lines of a Python text: brackets and long strings keep a statement together. It only knows what is needed
 * to find places; it is no parser.
 * @param {string} text with `\n` as line break
 * @returns {Line[]}
 */
export function logicalLines(text) {
  const lines = [];
  let at = 0;
  let blanks = 0;
  while (at < text.length) {
    const lineEnd = endOf(text, at);
    if (text.slice(at, lineEnd).trim() === "") {
      blanks++;
      at = lineEnd;
      continue;
    }
    const end = statementEnd(text, at);
    const indent = /^[ \t]*/.exec(text.slice(at, end))[0];
    const content = text.slice(at, end).trim();
    lines.push({ start: at, end, indent, text: content, comment: content.startsWith("#"), blanks });
    blanks = 0;
    at = end;
  }
  return withBlocks(lines);
}

function endOf(text, at) {
  const found = text.indexOf("\n", at);
  return found < 0 ? text.length : found + 1;
}

/** After the line break that ends the statement at a position. */
function statementEnd(text, from) {
  let depth = 0;
  let at = from;
  while (at < text.length) {
    const character = text[at];
    if (character === "#") at = endOf(text, at) - 1;
    else if (character === '"' || character === "'") {
      const long = text.slice(at, at + 3) === character.repeat(3);
      const quote = long ? character.repeat(3) : character;
      at += quote.length;
      while (at < text.length && !text.startsWith(quote, at)) at += text[at] === "\\" ? 2 : 1;
      at += quote.length;
      continue;
    } else if ("([{".includes(character)) depth++;
    else if (")]}".includes(character)) depth--;
    else if (character === "\\" && text[at + 1] === "\n") at++;
    else if (character === "\n" && depth === 0) return at + 1;
    at++;
  }
  return text.length;
}

function withBlocks(lines) {
  const open = [];
  let fresh = true;
  for (const line of lines) {
    while (open.length > 0 && open.at(-1).indent.length >= line.indent.length) open.pop();
    line.parent = open.at(-1);
    line.first = fresh;
    fresh = false;
    if (!line.comment && /:(\s*#.*)?$/.test(line.text)) {
      open.push(line);
      fresh = true;
    }
  }
  return lines;
}

/** Lines of the block that a head opens, nested ones included; comments behind its last statement are none of it. */
export function blockOf(lines, head) {
  const from = lines.findIndex((line) => line.start === head.start) + 1;
  let to = from;
  while (to < lines.length && lines[to].indent.length > head.indent.length) to++;
  return lines.slice(from, to);
}
