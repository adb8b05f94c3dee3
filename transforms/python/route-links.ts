import type { Link } from "../../src/engine/model.js";
import { djangoRoutes } from "./django-routes.js";
import type { Chain, FrameworkNote } from "./extra.js";
import type { MountNote, RouteNote, RouterNote, RuleNote } from "./frameworks/routes.js";
import { type Project, pathOf } from "./project.js";

const verbs = ["get", "post", "put", "patch", "delete", "head", "options"];

interface Mounted {
  parent: string | undefined;
  prefix: string | undefined;
}

/** Routes with the prefixes of their blueprints and routers, their endpoints, and what asks for them. */
export function resolveRoutes(project: Project): Link[] {
  const routers = new Map<string, RouterNote>();
  const mounts = new Map<string, Mounted[]>();
  for (const extra of project.extras.values()) {
    for (const note of extra.notes) {
      if (note.kind === "router") routers.set((note as RouterNote).symbol, note as RouterNote);
      if (note.kind !== "mount") continue;
      const mount = note as MountNote;
      const child = last(project, mount.child, routers);
      const list = mounts.get(child) ?? [];
      mounts.set(child, list);
      list.push({ parent: mount.parent && last(project, mount.parent, routers), prefix: mount.prefix });
    }
  }
  const prefixes = (symbol: string | undefined, depth = 0): string[] => {
    const router = symbol === undefined ? undefined : routers.get(symbol);
    if (!router || depth > 8) return [""];
    const places = mounts.get(router.symbol) ?? [{ parent: undefined, prefix: undefined }];
    return places.flatMap((place) =>
      prefixes(place.parent, depth + 1).map((outer) =>
        router.isReplaced ? outer + (place.prefix ?? router.prefix) : outer + (place.prefix ?? "") + router.prefix,
      ),
    );
  };
  const links: Link[] = [];
  for (const [path, extra] of project.extras) {
    for (const route of extra.notes.flatMap((note) => routesOf(project, note))) {
      const router = route.router && last(project, route.router, routers);
      links.push(...routeLinks(path, route, router === undefined ? undefined : routers.get(router), prefixes(router)));
      // A router whose routes are all gone answers nothing.
      if (router !== undefined && routers.has(router))
        links.push({ path, symbol: `parts:${router}`, defines: true, region: route.region, private: true });
    }
  }
  for (const { symbol, region } of routers.values())
    links.push({ path: pathOf(symbol), symbol: `parts:${symbol}`, defines: false, weak: true, region });
  for (const [path, extra] of project.extras) {
    const local = extra.notes.find((note) => note.kind === "router") as RouterNote | undefined;
    for (const note of extra.notes) {
      const value = String(note.value ?? "");
      if (note.kind === "request")
        links.push({ path, symbol: `route:${value.replace(/[?#].*$/, "")}`, defines: false, region: note.region });
      if (note.kind === "endpoint" && local?.name !== undefined)
        links.push({ path, symbol: `endpoint:${local.name}.${value}`, defines: false, region: note.region });
      if (note.kind === "view") {
        const found = project.follow(note.chain as Chain);
        for (const symbol of found?.symbols ?? []) links.push({ path, symbol, defines: false, region: note.region });
      }
    }
  }
  return [...links, ...djangoRoutes(project)];
}

/** The symbol at the end of a chain: where a router was made, through imports. */
function last(project: Project, chain: Chain, routers: ReadonlyMap<string, RouterNote>): string {
  const found = project.follow(chain);
  const symbols = found?.symbols ?? [];
  const root = chain.path.length === 0 ? [chain.root, ...project.imported(chain.root)] : [];
  return (
    [...symbols, ...root].find((symbol) => routers.has(symbol)) ??
    project.imported(chain.root)[0] ??
    symbols[0] ??
    chain.root
  );
}

/** The routes that a note stands for; a view of another file answers where it is registered, a class once for each of its verbs. */
function routesOf(project: Project, note: FrameworkNote): RouteNote[] {
  if (note.kind === "route") return [note as RouteNote];
  if (note.kind !== "rule") return [];
  const rule = note as RuleNote;
  const { entity } = project.follow(rule.served) ?? {};
  const members =
    entity?.kind === "class" ? (project.extras.get(pathOf(entity.symbol))?.classes[entity.symbol]?.members ?? []) : [];
  const methods =
    entity?.kind === "class"
      ? verbs.filter((verb) => members.includes(verb)).map((verb) => verb.toUpperCase())
      : rule.methods;
  return [{ ...rule, kind: "route", methods, keys: [] }];
}

function routeLinks(path: string, route: RouteNote, router: RouterNote | undefined, prefixes: string[]): Link[] {
  const links: Link[] = [];
  const define = (symbol: string, region = route.region, rest: Partial<Link> = {}) =>
    links.push({ path, symbol, defines: true, region, ...rest });
  for (const prefix of new Set(prefixes)) {
    const full = `${prefix}${route.path}`.replace(/\/{2,}/g, "/") || "/";
    const symbols = route.methods.map((method) => `route:${method} ${full}`);
    for (const symbol of [...symbols, `route:* ${full}`]) {
      define(symbol);
    }
    const owner = symbols[0];
    for (const key of route.keys) define(`json:${full}#${key.name}`, key.region, { private: true, owner });
  }
  define(`endpoint:${router?.name === undefined ? "" : `${router.name}.`}${route.endpoint}`);
  return links;
}
