import type { Range } from "../../src/engine/model.js";

/** A member of a comma-separated value, with what it refers to. */
export interface Member extends Range {
  uses: Use[];
}

/** A variable, address, string or name in a value. */
export interface Use extends Range {
  kind: "variable" | "address" | "string" | "word";
  /** Name of a variable, address without quotes, words of a string, the word itself. */
  name: string;
  /** Of `var(--name, fallback)`: the name, and what it stands for if it is not set. */
  word?: Range;
  fallback?: Range;
  /** It stands at the top of its member, not among the arguments of a function. */
  outer: boolean;
}

const token =
  /\/\*[\s\S]*?\*\/|"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'|url\(\s*(?!["'\s])([^)]*)\)|(?:[\w-]+\.)?[$@][\w-]+|-?-?[A-Za-z_\u0080-\uFFFF][\w\u0080-\uFFFF-]*|#[\w-]+|[\d.]+(?:[a-z]+|%)?|[(),[\]{}]/gi;

/** Takes a value apart at its outermost commas. */
export function members(text: string, range: Range): Member[] {
  const found: Member[] = [];
  const calls: { name: string; open: number; use?: Use }[] = [];
  let current: Use[] = [];
  let from = range.start;
  const close = (end: number) => {
    const source = text.slice(from, end);
    const start = from + source.length - source.trimStart().length;
    const member = { start, end: Math.max(start, from + source.trimEnd().length), uses: current };
    if (member.end > member.start) found.push(member);
    current = [];
    from = end + 1;
  };
  const add = (use: Use) => {
    current.push(use);
    return use;
  };
  let word = "";
  token.lastIndex = range.start;
  for (let match = token.exec(text); match && match.index < range.end; match = token.exec(text)) {
    const [source, address] = match;
    const here = { start: match.index, end: match.index + source.length };
    const outer = calls.length === 0;
    const around = calls.at(-1);
    if (source.startsWith("/*")) continue;
    if (source === "(" || source === "[" || source === "{") {
      const isCall = source === "(" && word !== "" && text[here.start - 1] !== " ";
      if (isCall && current.at(-1)?.kind === "word" && current.at(-1)!.end === here.start) current.pop();
      calls.push({ name: isCall ? word.toLowerCase() : "", open: here.start });
    } else if (source === ")" || source === "]" || source === "}") {
      const call = calls.pop();
      if (call?.use) {
        call.use.end = here.end;
        if (call.use.fallback) call.use.fallback = trimmed(text, { start: call.use.fallback.start, end: here.start });
      }
    } else if (source === ",") {
      if (outer) close(here.start);
      else if (around?.use && !around.use.fallback) around.use.fallback = { start: here.end, end: here.end };
    } else if (address !== undefined) add({ ...here, kind: "address", name: address.trim(), outer });
    else if (/^["']/.test(source)) {
      const isAddress = around?.name === "url" || around?.name === "src";
      add({ ...here, kind: isAddress ? "address" : "string", name: source.slice(1, -1), outer: outer || isAddress });
    } else if (/^(?:[\w-]+\.)?[$@]/.test(source))
      add({ ...here, kind: "variable", name: source.replace(/^[^$@]*/, ""), outer });
    else if (source.startsWith("--") && around?.name === "var" && !around.use) {
      const start = around.open - "var".length;
      around.use = add({ start, end: here.end, kind: "variable", name: source, word: here, outer: calls.length === 1 });
    } else if (/^-?[A-Za-z_\u0080-\uFFFF]/.test(source)) add({ ...here, kind: "word", name: source, outer });
    word = /^-?[A-Za-z_]/.test(source) ? source : "";
  }
  close(range.end);
  return found;
}

function trimmed(text: string, range: Range): Range {
  const source = text.slice(range.start, range.end);
  const start = range.start + source.length - source.trimStart().length;
  return { start, end: Math.max(start, range.start + source.trimEnd().length) };
}
