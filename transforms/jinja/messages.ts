import type { Draft } from "./draft.js";
import type { Tag } from "./lexer.js";

const calls = /^(_|gettext|ngettext|pgettext|npgettext)$/;

/** A text in quotes at the start of a tag. */
const quoted = /^\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')/;

/** Marks what a page takes from the catalogues: `_("…")`, `{% trans "…" %}`, `{% trans %}…{% endtrans %}`. */
export function addMessages(text: string, tags: readonly Tag[], root: Draft): void {
  const drafts: Draft[] = [];
  const open = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    drafts.push(node);
    open.push(...node.children);
    if (node.kind === "call") addCall(node);
  }
  tags.forEach((tag, index) => {
    const messages = messagesOf(text, tags, index);
    if (messages.length === 0) return;
    const around = drafts.filter((one) => one.start <= tag.start && tag.end <= one.end && one.script === undefined);
    const place = around.reduce((best, one) => (one.end - one.start < best.end - best.start ? one : best), root);
    for (const message of messages) place.marks.push({ symbol: `message:${message}`, defines: false });
  });
}

function addCall(call: Draft): void {
  const name = call.name?.split(".").at(-1) ?? "";
  if (!calls.test(name)) return;
  const given = call.children.filter((child) => child.kind === "argument");
  const [first, second] = given.map((one) => one.children[0]?.value);
  const withContext = name.includes("pgettext");
  const id = withContext ? second : first;
  if (typeof id !== "string" || (withContext && typeof first !== "string")) return;
  given[withContext ? 1 : 0]!.marks.push({
    symbol: `message:${withContext ? `${first}\u0004` : ""}${id}`,
    defines: false,
  });
}

/** Messages that a tag asks for; of a block as it stands and as `trimmed` writes it. */
function messagesOf(text: string, tags: readonly Tag[], index: number): string[] {
  const tag = tags[index]!;
  if (tag.kind !== "statement" || !/^(trans|translate|blocktrans|blocktranslate)$/.test(tag.word)) return [];
  const inner = text.slice(tag.inner.start + tag.word.length, tag.inner.end);
  const words = tag.word.startsWith("block") ? undefined : quoted.exec(inner);
  const context = /\bcontext\s+(?:"([^"]*)"|'([^']*)')/.exec(inner);
  const before = context ? `${context[1] ?? context[2]}\u0004` : "";
  if (words) return [before + (words[1] ?? words[2]!).replace(/\\(.)/g, "$1")];
  const end = tags.findIndex(
    (one, at) => at > index && (one.word === `end${tag.word}` || /^(pluralize|plural)$/.test(one.word)),
  );
  if (end < 0) return [];
  let message = "";
  let at = tag.end;
  for (const part of [...tags.slice(index + 1, end), tags[end]!]) {
    message += text.slice(at, part.start).replaceAll("%", "%%");
    if (part.kind === "output")
      message += `%(${text.slice(part.inner.start, part.inner.end).trim().replace(/\|.*$/s, "").trim()})s`;
    at = part.end;
  }
  const plain = message.replaceAll("%%", "%");
  return [...new Set([message, plain].flatMap((one) => [one, one.trim().replace(/\s*\n\s*/g, " ")]))].map(
    (one) => before + one,
  );
}
