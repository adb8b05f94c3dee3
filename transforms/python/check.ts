import type { Blocked, Facts, SourceFile, Verdict } from "../../src/engine/model.js";
import type { Region } from "../../src/engine/region.js";
import { type BindingOf, Flow } from "./flow.js";
import { bound, flagsOf, lost, unbound } from "./flow-state.js";
import { Liveness } from "./liveness.js";
import { symbolOf } from "./occurrences.js";
import { checkPages, embeddedIn } from "./pages/facts.js";
import { type Binding, findScopes, lookUp, type Scopes } from "./scopes.js";
import { RegionTree } from "./tree.js";

/**
 * Names that the verdicts would leave without a value where they had one: read on a path on which the statement
 * that bound them is gone.
 */
export function check(file: SourceFile, facts: Facts, verdicts: Verdict[]): Blocked[] {
  if (verdicts.length === 0 || facts.regions.length === 0) return [];
  const tree = new RegionTree(facts.regions, embeddedIn(facts));
  const live = new Liveness(tree, verdicts);
  if (live.isDead(tree.at(0))) return [];
  const scopes = findScopes(tree);
  const bindings = bindingsByRegion(scopes);
  const bindingOf: BindingOf = (region) => bindings.get(region.id);
  const blocked: Blocked[] = [];
  const block = (region: Region, binding: Binding) => {
    if (live.isDead(region) || blocked.some((one) => one.region === region.id)) return;
    const reason = `still needed at ${file.path}:${lineOf(file.text, region.start)}`;
    blocked.push({ path: file.path, region: region.id, reason, symbol: symbolOf(file.path, binding) });
  };
  const later = readsFromInside(scopes, bindings);
  for (const scope of scopes.all) {
    if (!["module", "function", "class"].includes(scope.kind) || live.isDead(tree.at(scope.region))) continue;
    const before = new Flow(tree, scope, bindingOf).run();
    const after = new Flow(tree, scope, bindingOf, live).run();
    for (const [region, flags] of after.reads) {
      const was = before.reads.get(region);
      const binding = bindings.get(region);
      if (was !== undefined && binding && isLost(was, flags)) block(tree.at(region), binding);
    }
    if (!before.end || !after.end) continue;
    for (const binding of scope.names.values()) {
      if (!isLost(flagsOf(before.end, binding.name), flagsOf(after.end, binding.name))) continue;
      for (const region of later.get(binding) ?? []) block(tree.at(region), binding);
    }
  }
  blocked.push(...checkPages(file, facts, verdicts));
  return blocked.sort((a, b) => a.region - b.region);
}

/** True if a name that had a value may have none now. */
function isLost(before: number, after: number): boolean {
  if ((before & bound) === 0) return false;
  if ((after & lost) !== 0 || (after & bound) === 0) return true;
  return (before & unbound) === 0 && (after & unbound) !== 0;
}

/** The binding of every region that reads or binds a name. */
function bindingsByRegion(scopes: Scopes): Map<number, Binding> {
  const found = new Map<number, Binding>();
  for (const scope of scopes.all) {
    for (const binding of scope.names.values())
      for (const definition of binding.definitions) {
        found.set(definition.at, binding);
        if (definition.by === "import") found.set(definition.region, binding);
      }
  }
  for (const read of scopes.reads) {
    const binding = lookUp(read.name, read.scope);
    if (binding) found.set(read.region, binding);
  }
  return found;
}

/** Reads that run later than the statements around them: in functions and lambdas inside the binding's scope. */
function readsFromInside(scopes: Scopes, bindings: ReadonlyMap<number, Binding>): Map<Binding, number[]> {
  const found = new Map<Binding, number[]>();
  for (const read of scopes.reads) {
    const binding = bindings.get(read.region);
    if (!binding || read.mention) continue;
    let at = read.scope;
    let deferred = false;
    while (at !== binding.scope && at.parent) {
      if (at.kind === "function" || at.kind === "lambda") deferred = true;
      at = at.parent;
    }
    if (deferred) found.set(binding, [...(found.get(binding) ?? []), read.region]);
  }
  return found;
}

function lineOf(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", at + 1)) line++;
  return line;
}
