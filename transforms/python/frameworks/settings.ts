import type { Region } from "../../../src/engine/region.js";
import type { Framework, View } from "./view.js";

const constant = /^[A-Z][A-Z0-9_]+$/;

/** Modules that hold settings by their names: `settings.py`, `config.py`, `settings/production.py`, `default_config.py`. */
const modules =
  /(^|\/)(\w+_)?(settings|config|configuration|configs)(_\w+)?\.py$|(^|\/)(settings|config|configs|configuration)\/\w+\.py$/;

/** Objects that applications of Flask are called, where nothing in the file tells what they are. */
const applications = /^(?:.*\.)?(?:app|application|current_app|flask_app|self\.app)$/;

/**
 * Settings by name: `settings.NAME` of Django and `app.config["NAME"]` of Flask refer to what the modules and classes of
 * settings define. They are never private: a framework reads more of them than code does.
 */
export const settings: Framework = {
  name: "settings",
  inspect(view) {
    const { tree } = view;
    for (const region of tree.regions) {
      if (region.kind === "assignment") defined(view, region);
      if (
        region.kind === "member" &&
        region.slot !== "target" &&
        constant.test(region.name ?? "") &&
        isDjango(view, tree.first(region.id, "object"))
      )
        view.refer(`setting:${region.name}`, region);
      if (region.kind === "index" && isFlask(view, tree.first(region.id, "object"))) looked(view, region);
    }
    for (const call of view.calls) inspectCall(view, call);
  },
};

const isDjango = (view: View, object: Region | undefined): boolean =>
  object?.kind === "name" && view.origin(object) === "django.conf.settings";

/** `app.config`, `current_app.config`. */
function isFlask(view: View, object: Region | undefined): boolean {
  if (object?.kind !== "member" || object.name !== "config") return false;
  const application = view.tree.first(object.id, "object");
  const origin = view.origin(application) ?? "";
  return /^flask\.(Flask|current_app)$/.test(origin) || applications.test(view.tree.dotted(application) ?? "");
}

/** `NAME = …` of a module or class of settings, and `app.config["NAME"] = …`. */
function defined(view: View, region: Region): void {
  const { tree } = view;
  for (const target of tree.inSlot(region.id, "target")) {
    if (target.kind === "index" && target.name !== undefined && isFlask(view, tree.first(target.id, "object")))
      view.define(`setting:${target.name}`, region);
    if (target.kind === "name" && constant.test(target.name ?? "") && isOfSettings(view, region))
      view.define(`setting:${target.name}`, region);
  }
}

function isOfSettings(view: View, region: Region): boolean {
  for (const outer of view.tree.outwards(region)) {
    if (outer.kind === "function") return false;
    if (outer.kind === "class") return /(Config|Configuration|Settings)$|^(Config|Settings)/.test(outer.name ?? "");
  }
  return modules.test(view.path);
}

function looked(view: View, region: Region): void {
  const key = view.tree.first(region.id, "key");
  const name = view.string(key);
  if (name !== undefined && key && region.slot !== "target") view.refer(`setting:${name}`, view.tree.bare(key));
}

function inspectCall(view: View, call: Region): void {
  const { tree } = view;
  const callee = tree.first(call.id, "callee");
  const [first, second] = tree.positional(call.id);
  if (/^(getattr|hasattr)$/.test(call.name ?? "") && isDjango(view, first)) {
    const name = view.string(second);
    if (name !== undefined && second) view.refer(`setting:${name}`, tree.bare(second), call.name === "hasattr");
  }
  const last = callee?.kind === "member" ? callee.name : undefined;
  if (/(^|\.)override_settings$/.test(call.name ?? "") || (last === "settings" && call.name === "self.settings"))
    for (const argument of tree.inSlot(call.id, "argument"))
      if (constant.test(argument.name ?? "")) view.refer(`setting:${argument.name}`, argument);
  const object = callee?.kind === "member" ? tree.first(callee.id, "object") : undefined;
  if (!isFlask(view, object)) return;
  if (last === "get" && first && view.string(first) !== undefined) {
    view.trait(call, "lookup", "pure");
    view.refer(`setting:${view.string(first)}`, tree.bare(first));
  }
  if (last === "from_mapping" || last === "update")
    for (const argument of tree.inSlot(call.id, "argument"))
      if (constant.test(argument.name ?? "")) view.define(`setting:${argument.name}`, argument);
}
