import type { Region } from "../../../src/engine/region.js";
import { addRoute } from "./flask.js";
import type { Framework, View } from "./view.js";

const viewBases = /(^|\.)(MethodView|Resource|HTTPEndpoint)$/;
const verbs = /^(get|post|put|patch|delete|head|options)$/;

/** Views that are classes with a method for each verb: of Flask, flask-restful, flask-restx, flask-smorest, Starlette. */
export const classViews: Framework = {
  name: "class-views",
  inspect(view) {
    for (const region of view.tree.regions) if (region.kind === "class") inspectClass(view, region);
  },
};

function inspectClass(view: View, region: Region): void {
  const { tree } = view;
  if (tree.inSlot(region.id, "base").some((base) => viewBases.test(view.origin(base) ?? "")))
    for (const method of methodsOf(view, region)) {
      view.trait(method, "route", "framework");
      if (method.name === "get" || method.name === "head") view.trait(method, "get");
    }
  for (const decorator of tree.inSlot(region.id, "decorator")) {
    const call = tree.first(decorator.id, "value");
    const callee = call?.kind === "call" ? tree.first(call.id, "callee") : undefined;
    if (!call || callee?.kind !== "member" || callee.name !== "route") continue;
    const paths = pathsIn(view, tree.positional(call.id));
    if (paths.length === 0) continue;
    view.trait(region, "framework");
    view.trait(decorator, "framework");
    addRoutes(view, region, paths, tree.first(callee.id, "object"), region.name ?? "");
  }
}

/** Notes a class as what answers at some paths, with a method for each verb. */
export function addRoutes(
  view: View,
  owner: Region,
  paths: string[],
  router: Region | undefined,
  endpoint: string,
): void {
  for (const method of methodsOf(view, owner))
    for (const path of paths) addRoute(view, method, [method.name!.toUpperCase()], path, router, endpoint);
}

/** Those of some values that are paths. */
export const pathsIn = (view: View, values: Region[]): string[] =>
  values.map((value) => view.string(value)).filter((path) => path?.startsWith("/") || path === "") as string[];

function methodsOf({ tree }: View, region: Region): Region[] {
  const body = tree.first(region.id, "body");
  return (body ? tree.children(body.id) : [])
    .map((id) => tree.at(id))
    .filter((one) => one.kind === "function" && verbs.test(one.name ?? ""));
}
