import type { Region } from "../../../src/engine/region.js";
import { addRoutes, pathsIn } from "./class-views.js";
import { addRoute, mountNote, routerNote } from "./flask.js";
import { type MountNote, methodsIn, normalPath, type RuleNote } from "./routes.js";
import type { Framework, View } from "./view.js";

/** Views that a call registers, functions and classes, of this file or another: Flask, flask-restful, flask-restx. */
export const registeredViews: Framework = {
  name: "registered-views",
  inspect(view) {
    for (const call of view.calls) {
      const callee = view.tree.first(call.id, "callee");
      const router = callee?.kind === "member" ? view.tree.first(callee.id, "object") : undefined;
      const name = view.callee(call) ?? "";
      if (/(^|\.)(flask_restx|flask_restplus|flask_smorest)\S*\.Namespace$/.test(name)) namespaceOf(view, call);
      else if (/(^|\.)(Api|Namespace)$/.test(name) && !name.startsWith("local:")) apiOf(view, call);
      if (router && callee?.name === "add_resource") addResource(view, call, router);
      if (router && callee?.name === "add_url_rule") addUrlRule(view, call, router);
      if (router && callee?.name === "add_namespace") addNamespace(view, call);
    }
  },
};

/** `items = Namespace("items")` of flask-restx answers below `/items`, unless it is put elsewhere. */
function namespaceOf(view: View, call: Region): void {
  const { tree } = view;
  const [name, , given] = tree.positional(call.id);
  const path = view.string(tree.keyword(call.id, "path") ?? given);
  const own = path ?? `/${view.string(name) ?? ""}`;
  routerNote(view, call, undefined, own, true);
}

/** `api = Api(blueprint, prefix="/v1")` collects views for the blueprint. */
function apiOf(view: View, call: Region): void {
  const { tree } = view;
  routerNote(view, call, undefined, view.string(tree.keyword(call.id, "prefix")) ?? "");
  const statement = tree.parent(call);
  const child = view.chain(statement?.kind === "assignment" ? tree.first(statement.id, "target") : undefined);
  const parent = view.chain(tree.positional(call.id)[0]);
  if (!child || !parent) return;
  const note: MountNote = { kind: "mount", region: call.id, child, parent, prefix: undefined };
  view.note(note);
}

/** `api.add_namespace(items, "/items")` or, with the namespace's own path, `api.add_namespace(items)`. */
function addNamespace(view: View, call: Region): void {
  const { tree } = view;
  const [namespace, path] = tree.positional(call.id);
  if (namespace) mountNote(view, call, namespace, view.string(path ?? tree.keyword(call.id, "path")));
}

/** `api.add_resource(View, "/x", "/y/<int:id>")`. */
function addResource(view: View, call: Region, router: Region): void {
  const { tree } = view;
  const [served, ...paths] = tree.positional(call.id);
  const endpoint = view.string(tree.keyword(call.id, "endpoint")) ?? served?.name?.toLowerCase() ?? "";
  for (const path of paths) view.trait(tree.parent(path), "address");
  if (served) register(view, call, served, pathsIn(view, paths), router, endpoint);
}

/** `app.add_url_rule("/x", "x", view)`, `app.add_url_rule("/x", view_func=View.as_view("x"))`. */
function addUrlRule(view: View, call: Region, router: Region): void {
  const { tree } = view;
  const [rule, name, third] = tree.positional(call.id);
  const given = third ?? tree.keyword(call.id, "view_func");
  const path = rule ?? tree.keyword(call.id, "rule");
  if (!given || !path) return;
  view.trait(tree.parent(path), "address");
  const made = given.kind === "call" ? tree.first(given.id, "callee") : undefined;
  const isClass = made?.kind === "member" && made.name === "as_view";
  const served = isClass ? tree.first(made.id, "object") : given;
  const own = isClass ? tree.positional(given.id)[0] : (name ?? tree.keyword(call.id, "endpoint"));
  if (served) register(view, call, served, pathsIn(view, [path]), router, view.string(own) ?? served.name ?? "");
}

/** What is registered here or, by a note for `resolve`, elsewhere. */
function register(view: View, call: Region, served: Region, paths: string[], router: Region, endpoint: string): void {
  const { tree } = view;
  const listed = methodsIn(view, tree.keyword(call.id, "methods"));
  const found = view.binding(served)?.definitions.find((one) => one.by === "class" || one.by === "function");
  const methods = listed.length > 0 ? listed : ["GET"];
  const chain = view.chain(served);
  if (found?.by === "class") addRoutes(view, tree.at(found.region), paths, router, endpoint);
  else if (found) for (const path of paths) addRoute(view, tree.at(found.region), methods, path, router, endpoint);
  if (found || !chain) return;
  const parent = tree.parent(call);
  const place = parent?.kind === "expressionStatement" ? parent : call;
  for (const path of paths) {
    const note: RuleNote = {
      kind: "rule",
      region: place.id,
      served: chain,
      methods,
      path: normalPath(path),
      router: view.chain(router),
      endpoint,
    };
    view.note(note);
  }
}
