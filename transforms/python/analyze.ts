import type { Facts, Occurrence, SourceFile, Target } from "../../src/engine/model.js";
import type { Region } from "../../src/engine/region.js";
import { collectExtra } from "./collect.js";
import { placeComments } from "./comments.js";
import { numberRegions } from "./draft.js";
import type { PythonExtra } from "./extra.js";
import { frameworks } from "./frameworks/index.js";
import { View } from "./frameworks/view.js";
import { keyOccurrences } from "./keys.js";
import { moduleOfPath } from "./modules.js";
import { assignedMembers, nameOccurrences, symbolOf } from "./occurrences.js";
import { embedPages } from "./pages/embed.js";
import { Pages } from "./pages/facts.js";
import { findScopes, type Scopes } from "./scopes.js";
import { readModule } from "./statements.js";
import { submoduleOccurrences } from "./submodules.js";
import { parsePython } from "./syntax.js";
import { RegionTree } from "./tree.js";

/** Regions and occurrences of one Python file. */
export function analyze(file: SourceFile, target: Target): Facts {
  const { path, text } = file;
  const parsed = parsePython(text);
  const root = readModule(parsed.root, text);
  placeComments(root, parsed.comments, text);
  // The strings of a notebook are written as JSON besides.
  if (!path.endsWith(".ipynb")) embedPages(path, root, text, target);
  const pages = new Pages();
  const regions = numberRegions(root, (id, page) => pages.add(id, page));
  const tree = new RegionTree(regions, new Set(pages.regions));
  const scopes = findScopes(tree);
  const listed = literalsInAll(tree, scopes);
  const all = listed?.map(({ value }) => String(value));
  const assigned = assignedMembers(path, tree, scopes);
  const view = new View(path, tree, scopes);
  for (const framework of frameworks) framework.inspect(view);
  const byName = nameOccurrences(path, tree, scopes, all);
  const occurrences: Occurrence[] = [
    { symbol: `path:${path}`, defines: true, region: 0 },
    { symbol: `module:${moduleOfPath(path)}`, defines: true, region: 0 },
    ...byName,
    ...submoduleOccurrences(path, tree, scopes, byName),
    ...(listed ?? []).flatMap((literal) => exported(path, scopes, literal)),
    ...assigned.map(({ symbol, owner, region }) => ({ symbol, defines: true, region, owner })),
    ...keyOccurrences(path, tree, scopes),
    ...view.occurrences,
    ...pages.occurrences,
  ];
  const ofPages = pages.extra(text, regions, target);
  const extra: PythonExtra = {
    longStrings: parsed.longStrings,
    namedComments: tree.regions
      .filter((region) => region.kind === "comment" && target.find(text.slice(region.start, region.end)).length > 0)
      .map((region) => region.id),
    all,
    notes: view.notes,
    embedded: pages.regions,
    ...(ofPages ? { pages: ofPages } : {}),
    ...collectExtra(path, tree, scopes, assigned),
  };
  return { path, transform: "python", regions, occurrences, faults: parsed.faults, extra };
}

/** Names that `__all__` lists, as far as they are written out; undefined without one. */
function literalsInAll(tree: RegionTree, scopes: Scopes): Region[] | undefined {
  const binding = scopes.module.names.get("__all__");
  if (!binding) return undefined;
  const found: Region[] = [];
  for (const definition of binding.definitions)
    for (const region of tree.inwards(definition.region))
      if (region.kind === "literal" && typeof region.value === "string") found.push(region);
  return found;
}

/** What a literal in `__all__` offers to other repositories, and the name that it goes with. */
function exported(path: string, scopes: Scopes, { id, value }: Region): Occurrence[] {
  const binding = scopes.module.names.get(String(value));
  const offer: Occurrence = { symbol: `export:${path}#${value}`, defines: true, region: id };
  return binding ? [offer, { symbol: symbolOf(path, binding), defines: false, region: id }] : [offer];
}
