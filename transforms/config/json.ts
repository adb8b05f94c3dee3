import type { Slot } from "../../src/engine/region.js";
import { type JsonNode, readJson } from "../../src/syntax/json.js";
import { placeComments } from "./comments.js";
import { addTrait, type Draft, draft, fileDraft } from "./draft.js";
import type { Reading } from "./yaml.js";

/** Keys that only list things to be had: without any, they may be left out. */
const optional = /^((dev|peer|optional|bundled)?dependencies|peerDependenciesMeta|env|environment|labels|extraPaths)$/i;

/** Reads JSON, also with comments: objects become settings, arrays lists. */
export function analyzeJson(text: string): Reading {
  const { root: node, comments, faults } = readJson(text);
  const root = fileDraft(text, node ? [nodeDraft(node, "body")] : []);
  placeComments(root, comments, text, false);
  return { root, faults };
}

function nodeDraft(node: JsonNode, slot: Slot): Draft {
  if (node.kind === "literal") return draft("literal", slot, node, { value: node.value ?? null });
  const members = node.items.map(({ key, value }) => {
    if (!key) return nodeDraft(value, "element");
    const name = String(key.value);
    const setting = draft("setting", "entry", { start: key.start, end: value.end }, { name }, [
      nodeDraft(value, "value"),
    ]);
    if (optional.test(name)) addTrait(setting, "optional");
    return setting;
  });
  return draft(node.kind === "object" ? "settings" : "list", slot, node, { layout: "brackets" }, members);
}
