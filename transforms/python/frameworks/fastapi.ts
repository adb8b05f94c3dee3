import type { Region } from "../../../src/engine/region.js";
import { addRoute, guards, mountNote, routerNote } from "./flask.js";
import { methodsIn } from "./routes.js";
import { templateCall } from "./templates.js";
import type { Framework, View } from "./view.js";

const verbs = new Set(["get", "post", "put", "patch", "delete", "head", "options", "api_route", "websocket"]);

/** FastAPI and Starlette: routers with prefixes, routes, events, dependencies, templates. */
export const fastapi: Framework = {
  name: "fastapi",
  inspect(view) {
    for (const region of view.functions) inspectFunction(view, region);
    for (const call of view.calls) inspectCall(view, call);
  },
};

function inspectFunction(view: View, region: Region): void {
  const { tree } = view;
  for (const decorator of tree.inSlot(region.id, "decorator")) {
    const call = tree.first(decorator.id, "value");
    const callee = call?.kind === "call" ? tree.first(call.id, "callee") : undefined;
    if (!call || callee?.kind !== "member") continue;
    const origin = view.origin(callee) ?? "";
    const last = callee.name ?? "";
    if (/^(on_event|middleware|exception_handler)$/.test(last)) {
      view.trait(region, "framework");
      view.trait(decorator, "framework");
      view.trait(region, last === "on_event" ? "hook" : "answers");
    }
    if (!/^fastapi\./.test(origin) || !verbs.has(last)) continue;
    const path = view.string(tree.positional(call.id)[0] ?? tree.keyword(call.id, "path"));
    if (path === undefined) continue;
    const listed = methodsIn(view, tree.keyword(call.id, "methods"));
    const methods =
      last === "api_route"
        ? listed.length > 0
          ? listed
          : ["GET"]
        : [last === "websocket" ? "GET" : last.toUpperCase()];
    addRoute(view, region, methods, path, tree.first(callee.id, "object"), region.name ?? "");
    view.trait(decorator, "framework");
  }
}

function inspectCall(view: View, call: Region): void {
  const { tree } = view;
  const name = view.callee(call) ?? call.name ?? "";
  const last = name.split(".").at(-1)!;
  const [first, second, third] = tree.positional(call.id);
  if (last === "APIRouter" && !name.startsWith("local:"))
    routerNote(view, call, undefined, view.string(tree.keyword(call.id, "prefix")) ?? "");
  if (last === "include_router" && first) mountNote(view, call, first, view.string(tree.keyword(call.id, "prefix")));
  if (last === "TemplateResponse") {
    // `TemplateResponse(request, name, context)` since 0.108, `TemplateResponse(name, context)` before.
    const template = tree.keyword(call.id, "name") ?? (view.string(first) === undefined ? second : first);
    const context = tree.keyword(call.id, "context") ?? (view.string(first) === undefined ? third : second);
    templateCall(view, call, template, context);
  }
  if (/^fastapi\.(Depends|Security|Query|Form|Body|Header|Path|File|Cookie)$/.test(name)) {
    view.trait(call, "pure");
    // `Form("x")`: what is used when the request says nothing.
    if (first && !/\.(Depends|Security|File)$/.test(name)) view.trait(tree.parent(first), "fallback");
  }
  if (/^fastapi\.(Depends|Security)$/.test(name)) {
    view.trait(call, "injects");
    if (last === "Security" || guards.test(first?.name ?? "")) view.trait(call, "guard");
  }
}
