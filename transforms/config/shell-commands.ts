import type { Range } from "../../src/engine/model.js";
import type { Slot } from "../../src/engine/region.js";
import type { ShellNode } from "../../src/syntax/shell.js";
import { isDescription, isTest, shapeOf, wrappers } from "./commands.js";
import { addTrait, type Draft, draft, refer } from "./draft.js";
import { commandWord, named, type Script, sourceOf } from "./shell-words.js";

/** A command, or several that are joined, as an expression. */
export function commandDraft(script: Script, node: ShellNode, slot: Slot): Draft {
  switch (node.type) {
    case "command":
      return simpleCommand(script, node, slot);
    case "redirected_statement":
      return redirected(script, node, slot);
    case "pipeline":
      return chain(script, node, slot, named(node), "|");
    case "list":
      return list(script, node, slot);
    case "negated_command":
    case "subshell":
    case "compound_statement":
      return group(script, node, slot);
    case "variable_assignment":
    case "test_command":
      return draft("expression", slot, node, { traits: ["pure"] }, [commandWord(script, node, "value")]);
    default:
      return draft("expression", slot, node);
  }
}

function group(script: Script, node: ShellNode, slot: Slot): Draft {
  const inner = named(node).filter((child) => child.type !== "comment");
  const single = inner.length === 1 ? [commandDraft(script, inner[0]!, "value")] : [];
  return draft(single.length > 0 ? "group" : "expression", slot, node, {}, single);
}

function redirected(script: Script, node: ShellNode, slot: Slot): Draft {
  const body = node.children.find((child) => child.field === "body");
  const texts = node.children.flatMap((child) => child.children.filter((one) => one.type === "heredoc_body"));
  const result = draft("group", slot, node, {}, body ? [commandDraft(script, body, "value")] : []);
  for (const text of texts) result.children.push(draft("text", "content", text));
  return result;
}

/** `a && b && c` is one chain; with `||` in it the two sides are one each. */
function list(script: Script, node: ShellNode, slot: Slot): Draft {
  const operator = node.children.find((child) => child.type === "&&" || child.type === "||")?.type ?? "&&";
  const parts: ShellNode[] = [];
  const flatten = (one: ShellNode) => {
    if (one.type === "list" && one.children.some((child) => child.type === operator))
      for (const child of named(one)) flatten(child);
    else parts.push(one);
  };
  flatten(node);
  return chain(script, node, slot, parts, operator);
}

function chain(script: Script, node: ShellNode, slot: Slot, parts: ShellNode[], operator: string): Draft {
  const children = parts.filter((part) => part.type !== "comment").map((part) => commandDraft(script, part, "part"));
  return draft("chain", slot, node, { operator }, children);
}

function simpleCommand(script: Script, node: ShellNode, slot: Slot): Draft {
  const words = named(node).filter(
    (child) => child.type !== "variable_assignment" && child.type !== "comment" && !/redirect/.test(child.type),
  );
  const texts = words.map((word) => sourceOf(script, word).replace(/^(["'])(.*)\1$/s, "$2"));
  // A command that a variable holds: `DC="$(which docker-compose)"`.
  const held = script.values.get(/^\$\{?(\w+)\}?$/.exec(texts[0] ?? "")?.[1] ?? "");
  const command = held === undefined ? undefined : /docker[ -]compose|kubectl|docker|helm/.exec(held)?.[0];
  if (command !== undefined) texts[0] = command.replace(" ", "-");
  let first = 0;
  while (first < words.length - 1 && wrappers.has(texts[first]!) && !texts[first + 1]!.startsWith("-")) first++;
  const name = texts[first] ?? "";
  const shape = shapeOf(texts.slice(first).length > 0 ? texts.slice(first) : [""]);
  const result = draft(shape.kind === "other" ? "expression" : "call", slot, node, { name });
  if (shape.kind === "log") addTrait(result, "log");
  if (isTest(texts[0] ?? "")) addTrait(result, "pure");
  const [callee, ...rest] = words.slice(first);
  if (!callee) return result;
  const program = draft("name", "callee", callee, { name: name.replace(/^.*\//, "") });
  if (script.own.has(name)) refer(program, `sh:${script.path}#${name}`);
  result.children.push(program);
  const members: Draft[] = [];
  rest.forEach((word, index) => {
    const isMember = shape.kind === "list" && index + 1 >= shape.from && !texts[first + 1 + index]!.startsWith("-");
    if (isMember) members.push(commandWord(script, word, "element"));
    else if (shape.kind === "subject" && isDescription(name, texts[first + 1 + index]!, texts[first + index])) {
      const isPair = index > 0 && /^--?[\w-]+$/.test(texts[first + index]!);
      // An option goes with its value, whatever else the command is there for.
      const range = { start: isPair ? rest[index - 1]!.start : word.start, end: word.end };
      if (isPair && result.children.at(-1)?.start === range.start) result.children.pop();
      result.children.push(optionDraft(script, word, range));
    } else if (shape.kind === "other") result.children.push(commandWord(script, word, "value"));
    else result.children.push(draft("argument", "argument", word, {}, [commandWord(script, word, "value")]));
  });
  if (members.length > 0) {
    const range = { start: members[0]!.start, end: members.at(-1)!.end };
    result.children.push(
      draft("argument", "argument", range, {}, [draft("list", "value", range, { layout: "words" }, members)]),
    );
  }
  return result;
}

/** An option with its value; of `-e NAME=value` the variable and what it is set to. */
function optionDraft(script: Script, word: ShellNode, range: Range): Draft {
  const value = commandWord(script, word, "value");
  const match = /^(["']?)([A-Za-z_]\w*)=(.*?)\1$/s.exec(sourceOf(script, word));
  if (!match) {
    const option = { ...value, slot: "element" as const, start: range.start };
    return draft("list", "content", range, { layout: "words" }, [option]);
  }
  const start = word.start + match[1]!.length + match[2]!.length + 1;
  const held = { ...value, start, end: start + match[3]!.length, value: match[3]! };
  const setting = draft("setting", "entry", range, { name: match[2]! }, match[3] === "" ? [] : [held]);
  return draft("settings", "content", range, { layout: "words" }, [setting]);
}
