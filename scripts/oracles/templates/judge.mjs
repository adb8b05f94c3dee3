// One template: its round trip, and what other parsers say of it without any single one of its pieces.
import { newErrors, pageErrors } from "./parsers.mjs";
import { removalsOf, roundTripFaults, textAfter, verdictOf } from "./removals.mjs";

/**
 * @returns `{ language, skipped?, faults, elements, removals }`. Each removal is `{ group, source, fault?, refused }`:
 * `fault` says what is newly wrong, and `refused` that unpick's own check says so too, so that a plan would hold it
 */
export async function judgeTemplate(transform, parsers, file, target) {
  const facts = transform.analyze(file, target);
  if (facts.faults.length > 0) return { skipped: `unpick leaves it alone: ${facts.faults[0].message}` };
  const base = await readBase(parsers, file);
  if (!base) return { skipped: "neither Jinja's nor Django's" };
  const known = counted(transform.diagnose(file.path, file.text));
  const judgeOne = async (removal) => {
    const { region, group } = removal;
    const after = textAfter(transform, file, facts, [verdictOf(removal)]);
    const fault = after === file.text ? "nothing is removed" : await faultOf(parsers, file, base, after);
    const asked = fault !== undefined || group === "element";
    const own = asked ? newErrors(known, counted(transform.diagnose(file.path, after))) : [];
    const source = file.text.slice(region.start, region.start + 60).replace(/\s+/g, " ");
    const balance = group === "element" && own.length > 0 ? own.join("; ") : undefined;
    // The text is kept for printing only: there are tens of thousands.
    const left = fault || balance ? after : undefined;
    return { group, source, at: region.start, after: left, fault: fault ?? balance, refused: own.length > 0 };
  };
  const removals = await Promise.all(removalsOf(facts).map(judgeOne));
  const elements = facts.regions.filter(({ kind }) => kind === "element").length;
  return { language: base.language, faults: roundTripFaults(transform, file, facts), elements, removals };
}

/** The language whose own parser takes the file as it is; Jinja's is asked first. */
async function readBase(parsers, { text }) {
  for (const language of ["jinja", "django"]) {
    const { page } = await parsers.ask(language, text);
    if (page !== null) return { language, errors: pageErrors(page) };
  }
  return undefined;
}

async function faultOf(parsers, file, base, after) {
  const { fault, page } = await parsers.ask(base.language, after);
  if (fault) return fault;
  if (file.path.endsWith(".xml")) return undefined;
  const errors = newErrors(base.errors, pageErrors(page));
  return errors.length > 0 ? errors.join(", ") : undefined;
}

function counted(words) {
  const counts = new Map();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
