import type { Region } from "../../../src/engine/region.js";
import { filterOf } from "./flask.js";
import { answerKeys } from "./routes.js";
import { templateCall } from "./templates.js";
import type { Framework, View } from "./view.js";

/** Django: views, admin, models, signals, templates, names of routes. */
export const django: Framework = {
  name: "django",
  inspect(view) {
    for (const call of view.calls) inspectCall(view, call);
    for (const region of view.tree.regions) {
      if (region.kind === "class") inspectClass(view, region);
      if (region.kind !== "function") continue;
      for (const decorator of view.tree.inSlot(region.id, "decorator")) {
        const name = decorator.name ?? "";
        if (
          /(^|\.)(receiver|register\.(filter|simple_tag|inclusion_tag|tag)|admin\.(display|action)|shared_task|api_view|action|app\.task)$/.test(
            name,
          )
        )
          view.trait(region, "framework");
        if (/(^|\.)receiver$/.test(name)) {
          view.trait(region, "hook");
          view.trait(decorator, "framework");
        }
        if (/(^|\.)register\.(simple_tag|inclusion_tag|tag)$/.test(name)) {
          view.trait(region, "answers");
          const value = view.tree.first(decorator.id, "value");
          tagOf(view, region, value?.kind === "call" ? value : undefined);
        }
        if (/(^|\.)register\.filter$/.test(name)) {
          const value = view.tree.first(decorator.id, "value");
          view.trait(decorator, "framework");
          filterOf(view, region, value?.kind === "call" ? value : undefined);
        }
      }
    }
  },
};

/** `@register.simple_tag(name="price")` names a tag of pages; without a name it is called like its function. */
function tagOf(view: View, region: Region, call: Region | undefined): void {
  const given = call && view.string(view.tree.keyword(call.id, "name"));
  view.define(`tag:${given ?? region.name ?? ""}`, region);
}

/** Calls whose keywords are conditions on columns. */
const queries =
  /(^|\.)(filter|exclude|get_or_create|update_or_create|get_object_or_404|get_list_or_404)$|\.objects\.get$|^(django\.db\.)?(models\.)?Q$/;

/** Sets of records are read when somebody goes through them; forms and serializers do nothing until they are asked. */
const reads =
  /(^|\.)objects(\.(all|filter|exclude|get|count|exists|first|last|none|order_by|values|values_list|select_related|prefetch_related|annotate|distinct))+$|(^|\.)[A-Z]\w*(Serializer|Form|FormSet)$/;

function inspectCall(view: View, call: Region): void {
  const { tree } = view;
  const name = view.callee(call) ?? call.name ?? "";
  if (name.startsWith("local:")) return;
  const [first, second, third] = tree.positional(call.id);
  if (/^django\.shortcuts\.render$|^render$/.test(name))
    templateCall(view, call, second, third ?? tree.keyword(call.id, "context"));
  if (/(^|\.)render_to_string$/.test(name)) templateCall(view, call, first, second ?? tree.keyword(call.id, "context"));
  if (/^django\.(urls\.(reverse|reverse_lazy)|shortcuts\.(redirect|resolve_url))$/.test(name)) {
    const endpoint = view.string(first);
    if (endpoint !== undefined && !endpoint.startsWith("/") && first)
      view.refer(`endpoint:${endpoint}`, tree.bare(first));
    view.trait(call, "lookup");
  }
  if (queries.test(name)) view.trait(call, "selects");
  // Before Django 1.8: `patterns("", (r"^shop/", include("shop.urls")), …)`.
  if (/^django\.conf\.urls(\.defaults)?\.patterns$/.test(name)) view.trait(call, "gathers");
  if (reads.test(name) || reads.test(call.name ?? "")) view.trait(call, "pure");
  const isField = /^django\.db\.models\.\w+(Field|Key)$|^models\.\w+(Field|Key)$/.test(name);
  if (isField || isOwnField(view, call, name)) {
    const statement = tree.parent(call);
    if (statement?.kind === "assignment") view.trait(statement, "column");
    view.trait(call, "pure");
  }
}

/** A field of the application's own, or of a library: what a class among the models is given is stored all the same. */
function isOwnField(view: View, call: Region, name: string): boolean {
  if (!/(^|\/)models(\/.*)?\.py$/.test(view.path) || !/\w(Field|ForeignKey)$/.test(name)) return false;
  if (/(^|\.)(forms|serializers)\./.test(name)) return false;
  const around = view.tree.parent(view.tree.parent(view.tree.parent(call) ?? call) ?? call);
  return view.tree.parent(call)?.kind === "assignment" && around?.kind === "class";
}

function inspectClass(view: View, region: Region): void {
  const { tree } = view;
  const bases = tree.inSlot(region.id, "base").map((base) => view.origin(base) ?? "");
  if (bases.some((base) => /(ModelAdmin|AppConfig|BaseCommand|Middleware\w*|MigrationBase)$/.test(base)))
    view.trait(region, "framework");
  if (!bases.some((base) => /(^|\.)\w*(View|ViewSet|APIView)$/.test(base))) return;
  for (const statement of tree.children(tree.first(region.id, "body")?.id ?? -1)) {
    const method = tree.at(statement);
    if (method.kind !== "function") continue;
    if (
      /^(get|post|put|patch|delete|head|options|dispatch|get_queryset|get_context_data|form_valid)$/.test(
        method.name ?? "",
      )
    )
      view.trait(method, "framework");
    if (method.name === "get_context_data")
      for (const key of answerKeys(view, method))
        view.define(`ctx:*#${key.name}`, tree.at(key.region), { private: true });
  }
}
