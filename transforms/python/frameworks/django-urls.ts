import type { Region } from "../../../src/engine/region.js";
import type { Chain, FrameworkNote } from "../extra.js";
import { normalPath } from "./routes.js";
import type { Framework, View } from "./view.js";

/** An address of Django where it is listed; the prefixes and namespaces of its list are joined in `resolve`. */
export interface PatternNote extends FrameworkNote {
  kind: "pattern";
  /** As written without the slash in front, variable parts as `{}`. */
  path: string;
  name: string | undefined;
  /** Symbol of the list that holds it, if it has a name. */
  list: string | undefined;
}

/** A list of addresses where another one takes it in. */
export interface IncludeNote extends FrameworkNote {
  kind: "include";
  path: string;
  list: string | undefined;
  /** Module whose `urlpatterns` are meant, or the name of a list. */
  of: { module: string } | { chain: Chain };
  /** As `include` or the pair in it says. */
  namespace: string | undefined;
}

/** `app_name` of a module: the namespace of its addresses, unless `include` names another. */
export interface NamespaceNote extends FrameworkNote {
  kind: "namespace";
  name: string;
}

/** A view set of Django REST framework where a router takes it in. */
export interface ViewSetNote extends FrameworkNote {
  kind: "view-set";
  /** Symbol of the router. */
  router: string;
  prefix: string;
  /** What its endpoints begin with, if it is given. */
  basename: string | undefined;
  served: Chain;
}

/** A method of a view set with an address of its own: `@action(detail=True)`. */
export interface ActionNote extends FrameworkNote {
  kind: "action";
  /** Symbol of the class. */
  owner: string;
  detail: boolean;
  path: string;
  /** Last part of the endpoint's name. */
  name: string;
}

/** Django's lists of addresses (docs.djangoproject.com, "URL dispatcher"): patterns, includes, namespaces. */
export const djangoUrls: Framework = {
  name: "django-urls",
  inspect(view) {
    for (const call of view.calls) inspectCall(view, call);
    for (const region of view.tree.regions) if (region.kind === "assignment") inspectName(view, region);
    for (const region of view.functions) inspectAction(view, region);
  },
};

/** `router.register("books", BookViewSet, basename="book")`. */
function inspectRegister(view: View, call: Region): void {
  const { tree } = view;
  const callee = tree.first(call.id, "callee");
  const object = callee?.kind === "member" && callee.name === "register" ? tree.first(callee.id, "object") : undefined;
  const [prefix, set, base] = tree.positional(call.id);
  const router = object?.kind === "name" ? view.symbolOf(object.name ?? "", object) : undefined;
  const path = view.string(prefix);
  const served = view.chain(set);
  if (router === undefined || path === undefined || !served || !/(^|\.)\w*Router$/.test(view.origin(object) ?? ""))
    return;
  const basename = view.string(tree.keyword(call.id, "basename") ?? base);
  const note: ViewSetNote = { kind: "view-set", region: call.id, router, prefix: clean(path), basename, served };
  view.note(note);
}

function inspectAction(view: View, region: Region): void {
  const { tree } = view;
  const decorator = tree.inSlot(region.id, "decorator").find(({ name }) => /(^|\.)action$/.test(name ?? ""));
  const call = decorator && tree.first(decorator.id, "value");
  const owner = tree.parent(tree.parent(region) ?? region);
  if (call?.kind !== "call" || owner?.kind !== "class" || !owner.name) return;
  const symbol = view.symbolOf(owner.name, owner);
  if (symbol === undefined) return;
  const name = region.name ?? "";
  const path = view.string(tree.keyword(call.id, "url_path")) ?? name;
  const note: ActionNote = {
    kind: "action",
    region: region.id,
    owner: symbol,
    detail: tree.keyword(call.id, "detail")?.value === true,
    path: clean(path),
    name: view.string(tree.keyword(call.id, "url_name")) ?? name.replaceAll("_", "-"),
  };
  view.note(note);
}

function inspectCall(view: View, call: Region): void {
  const { tree } = view;
  inspectRegister(view, call);
  const name = view.callee(call) ?? call.name ?? "";
  if (!/^(django\.(urls|conf\.urls)\.(path|re_path|url)|path|re_path)$/.test(name)) return;
  const [route, target] = tree.positional(call.id);
  const path = pathIn(view, route);
  if (!target || path === undefined) return;
  view.trait(tree.parent(route!), "address");
  view.trait(tree.parent(target), "vital");
  const list = listAround(view, call);
  const made = tree.bare(target);
  if (made.kind === "call" && /^(django\.(urls|conf\.urls)\.)?include$/.test(view.callee(made) ?? made.name ?? "")) {
    const of = included(view, tree.positional(made.id)[0]);
    const namespace = view.string(tree.keyword(made.id, "namespace")) ?? of?.namespace;
    if (!of) return;
    const note: IncludeNote = { kind: "include", region: call.id, path, list, of: of.of, namespace };
    view.note(note);
    return;
  }
  const served = made.kind === "call" ? tree.first(tree.first(made.id, "callee")?.id ?? -1, "object") : made;
  const chain = view.chain(served);
  const given = view.string(tree.keyword(call.id, "name"));
  const note: PatternNote = { kind: "pattern", region: call.id, path, name: given, list };
  view.note(note);
  if (chain) view.note({ kind: "view", region: call.id, chain });
}

/** What is known of a path; a setting in front of it is where the whole site is served. */
function pathIn(view: View, route: Region | undefined): string | undefined {
  const { tree } = view;
  const bare = route && tree.bare(route);
  if (bare?.kind === "template") {
    const parts = tree.children(bare.id).map((id) => view.string(tree.at(id)) ?? "{}");
    return clean(parts.join("").replace(/^(?:\{\})+/, ""));
  }
  const text = view.string(bare);
  if (text !== undefined) return clean(text);
  return bare?.kind === "name" || bare?.kind === "member" ? "" : undefined;
}

/** A route or a regular expression as a path with `{}` for its variable parts. */
function clean(route: string): string {
  const plain = route.replace(/^\^|\$$/g, "");
  return normalPath(withoutGroups(plain))
    .replace(/\\([./-])/g, "$1")
    .replace(/^\//, "");
}

/** Groups of a regular expression, also nested ones, as `{}`. */
function withoutGroups(expression: string): string {
  let found = expression;
  for (let before = ""; before !== found; ) {
    before = found;
    found = found.replace(/\((?:\?P<\w+>|\?:)?(?:\[[^\]]*\]|[^()])*\)[*+?]?/g, "{}");
  }
  return found;
}

function included(
  view: View,
  region: Region | undefined,
): { of: IncludeNote["of"]; namespace?: string | undefined } | undefined {
  const { tree } = view;
  const bare = region && tree.bare(region);
  if (!bare) return undefined;
  const module = view.string(bare);
  if (module !== undefined) return { of: { module } };
  if (bare.kind === "sequence") {
    const [list, name] = tree.inSlot(bare.id, "element");
    const inner = included(view, list);
    return inner && { ...inner, namespace: view.string(name) };
  }
  const chain = view.chain(bare);
  return chain && { of: { chain } };
}

/** The symbol of the list that a pattern stands in: of an assignment, or what `append` and `extend` are called on. */
function listAround(view: View, call: Region): string | undefined {
  const { tree } = view;
  for (const outer of tree.outwards(call)) {
    if (outer === call || ["element", "argument", "sequence", "group", "operation"].includes(outer.kind)) continue;
    const callee = outer.kind === "call" ? tree.first(outer.id, "callee") : undefined;
    if (callee?.kind === "member" && /^(append|extend|insert)$/.test(callee.name ?? "")) {
      const object = tree.first(callee.id, "object");
      return object?.kind === "name" ? view.symbolOf(object.name ?? "", object) : undefined;
    }
    if (outer.kind !== "assignment") continue;
    const target = tree.first(outer.id, "target");
    return target?.kind === "name" ? view.symbolOf(target.name ?? "", target) : undefined;
  }
  return undefined;
}

function inspectName(view: View, region: Region): void {
  const { tree } = view;
  const target = tree.first(region.id, "target");
  if (target?.name !== "app_name" || view.functionAround(region)) return;
  const name = view.string(tree.first(region.id, "value"));
  if (name === undefined) return;
  const note: NamespaceNote = { kind: "namespace", region: region.id, name };
  view.note(note);
}
