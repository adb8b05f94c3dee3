import type { Region } from "../../../src/engine/region.js";
import { keysOf, type RouteNote } from "./routes.js";
import type { Framework, View } from "./view.js";

const page = /^[^\s:]+\.(html?|xhtml|jinja2?|j2|djhtml)$/;

/** Pages that are named without saying what they get: by a class view, in a list, for a helper. */
export const templates: Framework = {
  name: "templates",
  inspect(view) {
    const rendered = new Set(
      view.occurrences.filter(({ symbol }) => symbol.startsWith("template:")).map(({ region }) => region),
    );
    for (const region of view.tree.regions) {
      if (region.kind !== "literal" || typeof region.value !== "string" || rendered.has(region.id)) continue;
      if (!page.test(region.value)) continue;
      view.refer(`template:${region.value}`, region);
      getsAnything(view, region.value, region);
    }
  },
};

/** A template that is rendered, with the names that it gets. */
export function templateCall(view: View, call: Region, literal: Region | undefined, context: Region | undefined): void {
  const template = view.string(literal);
  const mappings = handed(view, call, context);
  if (!literal) return;
  if (template === undefined) {
    // A name stands for one of the pages that are written down elsewhere.
    if (["name", "member", "index"].includes(view.tree.bare(literal).kind)) return;
    const built = `${beginning(view, literal)}*`;
    const keywords = view.tree.inSlot(call.id, "argument").some((argument) => argument.name !== undefined);
    view.refer(`template:${built}`, literal);
    if (mappings.length > 0 || keywords) getsAnything(view, built, call);
    return;
  }
  const symbol = `template:${template}`;
  view.refer(symbol, view.tree.bare(literal));
  const route = view.functionAround(call) ?? view.tree.at(0);
  for (const key of contextKeys(view, call, route, context))
    view.define(`ctx:${template}#${key.name}`, view.tree.at(key.region), { private: true, owner: symbol });
  if (mappings.some((value) => !isWrittenOut(view, route, value))) getsAnything(view, template, call);
}

/** What a page's name begins with that is put together: `emails/` of `f"emails/{kind}.html"` or `"emails/" + name`. */
function beginning(view: View, region: Region): string {
  const { tree } = view;
  for (let at: Region | undefined = tree.bare(region); at; at = tree.at(tree.children(at.id)[0] ?? -1)) {
    if (typeof at.value === "string") return at.value.replace(/[{%].*$/s, "");
    if (at.kind === "name") break;
  }
  return "";
}

/** Nobody can tell which variables a page gets here. */
function getsAnything(view: View, template: string, region: Region): void {
  view.define(`ctx:${template}#*`, region, { private: true });
}

/** Keys that a template gets, from keyword arguments and from dicts that are handed over. */
function contextKeys(view: View, call: Region, route: Region, dict: Region | undefined): RouteNote["keys"] {
  const { tree } = view;
  const found: RouteNote["keys"] = [];
  for (const argument of tree.inSlot(call.id, "argument"))
    if (argument.name !== undefined && argument.name !== "context" && !dict)
      found.push({ name: argument.name, region: argument.id });
  for (const value of handed(view, call, dict)) keysOf(view, route, value, found);
  return found;
}

/** Mappings that a call hands to its page: `context=…`, `**more`, and the argument that is known to be one. */
function handed(view: View, call: Region, dict: Region | undefined): Region[] {
  const { tree } = view;
  const found: Region[] = [];
  for (const argument of tree.inSlot(call.id, "argument")) {
    const value = tree.first(argument.id, "value");
    if (argument.name === "context" && value) found.push(value);
    else if (value?.kind === "spread") {
      const inner = tree.first(value.id, "value");
      if (inner) found.push(inner);
    }
  }
  if (dict && !found.some((value) => value.id === dict.id)) found.push(dict);
  return found;
}

/** True if every key of a mapping can be read off: a literal, or a variable that is only ever given literals. */
function isWrittenOut(view: View, route: Region, region: Region): boolean {
  const { tree } = view;
  const value = tree.bare(region);
  if (value.kind === "mapping")
    return tree.inSlot(value.id, "entry").every((entry) => {
      const spread = entry.kind === "spread" ? tree.first(entry.id, "value") : undefined;
      return spread ? isWrittenOut(view, route, spread) : entry.name !== undefined;
    });
  const binding = value.kind === "name" ? view.binding(value) : undefined;
  if (!binding || binding.scope !== view.scopes.byRegion.get(route.id)) return false;
  const literals = binding.definitions.every((definition) => {
    const made = definition.by === "assignment" ? tree.first(definition.region, "value") : undefined;
    return made !== undefined && tree.bare(made).kind === "mapping" && isWrittenOut(view, route, made);
  });
  return literals && [...view.ownRegions(route)].every((one) => isKnownUse(view, one, value));
}

/** True unless a region lets others put keys into the mapping: `more.update(x)`, `fill(more)`, `more[key] = x`. */
function isKnownUse(view: View, one: Region, name: Region): boolean {
  if (one.kind !== "name" || one.name !== name.name || one.id === name.id) return true;
  const { tree } = view;
  const around = tree.parent(one);
  if (around?.kind === "assignment") return one.slot === "target";
  return around?.kind === "index" && one.slot === "object" && around.name !== undefined;
}
