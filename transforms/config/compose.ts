import type { Target } from "../../src/engine/model.js";
import { addTrait, contentOf, type Draft, define, draft, refer, settingOf } from "./draft.js";
import { hostsIn, referencesIn } from "./references.js";

/** Keys of a service that may be left out when nothing is left in them. */
const optional = new Set(
  "depends_on links external_links environment volumes ports labels secrets configs extra_hosts env_file networks annotations".split(
    " ",
  ),
);
/** Keys that a service cannot do without, or that mean something else when they are missing. */
const required = new Set(
  "image build context dockerfile command entrypoint extends network_mode service file".split(" "),
);
/** Keys whose lists are one command line. */
const commandLines = new Set(["command", "entrypoint", "test", "args"]);

/** True for a file that docker compose reads. */
export const isCompose = (path: string): boolean => /(^|\/)(docker-)?compose[^/]*\.ya?ml$/i.test(path);

/**
 * Adds what compose knows: services, volumes and networks are symbols of their folder, which other services name;
 * a service is the target's if its image is.
 */
export function decorateCompose(root: Draft, path: string, target: Target, text: string): void {
  const folder = path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
  const symbol = (kind: string, name: string) => `${kind}:${folder === "" ? "" : `${folder}#`}${name}`;
  for (const document of root.children[0]!.children) {
    if (document.kind !== "settings") continue;
    const services = contentOf(settingOf(document, "services"));
    const names = new Set(settingsIn(services).map((service) => service.name!));
    for (const kind of ["volume", "network", "secret", "config"] as const) {
      const group = settingOf(document, `${kind}s`);
      if (group) addTrait(group, "optional");
      for (const one of settingsIn(contentOf(group))) define(one, symbol(kind, one.name!), { private: true });
    }
    for (const service of settingsIn(services)) decorateService(service, names, symbol, target, text);
  }
}

const settingsIn = (container: Draft | undefined): Draft[] =>
  container?.children.filter((child) => child.kind === "setting") ?? [];

function decorateService(
  service: Draft,
  names: ReadonlySet<string>,
  symbol: (kind: string, name: string) => string,
  target: Target,
  text: string,
): void {
  const body = contentOf(service);
  const own = settingOf(body, "image") ?? settingOf(body, "build") ?? settingOf(body, "extends");
  // A service without an image only adds to one that another file describes.
  if (own) define(service, symbol("service", service.name!));
  else refer(service, symbol("service", service.name!));
  if (body) define(body, symbol("service-base", service.name!));
  const runsOurs = settingOf(body, "build") !== undefined;
  for (const setting of settingsIn(body)) {
    const name = setting.name!;
    const value = contentOf(setting);
    if (optional.has(name)) addTrait(setting, "optional");
    if (required.has(name)) addTrait(setting, "abstract");
    if (commandLines.has(name) && value?.kind === "list") value.form = "tuple";
    if (name === "image" && isImageOf(target, value)) addTrait(setting, "identity");
    if (name === "depends_on" || name === "links" || name === "volumes_from")
      for (const member of value?.children ?? []) {
        const named = member.kind === "setting" ? member.name : String(member.value ?? "");
        if (named && member.kind !== "comment") refer(member, symbol("service", named.split(":")[0]!));
      }
    if (name === "network_mode" && typeof value?.value === "string" && value.value.startsWith("service:"))
      refer(value, symbol("service-base", value.value.slice("service:".length)));
    if (name === "build") decorateBuild(setting, value, target);
    if (name === "extends") {
      referToBase(value, symbol);
      for (const part of settingsIn(value)) addTrait(part, "abstract");
    }
    if (name === "volumes") for (const member of value?.children ?? []) referToVolume(member, symbol);
    if (name === "networks" || name === "secrets" || name === "configs")
      for (const member of value?.children ?? []) {
        const named = member.kind === "setting" ? member.name : member.value;
        if (typeof named === "string" && member.kind !== "comment") refer(member, symbol(name.slice(0, -1), named));
      }
    if (name === "environment" && value) readEnvironment(value, runsOurs, text);
    if (name === "healthcheck") {
      const test = contentOf(settingOf(value, "test"));
      if (test?.kind === "list") test.form = "tuple";
    }
    for (const variable of name === "environment" ? settingsIn(value) : [setting]) {
      const held = contentOf(variable);
      for (const literal of held?.kind === "list" ? held.children : held ? [held] : [])
        if (literal.kind === "literal" && typeof literal.value === "string") {
          if (name !== "image" && name !== "container_name" && name !== "hostname")
            for (const host of hostsIn(variable.name ?? "", literal.value))
              if (names.has(host)) refer(literal, symbol("service", host));
          referencesIn(literal, literal.value);
        }
    }
  }
}

/** What a service is built from says what it is: a folder or a recipe of the target, or one that goes. */
function decorateBuild(build: Draft, value: Draft | undefined, target: Target): void {
  const isOwn = (place: Draft | undefined) =>
    typeof place?.value === "string" && target.matches(place.value.replace(/\/+$/, "").split("/").at(-1)!);
  const recipe = settingOf(value, "dockerfile");
  const context = settingOf(value, "context");
  if (recipe) addTrait(recipe, "identity");
  if (context && isOwn(contentOf(context))) addTrait(context, "identity");
  if (recipe || (context && isOwn(contentOf(context))) || isOwn(value)) addTrait(build, "identity");
}

/** True if an image is the target's: by its name, not merely by its tag. */
function isImageOf(target: Target, value: Draft | undefined): boolean {
  if (typeof value?.value !== "string") return false;
  return target.matches(value.value.replace(/@.*$/, "").replace(/:[^/]*$/, ""));
}

/** A service that another extends is held for it. */
function referToBase(value: Draft | undefined, symbol: (kind: string, name: string) => string): void {
  const service = value?.kind === "settings" ? contentOf(settingOf(value, "service")) : value;
  const other = value?.kind === "settings" && settingOf(value, "file") !== undefined;
  if (service && typeof service.value === "string" && !other) refer(service, symbol("service-base", service.value));
}

function referToVolume(member: Draft, symbol: (kind: string, name: string) => string): void {
  const source = member.kind === "settings" ? contentOf(settingOf(member, "source"))?.value : member.value;
  const name = typeof source === "string" ? source.split(":")[0]! : "";
  if (/^[A-Za-z0-9][\w.-]*$/.test(name)) refer(member, symbol("volume", name));
}

/** Variables of a service, written as a mapping or as a list of `NAME=value`. */
function readEnvironment(value: Draft, isOurs: boolean, text: string): void {
  if (value.kind === "list") {
    value.kind = "settings";
    for (const member of value.children) if (member.kind === "literal") asSetting(member, text);
  }
  // What an image of others reads is not ours to sweep.
  if (isOurs) for (const one of settingsIn(value)) define(one, `env:${one.name!}`, { private: true });
}

/** Turns the literal `NAME=value` of a list into a setting. */
function asSetting(member: Draft, text: string): void {
  const match = /^([A-Za-z_][\w.-]*)(=)?(.*)$/s.exec(typeof member.value === "string" ? member.value : "");
  if (!match) return;
  const source = text.slice(member.start, member.end);
  const at = match[3] === "" ? -1 : source.indexOf(match[3]!, match[1]!.length);
  const content = match[3]!;
  delete member.value;
  Object.assign(member, { kind: "setting", slot: "entry", name: match[1]! });
  if (at < 0) return;
  const start = member.start + at;
  member.children.push(draft("literal", "value", { start, end: start + content.length }, { value: content }));
}
