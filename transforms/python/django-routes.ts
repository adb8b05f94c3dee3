import type { Link } from "../../src/engine/model.js";
import type { ActionNote, IncludeNote, NamespaceNote, PatternNote, ViewSetNote } from "./frameworks/django-urls.js";
import { type Project, pathOf } from "./project.js";

/** Deeper than any chain of includes seen in practice; a guard against lists that include each other. */
const deepest = 8;

/** Where a list of addresses is taken in. */
interface Mount {
  parent: string | undefined;
  path: string;
  namespace: string | undefined;
}

/** What stands in front of the addresses of a list. */
interface Place {
  prefix: string;
  namespaces: string[];
}

/**
 * Routes and endpoints of Django's patterns, with the prefixes and namespaces of all lists that take them in. A list that
 * nothing takes in is the site's own.
 */
export function djangoRoutes(project: Project): Link[] {
  const mounts = new Map<string, Mount[]>();
  const spaces = new Map<string, string>();
  for (const [path, { notes }] of project.extras)
    for (const note of notes) if (note.kind === "namespace") spaces.set(path, (note as NamespaceNote).name);
  for (const [path, { notes }] of project.extras) {
    for (const note of notes) {
      if (note.kind !== "include") continue;
      const { list, of, namespace, ...rest } = note as IncludeNote;
      const child = listOf(project, path, of);
      if (child === undefined) continue;
      const own = "module" in of ? spaces.get(pathOf(child)) : undefined;
      // `urlpatterns = [path("", include((urlpatterns, "shop")))]`: what is added to the new list has no namespace.
      if (child === list && !mounts.has(child))
        mounts.set(child, [{ parent: undefined, path: "", namespace: undefined }]);
      const mount = { parent: child === list ? undefined : list, path: rest.path, namespace: namespace ?? own };
      mounts.set(child, [...(mounts.get(child) ?? []), mount]);
    }
  }
  const places = (list: string | undefined, depth = 0): Place[] => {
    const known = list === undefined || depth > deepest ? undefined : mounts.get(list);
    if (!known) return [{ prefix: "", namespaces: [] }];
    return known.flatMap(({ parent, path, namespace }) =>
      places(parent, depth + 1).map((outer) => ({
        prefix: outer.prefix + path,
        namespaces: namespace === undefined ? outer.namespaces : [...outer.namespaces, namespace],
      })),
    );
  };
  return [...patternsOf(project)].flatMap(({ file, list, path, name, region }) =>
    places(list).flatMap(({ prefix, namespaces }): Link[] => {
      const route = { path: file, symbol: `route:* /${prefix}${path}`, defines: true, region };
      if (name === undefined) return [route];
      return [route, { ...route, symbol: `endpoint:${[...namespaces, name].join(":")}` }];
    }),
  );
}

type Pattern = Pick<PatternNote, "list" | "path" | "name" | "region"> & { file: string };

/** Patterns as they are listed, and those that routers of Django REST framework make of view sets. */
function* patternsOf(project: Project): Generator<Pattern> {
  const actions = new Map<string, (ActionNote & { file: string })[]>();
  for (const [file, { notes }] of project.extras)
    for (const note of notes) {
      if (note.kind !== "action") continue;
      const action = { ...(note as ActionNote), file };
      actions.set(action.owner, [...(actions.get(action.owner) ?? []), action]);
    }
  for (const [file, { notes }] of project.extras)
    for (const note of notes) {
      if (note.kind === "pattern") yield { ...(note as PatternNote), file };
      if (note.kind !== "view-set") continue;
      const { router: list, prefix, basename, served, region } = note as ViewSetNote;
      const { entity } = project.follow(served) ?? {};
      const owner = entity?.kind === "class" ? entity.symbol : undefined;
      // Without a base name it is that of the model, by which view sets are called as a rule.
      const base =
        basename ?? (served.path.at(-1) ?? served.root.replace(/^.*#/, "")).replace(/ViewSet$/, "").toLowerCase();
      const start = prefix === "" ? "" : `${prefix}/`;
      yield { file, list, path: start, name: `${base}-list`, region };
      yield { file, list, path: `${start}{}/`, name: `${base}-detail`, region };
      for (const action of (owner === undefined ? undefined : actions.get(owner)) ?? []) {
        const path = `${start}${action.detail ? "{}/" : ""}${action.path}/`;
        yield { file: action.file, list, path, name: `${base}-${action.name}`, region: action.region };
      }
    }
}

/** The symbol of the list that an include means. */
function listOf(project: Project, path: string, of: IncludeNote["of"]): string | undefined {
  if ("chain" in of) {
    // `include(router.urls)` means the router.
    if (of.chain.path.at(-1) === "urls")
      return listOf(project, path, { chain: { ...of.chain, path: of.chain.path.slice(0, -1) } });
    const [symbol] = project.follow(of.chain)?.symbols ?? [];
    const [home] = of.chain.path.length === 0 ? project.imported(of.chain.root) : [];
    return home ?? symbol;
  }
  const module = project.module(path, of.module);
  return module && (project.nameIn(module, "urlpatterns")?.symbols[0] ?? `py:${module.path}#urlpatterns`);
}
