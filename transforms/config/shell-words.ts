import type { Range } from "../../src/engine/model.js";
import type { Slot } from "../../src/engine/region.js";
import type { ShellNode } from "../../src/syntax/shell.js";
import { type Draft, draft, refer } from "./draft.js";

/** What a script's parts need to know of the whole. */
export interface Script {
  text: string;
  path: string;
  /** Functions and variables that the script itself defines. */
  own: ReadonlySet<string>;
  /** Variables that programs which it starts can read. */
  exported: ReadonlySet<string>;
  /** What its variables are set to, where that is written out. */
  values: ReadonlyMap<string, string>;
  /** Nobody else reads what it defines: it is run, not read into another script. */
  isProgram: boolean;
}

/** Children that are not keywords or punctuation. */
export const named = (node: ShellNode): ShellNode[] => node.children.filter((child) => child.named);
/** Text of a node. */
export const sourceOf = (script: Script, node: Range): string => script.text.slice(node.start, node.end);
/** A word of a command: its text, with the variables that are put into it. */
export function commandWord(script: Script, node: ShellNode, slot: Slot): Draft {
  const source = sourceOf(script, node);
  const word = draft("literal", slot, node, { value: source.replace(/^(["'])([\s\S]*)\1$/, "$2") });
  const open = [node];
  for (let part = open.pop(); part; part = open.pop()) {
    open.push(...part.children);
    if (part.type !== "variable_name") continue;
    const name = sourceOf(script, part);
    refer(word, script.own.has(name) ? `sh:${script.path}#${name}` : `env:${name}`);
  }
  return word;
}
