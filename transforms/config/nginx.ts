import type { Target } from "../../src/engine/model.js";
import { type Directive, readDirectives } from "../../src/syntax/nginx.js";
import { placeComments } from "./comments.js";
import { addTrait, type Draft, define, draft, fileDraft, refer } from "./draft.js";
import type { Reading } from "./yaml.js";

/** Directives that hand a request on: without the place it goes to, a location has nothing to do. */
const passes = /^(proxy|fastcgi|uwsgi|scgi|grpc|memcached)_pass$/;
/** Directives whose words are one thing each. */
const lists = /^(server_name|allow|deny|gzip_types|index|ssl_protocols|sub_filter_types|proxy_hide_header)$/;
/** Blocks that say what they are for by words of their own. */
const titled = /^(upstream|location|if|map|geo|server|match)$/;

/** Reads a configuration of nginx: blocks and directives are settings, an upstream is what others pass requests to. */
export function analyzeNginx(text: string, path: string, target: Target): Reading {
  const { directives, comments, faults } = readDirectives(text);
  const variables = new Set(allOf(directives).flatMap((one) => (one.name === "set" ? [one.words[1]?.text ?? ""] : [])));
  const items = directives.map((one) => directiveDraft(one, path, target, variables));
  const range = { start: items[0]?.start ?? 0, end: items.at(-1)?.end ?? 0 };
  const root = fileDraft(text, items.length > 0 ? [draft("settings", "body", range, { layout: "lines" }, items)] : []);
  placeComments(root, comments, text);
  return { root, faults };
}

const allOf = (directives: readonly Directive[]): Directive[] =>
  directives.flatMap((one) => [one, ...allOf(one.block?.directives ?? [])]);

function directiveDraft(one: Directive, path: string, target: Target, variables: ReadonlySet<string>): Draft {
  const [, ...words] = one.words;
  const given = words.map((word) => word.text).join(" ");
  if (one.block) return blockDraft(one, given, path, target, variables);
  // A variable is named for what it holds; an address of the target's is nobody else's.
  const name = one.name === "set" ? `set.${given.replace(/\s+/g, ".")}` : one.name;
  const setting = draft("setting", "entry", one, { name });
  if (one.name === "set" && words[0]) define(setting, `nginx:${path}#${words[0].text}`, { private: true });
  const values = one.name === "set" ? words.slice(1) : words;
  const literals = values.map((word) => {
    const literal = draft("literal", "element", word, { value: word.text });
    for (const match of word.text.matchAll(/\$\{?(\w+)/g))
      if (variables.has(`$${match[1]}`)) refer(literal, `nginx:${path}#$${match[1]}`);
    return literal;
  });
  if (literals.length === 0) return setting;
  if (literals.length > 1) {
    const range = { start: literals[0]!.start, end: literals.at(-1)!.end };
    const form = lists.test(one.name) ? {} : { form: "tuple" as const };
    setting.children.push(draft("list", "value", range, { layout: "words", ...form }, literals));
  } else {
    const [literal] = literals;
    literal!.slot = "value";
    setting.children.push(literal!);
    const host = passes.test(one.name) ? /^(?:\w+:\/\/)?([\w.-]+)/.exec(values[0]!.text)?.[1] : undefined;
    if (host) refer(literal!, `upstream:${host}`);
    if (host) refer(literal!, `service:${host}`);
  }
  if (passes.test(one.name)) addTrait(setting, "identity");
  if (one.name === "server_name") addTrait(setting, "identity");
  return setting;
}

function blockDraft(
  one: Directive,
  given: string,
  path: string,
  target: Target,
  variables: ReadonlySet<string>,
): Draft {
  const { block } = one;
  const inner = block!.directives.map((child) => directiveDraft(child, path, target, variables));
  const value = draft("settings", "value", block!, { layout: "lines" }, inner);
  // Places that share a server have names of their own; a pattern over several names is not the target's alone.
  const name = titled.test(one.name) && !/[|]/.test(given) ? `${one.name}.${given.replace(/\s+/g, ".")}` : one.name;
  const setting = draft("setting", "entry", one, { name }, [value]);
  addTrait(setting, "optional");
  if (one.name === "upstream") {
    define(setting, `upstream:${given}`, { private: true });
    asServers(inner, target);
  }
  return setting;
}

/** Servers of the target leave an upstream one by one; one without others goes with them, whatever else it says. */
function asServers(inner: readonly Draft[], target: Target): void {
  const servers = inner.filter((one) => one.name === "server");
  const hostOf = (server: Draft) => {
    const value = server.children[0];
    return value?.kind === "list" ? value.children[0]! : value;
  };
  for (const server of servers) {
    const host = hostOf(server);
    const name = /^([A-Za-z][\w.-]*)/.exec(String(host?.value ?? ""))?.[1];
    if (!host || !name) continue;
    // What stands behind the address says nothing of its own.
    host.slot = "value";
    server.children = [host];
    refer(host, `service:${name}`);
  }
  const own = servers.filter((server) => target.matches(String(hostOf(server)?.value ?? "")));
  for (const server of own) {
    if (own.length < servers.length) server.name = `server.${hostOf(server)!.value}`;
    else addTrait(server, "identity");
  }
}
