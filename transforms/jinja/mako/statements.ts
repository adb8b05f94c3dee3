import type { Slot } from "../../../src/engine/region.js";
import { type Draft, draft, type Mark } from "../draft.js";
import type { Tag } from "../lexer.js";
import { givenName } from "../names.js";
import { pythonStatements } from "./python-block.js";

/** Regions of the tags that only Mako has, by keyword. */
export const MAKO_TAGS: Record<string, (text: string, tag: Tag, slot: Slot) => Draft> = {
  "mako:namespace": namespace,
  "mako:page": page,
  "mako:python": python,
};

/** `<%namespace name="forms" file="forms.html" import="field, note"/>` */
function namespace(text: string, tag: Tag, slot: Slot): Draft {
  const given = new Map(tag.attributes?.map(({ name, value }) => [name, value]));
  const said = (name: string) => {
    const range = given.get(name);
    return range && text.slice(range.start, range.end);
  };
  const file = given.get("file");
  const children: Draft[] = [];
  const path = file && givenName(said("file")!);
  if (file) children.push(draft("literal", "value", file, { value: said("file")!, marks: [to(`template:${path}`)] }));
  const name = given.get("name");
  if (name) {
    const item = draft("importName", "item", name, { name: said("name")! });
    // Members of the namespace are looked up by the page's name.
    if (path !== undefined) item.value = path;
    children.push(item);
  }
  const names = given.get("import");
  for (const word of names ? said("import")!.matchAll(/\w+/g) : []) {
    const start = names!.start + word.index;
    const marks = path === undefined ? [] : [to(`macro:${path}#${word[0]}`)];
    children.push(draft("importName", "item", { start, end: start + word[0].length }, { name: word[0], marks }));
  }
  return draft("import", slot, tag, {}, children);
}

const to = (symbol: string): Mark => ({ symbol, defines: false });

/** `<%page args="items, open=False"/>` says what the page gets; nothing of it leaves alone. */
function page(_text: string, tag: Tag, slot: Slot): Draft {
  return draft("statement", slot, tag, { name: "page" });
}

/** `<% … %>`: a block that goes with its last statement. */
function python(text: string, tag: Tag, slot: Slot): Draft {
  const suite = draft("suite", "body", tag.rest, {}, pythonStatements(text, tag.rest));
  return draft("block", slot, tag, {}, [suite]);
}
