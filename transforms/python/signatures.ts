import type { Facts, Link, SymbolName } from "../../src/engine/model.js";
import type { Region } from "../../src/engine/region.js";
import type { CallFact } from "./extra.js";
import { type Project, pathOf } from "./project.js";

/**
 * Parameters of functions whose calls are not all in sight: of one that is handed on, named in a string, called with
 * `*list` or overridden, and of a public one that nothing calls. They are defined once more, for everybody; any other
 * parameter may leave with the arguments that met it once nothing reads it.
 */
export function openParameters(project: Project, facts: ReadonlyMap<string, Facts>, links: readonly Link[]): Link[] {
  const called = new Set<SymbolName>();
  const open = new Set<SymbolName>();
  const note = (symbol: SymbolName, region: Region, calls: ReadonlyMap<number, CallFact>) => {
    if (region.kind === "importName" || region.kind === "import") return;
    const call = region.slot === "callee" ? calls.get(region.parent) : undefined;
    (call && !call.arguments.some((argument) => argument.spread) ? called : open).add(symbol);
  };
  for (const [path, extra] of project.extras) {
    const { occurrences, regions } = facts.get(path)!;
    const calls = new Map(extra.calls.map((call) => [call.region, call]));
    for (const occurrence of occurrences) {
      const entity = occurrence.defines || occurrence.weak ? undefined : project.entity(occurrence.symbol);
      if (entity?.kind === "function") note(entity.symbol, regions[occurrence.region]!, calls);
    }
    for (const member of extra.members) {
      const entity = project.follow(member)?.entity;
      if (entity?.kind === "function") note(entity.symbol, regions[member.region]!, calls);
    }
  }
  for (const { path, symbol, region } of links)
    if (facts.get(path)!.regions[region]!.kind === "literal") open.add(symbol);
  const members = memberCounts(project);
  const found: Link[] = [];
  for (const [path, extra] of project.extras) {
    const closed = (symbol: SymbolName) => {
      const name = /[^.#]*$/.exec(symbol)![0];
      if (open.has(symbol) || (isMember(project, symbol) && (members.get(name) ?? 0) > 1)) return false;
      return called.has(symbol) || name.startsWith("_");
    };
    const parameters = Object.entries(extra.functions).flatMap(([symbol, fact]) =>
      closed(symbol) ? [] : fact.parameters.map((one) => one.symbol),
    );
    const wanted = new Set(parameters);
    for (const { symbol, defines, region } of facts.get(path)!.occurrences)
      if (defines && wanted.has(symbol)) found.push({ path, symbol, defines: true, region });
  }
  return found;
}

const isMember = (project: Project, symbol: SymbolName) =>
  project.extras.get(pathOf(symbol))?.classes[symbol.slice(0, symbol.lastIndexOf("."))] !== undefined;

/** How many classes have a member of each name. */
function memberCounts(project: Project): Map<string, number> {
  const counts = new Map<string, number>();
  for (const extra of project.extras.values())
    for (const { members } of Object.values(extra.classes))
      for (const name of members) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
