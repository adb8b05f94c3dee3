import type { Slot } from "../../src/engine/region.js";
import type { YamlItem, YamlNode } from "../../src/syntax/yaml.js";
import { readYaml } from "../../src/syntax/yaml.js";
import { placeComments } from "./comments.js";
import { type Draft, define, draft, fileDraft, refer } from "./draft.js";

/** What a file says before its format's own knowledge is added. */
export interface Reading {
  root: Draft;
  faults: { line: number; message: string }[];
}

/**
 * Reads YAML: mappings become settings, sequences lists. An anchor is a symbol of the file that its value defines,
 * so that aliases hold the value rather than go with it.
 */
export function analyzeYaml(text: string, path: string): Reading {
  const { documents, comments, faults } = readYaml(text);
  const root = fileDraft(
    text,
    documents.map((node) => nodeDraft(node, "body", path)),
  );
  placeComments(root, comments, text);
  return { root, faults };
}

function nodeDraft(node: YamlNode, slot: Slot, path: string): Draft {
  const layout = node.flow ? "brackets" : "lines";
  const item =
    node.kind === "mapping"
      ? draft(
          "settings",
          slot,
          node,
          { layout },
          node.items.map((one) => entryDraft(one, path)),
        )
      : node.kind === "sequence"
        ? draft(
            "list",
            slot,
            node,
            { layout },
            node.items.flatMap((one) => memberDraft(one, path)),
          )
        : node.kind === "alias"
          ? draft("expression", slot, node)
          : draft("literal", slot, node, node.value === undefined ? {} : { value: node.value });
  if (node.anchor !== undefined) {
    if (node.kind === "alias") refer(item, `anchor:${path}#${node.anchor}`);
    else define(item, `anchor:${path}#${node.anchor}`);
  }
  return item;
}

function entryDraft(item: YamlItem, path: string): Draft {
  const key = item.key!;
  const children = item.value ? [nodeDraft(item.value, "value", path)] : [];
  const end = Math.max(key.end, item.value?.end ?? 0);
  return draft("setting", "entry", { start: item.head, end }, { name: String(key.value ?? "") }, children);
}

function memberDraft(item: YamlItem, path: string): Draft[] {
  const value = item.value ? nodeDraft(item.value, "element", path) : undefined;
  if (!value) return [];
  value.head = item.head;
  return [value];
}
