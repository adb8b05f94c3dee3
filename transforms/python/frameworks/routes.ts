import type { Region } from "../../../src/engine/region.js";
import type { Chain, FrameworkNote } from "../extra.js";
import type { View } from "./view.js";

/** A route as one file tells it; prefixes of its router are joined in `resolve`. */
export interface RouteNote extends FrameworkNote {
  kind: "route";
  /** Region of the function, or of the call that registers it. */
  region: number;
  methods: string[];
  /** As written, variable parts as `{}`. */
  path: string;
  /** The application, blueprint or router that it is registered on. */
  router: Chain | undefined;
  /** Name of its endpoint, without the blueprint. */
  endpoint: string;
  /** Keys of what it answers. */
  keys: { name: string; region: number }[];
}

/** A view of another file where it is registered. */
export interface RuleNote extends FrameworkNote, Pick<RouteNote, "methods" | "path" | "router" | "endpoint"> {
  kind: "rule";
  /** The function, or the class with a method for each verb. */
  served: Chain;
}

/** A blueprint or router where it is made. */
export interface RouterNote extends FrameworkNote {
  kind: "router";
  /** Symbol of the name that it is bound to. */
  symbol: string;
  /** Name that its endpoints begin with, if it has one. */
  name: string | undefined;
  prefix: string;
  /** Flask: a prefix given when mounting takes the place of the router's own; FastAPI: both count. */
  isReplaced: boolean;
}

/** A router where it is put into an application or another router. */
export interface MountNote extends FrameworkNote {
  kind: "mount";
  child: Chain;
  parent: Chain | undefined;
  prefix: string | undefined;
}

/** Variable parts of a path in one spelling: `/user/<int:id>` and `/user/{id}` are `/user/{}`. */
export function normalPath(path: string): string {
  return path.replace(/<[^>]*>|\{[^}]*\}/g, "{}");
}

/** Names of the HTTP methods in a list, tuple or set literal. */
export function methodsIn(view: View, region: Region | undefined): string[] {
  if (!region) return [];
  const found: string[] = [];
  for (const one of view.tree.inwards(region.id))
    if (typeof one.value === "string") found.push(one.value.toUpperCase());
  return found;
}

const answers = /(^|\.)(jsonify|JSONResponse|ORJSONResponse|UJSONResponse|JsonResponse|json_response)$/;

/** First-level keys of the JSON that a function gives back: literals, keyword arguments, a dict built up in it. */
export function answerKeys(view: View, region: Region): RouteNote["keys"] {
  const found: RouteNote["keys"] = [];
  for (const one of view.ownRegions(region)) {
    if (one.kind !== "exit" || one.name !== "return") continue;
    const value = view.tree.first(one.id, "value");
    if (value) keysOf(view, region, value, found, 0);
  }
  return found;
}

/** First-level keys of one value, added to `found`; `route` is the function it stands in. */
export function keysOf(view: View, route: Region, region: Region, found: RouteNote["keys"], depth = 0): void {
  const { tree } = view;
  const value = tree.bare(region);
  if (depth > 4) return;
  if (value.kind === "sequence" && value.form === "tuple") {
    const first = tree.first(value.id, "element");
    if (first) keysOf(view, route, first, found, depth + 1);
  } else if (value.kind === "call" && answers.test(view.callee(value) ?? value.name ?? "")) {
    for (const argument of tree.inSlot(value.id, "argument")) {
      const inner = tree.first(argument.id, "value");
      if (argument.name !== undefined && argument.name !== "content" && /jsonify$/.test(value.name ?? ""))
        found.push({ name: argument.name, region: argument.id });
      else if (inner) keysOf(view, route, inner, found, depth + 1);
    }
  } else if (value.kind === "call" && /make_response$/.test(value.name ?? "")) {
    const [first] = tree.positional(value.id);
    if (first) keysOf(view, route, first, found, depth + 1);
  } else if (value.kind === "mapping") {
    for (const entry of tree.inSlot(value.id, "entry")) {
      if (entry.kind === "entry" && entry.name !== undefined) found.push({ name: entry.name, region: entry.id });
      const spread = entry.kind === "spread" ? tree.first(entry.id, "value") : undefined;
      if (spread) keysOf(view, route, spread, found, depth + 1);
    }
  } else if (value.kind === "conditional") {
    for (const slot of ["then", "else"] as const) {
      const side = tree.first(value.id, slot);
      if (side) keysOf(view, route, side, found, depth + 1);
    }
  } else if (value.kind === "name") keysOfVariable(view, route, value, found, depth);
}

/** A dict variable: what it is made of, and what is put into it key by key. */
function keysOfVariable(view: View, route: Region, name: Region, found: RouteNote["keys"], depth: number): void {
  const { tree } = view;
  const binding = view.binding(name);
  if (!binding || binding.scope !== view.scopes.byRegion.get(route.id)) return;
  for (const definition of binding.definitions) {
    const value = definition.by === "assignment" ? tree.first(definition.region, "value") : undefined;
    if (value && tree.bare(value).kind === "mapping") keysOf(view, route, value, found, depth + 1);
    else if (value && answers.test(view.callee(tree.bare(value)) ?? "")) keysOf(view, route, value, found, depth + 1);
  }
  for (const one of view.ownRegions(route)) {
    if (one.kind !== "assignment") continue;
    for (const target of tree.inSlot(one.id, "target")) {
      const object = target.kind === "index" ? tree.first(target.id, "object") : undefined;
      if (object?.kind === "name" && object.name === name.name && target.name !== undefined)
        found.push({ name: target.name, region: one.id });
    }
  }
}
