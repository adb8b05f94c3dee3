import type { Region } from "../../../src/engine/region.js";
import { answerKeys, type MountNote, methodsIn, normalPath, type RouteNote, type RouterNote } from "./routes.js";
import { templateCall } from "./templates.js";
import type { Framework, View } from "./view.js";

const hooks =
  /\.(before_request|after_request|teardown_request|before_app_request|after_app_request|before_first_request|teardown_appcontext|url_defaults|url_value_preprocessor|connect|connect_via)$/;

/** What must give something back whenever it is asked. */
const answering =
  /\.(errorhandler|app_errorhandler|user_loader|request_loader|unauthorized_handler|template_global|app_template_global|template_test|app_template_test|token_required_loader|user_identity_loader|user_lookup_loader)$/;

const filters = /\.(template_filter|app_template_filter)$/;

const others = /\.(context_processor|app_context_processor|shell_context_processor|cli\.command|on|event)$/;

/** Decorators that can answer instead of the function: without them anybody may come in. */
export const guards =
  /(^|[._])(login|auth|admin|roles?|permissions?|token|jwt|role|superuser|staff|fresh_login|api_key|access|user_passes)(\w*)(_required|_accepted|required|_test|_only|_check)?$|required$|^(protected|authenticated|authorize|secured|limiter\.limit|csrf_protect)$/i;

const renders =
  /(^|\.)(render_template|render_template_string|redirect|send_file|send_from_directory|stream_template|render|TemplateResponse|RedirectResponse|FileResponse|HttpResponseRedirect|HttpResponsePermanentRedirect|render_to_response|render_to_string)$/;

const verbs = new Set(["get", "post", "put", "patch", "delete", "head", "options"]);

/** Flask: routes and their prefixes, hooks, templates with what they get, endpoints, addresses. */
export const flask: Framework = {
  name: "flask",
  inspect(view) {
    for (const region of view.functions) inspectFunction(view, region);
    for (const call of view.calls) inspectCall(view, call);
    for (const region of view.tree.regions) if (region.kind === "assignment") inspectAssignment(view, region);
  },
};

function inspectFunction(view: View, region: Region): void {
  const { tree } = view;
  const decorators = tree.inSlot(region.id, "decorator");
  for (const decorator of decorators) {
    const value = tree.first(decorator.id, "value");
    const call = value?.kind === "call" ? value : undefined;
    const callee = call ? tree.first(call.id, "callee") : value;
    const name = decorator.name ?? "";
    const isRegistered = [hooks, answering, filters, others].some((table) => table.test(name));
    if (isRegistered) {
      view.trait(region, "framework");
      view.trait(decorator, "framework");
    }
    if (hooks.test(name)) view.trait(region, "hook");
    if (answering.test(name)) view.trait(region, "answers");
    if (filters.test(name)) filterOf(view, region, call);
    if (/context_processor$/.test(name)) globalKeys(view, region);
    const last = name.split(".").at(-1)!;
    const path = call && ruleOf(view, tree.positional(call.id)[0] ?? tree.keyword(call.id, "rule"));
    if (
      call &&
      path !== undefined &&
      callee?.kind === "member" &&
      (last === "route" || verbs.has(last)) &&
      /^(\/|$)/.test(path)
    ) {
      if (/^fastapi\./.test(view.origin(callee) ?? "")) continue;
      const listed = methodsIn(view, tree.keyword(call.id, "methods"));
      const methods = verbs.has(last) ? [last.toUpperCase()] : listed.length > 0 ? listed : ["GET"];
      const endpoint = view.string(tree.keyword(call.id, "endpoint")) ?? region.name ?? "";
      addRoute(view, region, methods, path, tree.first(callee.id, "object"), endpoint);
      view.trait(decorator, "framework");
    } else if (guards.test(name.replace(/^.*\.(?=\w+$)/, "")) && !isRegistered) view.trait(decorator, "guard");
  }
}

/** `@app.template_filter("price")` names a filter of pages; without a name it is called like its function. */
export function filterOf(view: View, region: Region, call: Region | undefined): void {
  const { tree } = view;
  const given = call && (view.string(tree.positional(call.id)[0]) ?? view.string(tree.keyword(call.id, "name")));
  view.define(`filter:${given ?? region.name ?? ""}`, region);
}

/** The path of a route, also one that a helper completes: `route(scoped("/x"))`. */
function ruleOf(view: View, rule: Region | undefined): string | undefined {
  const made = rule && view.tree.bare(rule);
  if (made?.kind !== "call") return view.string(rule);
  const given = view.tree.positional(made.id);
  return given.length === 1 ? view.string(given[0]) : undefined;
}

/** Notes a route on a function. */
export function addRoute(
  view: View,
  region: Region,
  methods: string[],
  path: string,
  router: Region | undefined,
  endpoint: string,
): void {
  view.trait(region, "route", "framework");
  if (methods.every((method) => method === "GET" || method === "HEAD" || method === "OPTIONS"))
    view.trait(region, "get");
  const note: RouteNote = {
    kind: "route",
    region: region.id,
    methods,
    path: normalPath(path),
    router: view.chain(router),
    endpoint,
    keys: answerKeys(view, region),
  };
  view.note(note);
}

/** What a context processor gives back is there in every template. */
function globalKeys(view: View, region: Region): void {
  for (const key of answerKeys(view, region))
    view.define(`ctx:*#${key.name}`, view.tree.at(key.region), { private: true });
}

function inspectCall(view: View, call: Region): void {
  const { tree } = view;
  const name = view.callee(call) ?? call.name ?? "";
  const last = name.split(".").at(-1)!;
  const [first, second] = tree.positional(call.id);
  if (renders.test(name) && !name.startsWith("local:")) view.trait(call, "renders");
  // Puts an answer together; nothing happens but that.
  if (/(^|\.)(jsonify|make_response|JSONResponse|JsonResponse|HttpResponse)$/.test(name)) view.trait(call, "pure");
  if (/(^|\.)(render_template|stream_template)$/.test(name)) templateCall(view, call, first, undefined);
  if (last === "get_template" || last === "select_template") templateCall(view, call, first, undefined);
  if (last === "url_for" || (last === "redirect" && first?.kind === "call")) {
    const endpoint = last === "url_for" ? view.string(first) : undefined;
    if (endpoint !== undefined && first) endpointReference(view, call, tree.bare(first), endpoint);
  }
  if (last === "redirect") {
    const address = view.string(first);
    if (address?.startsWith("/") && first)
      view.note({ kind: "request", region: tree.bare(first).id, value: `GET ${address}` });
  }
  if (last === "Blueprint" && !name.startsWith("local:"))
    routerNote(view, call, view.string(first), view.string(tree.keyword(call.id, "url_prefix")) ?? "");
  if (last === "register_blueprint" && first)
    mountNote(view, call, first, view.string(tree.keyword(call.id, "url_prefix")) ?? view.string(second));
  requestCall(view, call);
}

function endpointReference(view: View, call: Region, literal: Region, endpoint: string): void {
  view.trait(call, "lookup", "pure");
  if (endpoint === "static" || endpoint.endsWith(".static")) {
    const file = view.tree.keyword(call.id, "filename");
    const path = view.string(file);
    if (path !== undefined && file) view.refer(`static:${path}`, view.tree.bare(file));
  } else if (endpoint.startsWith(".")) view.note({ kind: "endpoint", region: literal.id, value: endpoint.slice(1) });
  else view.refer(`endpoint:${endpoint}`, literal);
}

/**
 * Notes a blueprint or router that is bound to a name.
 * @param isReplaced whether a prefix given where it is mounted takes the place of its own
 */
export function routerNote(
  view: View,
  call: Region,
  name: string | undefined,
  prefix: string,
  isReplaced = name !== undefined,
): void {
  const { tree } = view;
  let at: Region | undefined = tree.parent(call);
  while (at && at.kind !== "assignment" && at.kind !== "suite") at = tree.parent(at);
  const target = at?.kind === "assignment" ? tree.first(at.id, "target") : undefined;
  const binding = target?.kind === "name" ? view.symbolOf(target.name ?? "", target) : undefined;
  if (binding === undefined) return;
  const place = { region: call.id, symbol: binding };
  const note: RouterNote = { kind: "router", ...place, name, prefix: normalPath(prefix), isReplaced };
  view.note(note);
}

/** Notes a router that is put into an application or another router. */
export function mountNote(view: View, call: Region, child: Region, prefix: string | undefined): void {
  const { tree } = view;
  const chain = view.chain(child);
  const callee = tree.first(call.id, "callee");
  view.trait(call, "mounts");
  if (!chain) return;
  const parent = view.chain(callee && tree.first(callee.id, "object"));
  const note: MountNote = {
    kind: "mount",
    region: call.id,
    child: chain,
    parent,
    prefix: prefix === undefined ? undefined : normalPath(prefix),
  };
  view.note(note);
}

/** `client.post("/path")` of a test client, also of HTTP libraries with a bare path. */
function requestCall(view: View, call: Region): void {
  const { tree } = view;
  const callee = tree.first(call.id, "callee");
  const verb = callee?.kind === "member" ? (callee.name ?? "") : "";
  if (!verbs.has(verb)) return;
  const [first] = tree.positional(call.id);
  const address = view.string(first);
  if (!first || !address?.startsWith("/")) return;
  // A decorator's path defines; only a call asks.
  if (tree.parent(call)?.kind === "decorator") return;
  const object = call.name?.split(".").slice(0, -1).join(".") ?? "";
  if (!/(client|test_client|app|session|http|requests|api|browser)$/i.test(object)) return;
  view.trait(call, "lookup");
  view.note({ kind: "request", region: tree.bare(first).id, value: `${verb.toUpperCase()} ${address}` });
}

/** `app.jinja_env.globals["x"] = …` is there in every template. */
function inspectAssignment(view: View, region: Region): void {
  const { tree } = view;
  for (const target of tree.inSlot(region.id, "target")) {
    const object = target.kind === "index" ? tree.first(target.id, "object") : undefined;
    const name = tree.dotted(object);
    if (target.name === undefined || !name) continue;
    if (/(^|\.)jinja_env\.globals$|(^|\.)env\.globals$/.test(name))
      view.define(`ctx:*#${target.name}`, region, { private: true });
  }
}
