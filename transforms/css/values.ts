import type { Range } from "../../src/engine/model.js";

/** A member of a comma-separated value, with what it refers to. */
export interface Member extends Range {
  uses: Use[];
}

/** A variable, address, string or name in a value. */
export interface Use extends Range {
  kind: "variable" | "address" | "string" | "word" | "call";
  /** Name of a variable, address without quotes, words of a string, the word itself, name of a function. */
  name: string;
  /** The module that a variable or function is taken from, as the file calls it: `map` of `map.get()`. */
  module?: Range;
  /** Of a call: all of it. */
  whole?: Range;
  /** Of `var(--name, fallback)`: the name, and what it stands for if it is not set. */
  word?: Range;
  fallback?: Range;
  /** It stands at the top of its member, not among the arguments of a function. */
  outer: boolean;
}

const token =
  /\/\*[\s\S]*?\*\/|"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'|url\(\s*(?!["'\s])([^)]*)\)|(?:[\w-]+\.)?[$@][\w-]+|-?-?[A-Za-z_\u0080-\uFFFF][\w\u0080-\uFFFF-]*|#[\w-]+|\.?\d[\d.]*(?:[a-z]+|%)?|[(),[\]{}]/gi;

/** Takes a value apart at its outermost commas. */
export function members(text: string, range: Range): Member[] {
  const found: Member[] = [];
  const calls: { name: string; open: number; use?: Use; call?: Use }[] = [];
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
      const isName = isCall && current.at(-1)?.kind === "word" && current.at(-1)!.end === here.start;
      const called = isName ? current.pop() : undefined;
      const call = called && add(callOf(text, called, current));
      calls.push({ name: isCall ? word.toLowerCase() : "", open: here.start, ...(call ? { call } : {}) });
    } else if (source === ")" || source === "]" || source === "}") {
      const call = calls.pop();
      if (call?.call) call.call.whole = { start: call.call.module?.start ?? call.call.start, end: here.end };
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
    } else if (/^(?:[\w-]+\.)?[$@]/.test(source)) add(variableIn(here, source, outer));
    else if (source.startsWith("--") && around?.name === "var" && !around.use) {
      const start = around.open - "var".length;
      around.use = add({ start, end: here.end, kind: "variable", name: source, word: here, outer: calls.length === 1 });
    } else if (/^-?[A-Za-z_\u0080-\uFFFF]/.test(source)) add({ ...here, kind: "word", name: source, outer });
    word = /^-?[A-Za-z_]/.test(source) ? source : "";
  }
  close(range.end);
  return found;
}

/** A variable, with the module that it is taken from. */
function variableIn(here: Range, source: string, outer: boolean): Use {
  const dot = source.indexOf(".");
  const module = dot < 0 ? {} : { module: { start: here.start, end: here.start + dot } };
  return { ...here, ...module, kind: "variable", name: source.slice(dot + 1), outer };
}

/** A call of the function that a word names. What was read as a word before its dot is the module it is taken from. */
function callOf(text: string, word: Use, before: Use[]): Use {
  const last = before.at(-1);
  const isTaken = last?.kind === "word" && last.end === word.start - 1 && text[last.end] === ".";
  if (isTaken) before.pop();
  return { ...word, kind: "call", ...(isTaken ? { module: { start: last.start, end: last.end } } : {}) };
}

function trimmed(text: string, range: Range): Range {
  const source = text.slice(range.start, range.end);
  const start = range.start + source.length - source.trimStart().length;
  return { start, end: Math.max(start, range.start + source.trimEnd().length) };
}
