import type { Inventory, Proposal, Transform } from "../../src/engine/model.js";
import { findLink, findMentions, type Link, type LinkSource, linkSources } from "../../src/repo/links.js";
import { type Candidate, findCandidates } from "./candidates.js";

/**
 * Junk: whole files that nothing leads to. Archives, backups and copies go, and leftovers of mistyped commands;
 * whatever code, a page, configuration or a document's link still names stays, and so does data.
 *
 * Before:
 *
 *     app.py
 *     app copy.py
 *     backups/20250101_0900/app.py
 *
 * After:
 *
 *     app.py
 */
const junk: Transform = {
  name: "junk",
  summary: "Delete archives, backups and copies that nothing links",
  files: ["**/*"],
  order: 100,
  propose,
};

function propose(inventory: Inventory): Proposal[] {
  const { units, rebuilt, data } = findCandidates(inventory);
  const away = new Set([...units.flatMap((unit) => unit.files), ...rebuilt.map(({ path }) => path)]);
  const { unlinked, held } = settle(units, inventory, away);
  const stays = linkSources(textsOf(inventory, new Set(unlinked.flatMap((unit) => unit.files))));
  return [
    ...unlinked.flatMap((unit) => unit.files.map((path): Proposal => deletion(unit, path))),
    ...held.flatMap(({ unit, link }) =>
      unit.files.map((path): Proposal => ({ path, action: "review", ...reasonOf(link, unit) })),
    ),
    ...rebuilt.map(({ path, kind }): Proposal => ({ path, action: "untrack", reason: `${kind} that can be rebuilt` })),
    ...data.map((path): Proposal => ({ path, action: "untrack", reason: "tracked data", data: true })),
    ...documentRows(inventory, unlinked, stays),
  ];
}

function deletion(unit: Candidate, path: string): Proposal {
  return { path, action: "delete", reason: `${unit.what} that nothing links`, because: [unit.because] };
}

function reasonOf({ path, line, kind }: Link, unit: Candidate): Pick<Proposal, "reason" | "because"> {
  const place = `${path}:${line}`;
  return {
    reason: kind === "built" ? `built at run time at ${place}` : `still needed at ${place}`,
    because: [unit.because],
  };
}

/** Texts of all files but those that may go. */
function* textsOf(inventory: Inventory, away: ReadonlySet<string>): Generator<[string, string]> {
  for (const path of inventory.files.keys()) {
    const source = away.has(path) ? undefined : inventory.read(path);
    if (source) yield [path, source.text];
  }
}

/** Tells what something leads to from what nothing does: what stays may itself lead to more. */
function settle(
  units: readonly Candidate[],
  inventory: Inventory,
  away: ReadonlySet<string>,
): { unlinked: Candidate[]; held: { unit: Candidate; link: Link }[] } {
  const held: { unit: Candidate; link: Link }[] = [];
  let unlinked = [...units];
  let sources = linkSources(textsOf(inventory, away));
  while (sources.length > 0 && unlinked.length > 0) {
    const fresh = unlinked.flatMap((unit) => {
      const link = findLink(unit, sources);
      return link ? [{ unit, link }] : [];
    });
    held.push(...fresh);
    unlinked = unlinked.filter((unit) => !fresh.some((one) => one.unit === unit));
    const files = fresh.flatMap(({ unit }) => unit.files);
    sources = linkSources(
      files.flatMap((path) => (inventory.read(path) ? [[path, inventory.read(path)!.text] as const] : [])),
    );
  }
  return { unlinked, held };
}

/** Lines of documents that name what goes: a person rewords them. */
function documentRows(inventory: Inventory, units: readonly Candidate[], sources: readonly LinkSource[]): Proposal[] {
  const lines = new Map<string, Set<number>>();
  for (const unit of units) {
    for (const { path, line } of findMentions(unit, sources)) lines.set(path, (lines.get(path) ?? new Set()).add(line));
  }
  return [...lines].map(([path, numbers]): Proposal => {
    const text = inventory.read(path)!.text;
    const starts = lineStarts(text);
    const places = [...numbers].map((line) => {
      const start = starts[line - 1]!;
      return { start, end: (starts[line] ?? text.length + 1) - 1, fate: "review" as const, reason: "prose" };
    });
    return { path, action: "review", reason: "prose", places };
  });
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

export default junk;
