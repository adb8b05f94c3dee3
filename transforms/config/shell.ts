import type { Range } from "../../src/engine/model.js";
import type { Slot } from "../../src/engine/region.js";
import { readShell, type ShellNode } from "../../src/syntax/shell.js";
import { placeComments } from "./comments.js";
import { type Draft, define, draft, fileDraft, refer } from "./draft.js";
import { commandDraft } from "./shell-commands.js";
import { linkMenus } from "./shell-menus.js";
import { testDraft } from "./shell-tests.js";
import { commandWord, named, type Script, sourceOf } from "./shell-words.js";
import type { Reading } from "./yaml.js";

/** Reads a shell script. */
export function analyzeShell(text: string, path: string): Reading {
  const { root: node, faults } = readShell(text[0] === "\ufeff" ? ` ${text.slice(1)}` : text);
  const script = scriptOf(node, text, path);
  const root = fileDraft(text, []);
  root.children = [suiteOf(script, named(node), { start: 0, end: text.length }, "body")];
  linkMenus(root, path);
  placeComments(root, commentsIn(node), text);
  return { root, faults };
}

/** Statements of a script that stands in another file. @param masked the script, of the same length as in the file */
export function scriptStatements(text: string, path: string, masked: string, start: number): Draft[] | undefined {
  const { root, faults } = readShell(masked, start);
  if (faults.length > 0) return undefined;
  return statements(scriptOf(root, text, path), named(root));
}

const inField = (node: ShellNode, field: string) => node.children.find((child) => child.field === field && child.named);

/** Reads off what a script defines itself. */
function scriptOf(root: ShellNode, text: string, path: string): Script {
  const own = new Set<string>();
  const exported = new Set<string>();
  const values = new Map<string, string>();
  const open = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    open.push(...node.children);
    if (node.type === "declaration_command")
      for (const match of text.slice(node.start, node.end).matchAll(/[A-Za-z_]\w*/g)) exported.add(match[0]);
    const isVariable = node.type === "variable_assignment";
    const name = isVariable || node.type === "function_definition" ? inField(node, "name") : undefined;
    if (!name) continue;
    const word = text.slice(name.start, name.end);
    own.add(word);
    const value = isVariable ? inField(node, "value") : undefined;
    if (value) values.set(word, text.slice(value.start, value.end).replace(/^(["'])([\s\S]*)\1$/, "$2"));
  }
  return { text, path, own, exported, values, isProgram: /^\ufeff?#!/.test(text) };
}

function commentsIn(root: ShellNode): Range[] {
  const own = root.type === "comment" ? [{ start: root.start, end: root.end }] : [];
  return [...own, ...root.children.flatMap(commentsIn)];
}

function suiteOf(script: Script, nodes: ShellNode[], range: Range, slot: Slot): Draft {
  return draft("suite", slot, range, {}, statements(script, nodes));
}

function statements(script: Script, nodes: ShellNode[]): Draft[] {
  return nodes
    .filter((node) => node.type !== "comment" && node.type !== "heredoc_body")
    .map((node) => statement(script, node));
}

/** Nodes of a block, and the range from the first to the last. */
function block(script: Script, nodes: ShellNode[], slot: Slot): Draft {
  const inner = nodes.filter((node) => node.type !== "comment");
  return suiteOf(
    script,
    nodes,
    { start: inner[0]?.start ?? 0, end: withSeparator(script, inner.at(-1)?.end ?? 0) },
    slot,
  );
}

/** A command in the background ends with its `&`. */
function withSeparator({ text }: Script, end: number): number {
  const match = /^[ \t]*&(?!&)/.exec(text.slice(end, end + 8));
  return match ? end + match[0].length : end;
}

function statement(script: Script, node: ShellNode): Draft {
  const range = { start: node.start, end: withSeparator(script, trimmedEnd(script, node)) };
  switch (node.type) {
    case "if_statement":
      return branch(script, node);
    case "case_statement":
      return choice(script, node);
    case "while_statement":
    case "until_statement":
    case "for_statement":
      return loop(script, node);
    case "function_definition":
      return definition(script, node);
    case "variable_assignment":
      return assignment(script, node, "body");
    case "declaration_command":
      return declaration(script, node, range);
    default:
      return draft("expressionStatement", "body", range, {}, [commandDraft(script, node, "value")]);
  }
}

const trimmedEnd = ({ text }: Script, node: Range) => node.start + text.slice(node.start, node.end).trimEnd().length;

function branch(script: Script, node: ShellNode): Draft {
  const result = draft("branch", "body", node);
  const clauses = node.children.filter((child) => child.type === "elif_clause" || child.type === "else_clause");
  const end = node.children.find((child) => child.type === "fi")!;
  const parts = [
    { node, children: node.children.filter((child) => !clauses.includes(child)) },
    ...clauses.map((one) => ({ node: one, children: one.children })),
  ];
  parts.forEach((part, index) => {
    const next = parts[index + 1]?.node.start ?? end.start;
    const then = part.children.findIndex((child) => child.type === "then" || child.type === "else");
    const arm = draft("arm", "arm", { start: part.node.start, end: next });
    const tests = part.children.slice(0, then).filter((child) => child.named && child.type !== "comment");
    if (tests.length > 0)
      arm.children.push(
        tests.length === 1 ? testDraft(script, tests[0]!, "test") : draft("expression", "test", tests[0]!),
      );
    arm.children.push(
      block(
        script,
        part.children.slice(then + 1).filter((child) => child.named),
        "body",
      ),
    );
    result.children.push(arm);
  });
  return result;
}

function choice(script: Script, node: ShellNode): Draft {
  const result = draft("switch", "body", node);
  const subject = inField(node, "value");
  if (subject) result.children.push(draft("name", "subject", subject, { name: sourceOf(script, subject) }));
  for (const item of node.children.filter((child) => child.type === "case_item")) {
    const one = draft("case", "case", item);
    const values = item.children.filter((child) => child.field === "value");
    for (const value of values) {
      const source = sourceOf(script, value);
      if (source !== "*")
        one.children.push(draft("literal", "pattern", value, { value: source.replace(/^(["'])(.*)\1$/, "$2") }));
    }
    const body = named(item).filter((child) => child.field !== "value" && child.field !== "termination");
    one.children.push(block(script, body, "body"));
    result.children.push(one);
  }
  return result;
}

function loop(script: Script, node: ShellNode): Draft {
  const result = draft("loop", "body", node);
  const body = inField(node, "body");
  const words = node.children.filter((child) => child.field === "value");
  if (words.length > 0) {
    const members = words.map((word) => draft("literal", "element", word, { value: sourceOf(script, word) }));
    const range = { start: words[0]!.start, end: words.at(-1)!.end };
    result.children.push(draft("list", "iterable", range, { layout: "words" }, members));
  } else {
    const conditions = node.children.filter((child) => child.field === "condition" && child.named);
    // Waiting for what is gone is over, whichever way the question was put.
    const asked = conditions[0]?.type === "negated_command" ? named(conditions[0])[0]! : conditions[0];
    if (asked && conditions.length === 1) result.children.push(testDraft(script, asked, "test"));
  }
  if (body) result.children.push(block(script, named(body), "body"));
  return result;
}

/** True for what nothing else can read and what is quiet about it: a command put in may do more than answer. */
const isPrivate = ({ isProgram, exported, values }: Script, name: string) => ({
  private: isProgram && !exported.has(name) && !/\$\(|`/.test(values.get(name) ?? ""),
});

function definition(script: Script, node: ShellNode): Draft {
  const name = sourceOf(script, inField(node, "name")!);
  const result = draft("function", "body", node, { name });
  define(result, `sh:${script.path}#${name}`, isPrivate(script, name));
  const body = inField(node, "body");
  if (body) result.children.push(block(script, named(body), "body"));
  return result;
}

function assignment(script: Script, node: ShellNode, slot: Slot): Draft {
  const target = inField(node, "name")!;
  const value = inField(node, "value");
  const result = draft("assignment", slot, node);
  const name = sourceOf(script, target);
  define(result, `sh:${script.path}#${name}`, isPrivate(script, name));
  result.children.push(draft("name", "target", target, { name }));
  if (value) result.children.push(commandWord(script, value, "value"));
  return result;
}

function declaration(script: Script, node: ShellNode, range: Range): Draft {
  const items = named(node).flatMap((child) =>
    child.type === "variable_assignment"
      ? [assignment(script, child, "item")]
      : child.type === "variable_name"
        ? [exported(script, child)]
        : [],
  );
  if (items.length === 0) return draft("expressionStatement", "body", range, {}, [draft("expression", "value", range)]);
  return draft("declaration", "body", range, {}, items);
}

/** `export NAME`: it goes with what it names. */
function exported(script: Script, node: ShellNode): Draft {
  const name = sourceOf(script, node);
  const target = draft("name", "target", node, { name });
  refer(target, script.own.has(name) ? `sh:${script.path}#${name}` : `env:${name}`);
  return draft("assignment", "item", node, {}, [target]);
}
