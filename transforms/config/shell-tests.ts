import type { Slot } from "../../src/engine/region.js";
import type { ShellNode } from "../../src/syntax/shell.js";
import { type Draft, draft } from "./draft.js";
import { commandDraft } from "./shell-commands.js";
import { commandWord, named, type Script } from "./shell-words.js";

/** A condition: comparisons are understood, commands are asked. */
export function testDraft(script: Script, node: ShellNode, slot: Slot): Draft {
  if (node.type === "test_command") {
    const inner = named(node);
    return inner.length === 1
      ? draft("group", slot, node, {}, [expression(script, inner[0]!, "value")])
      : draft("expression", slot, node);
  }
  if (node.type === "negated_command")
    return draft("not", slot, node, {}, [testDraft(script, named(node)[0]!, "value")]);
  if (node.type === "list") {
    const operator = node.children.find((child) => !child.named)?.type;
    return draft(
      operator === "&&" ? "and" : "or",
      slot,
      node,
      {},
      named(node).map((part) => testDraft(script, part, "operand")),
    );
  }
  return commandDraft(script, node, slot);
}

function expression(script: Script, node: ShellNode, slot: Slot): Draft {
  const operator = node.children.find((child) => child.field === "operator");
  if (node.type === "binary_expression") {
    const left = node.children.find((child) => child.field === "left");
    const right = node.children.find((child) => child.field === "right");
    const sign = operator?.type === "=" || operator?.type === "==" ? "==" : operator?.type === "!=" ? "!=" : undefined;
    if (left && right && sign)
      return draft("compare", slot, node, { operator: sign }, [
        commandWord(script, left, "left"),
        commandWord(script, right, "right"),
      ]);
    if (left && right && (operator?.type === "&&" || operator?.type === "||"))
      return draft(operator.type === "&&" ? "and" : "or", slot, node, {}, [
        expression(script, left, "operand"),
        expression(script, right, "operand"),
      ]);
    return draft("expression", slot, node);
  }
  if (node.type === "unary_expression") {
    const operand = named(node).at(-1);
    if (!operand || operand.type === "test_operator") return draft("expression", slot, node);
    const sign = script.text.slice(node.start, operand.start).trim();
    if (sign === "!") return draft("not", slot, node, {}, [expression(script, operand, "value")]);
    return draft(sign === "-z" ? "not" : "group", slot, node, {}, [commandWord(script, operand, "value")]);
  }
  if (node.type === "negation_expression" || node.type === "parenthesized_expression") {
    const inner = named(node)[0];
    if (inner)
      return draft(node.type === "negation_expression" ? "not" : "group", slot, node, {}, [
        expression(script, inner, "value"),
      ]);
  }
  return commandWord(script, node, slot);
}
