// `npm run oracles -- --usage --peers FOLDER`: unused and missing requirements beside deptry and FawltyDeps.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { askDeptry, askFawltyDeps, environmentOf, exportTree, scan } from "./tools.mjs";
import { differences, explained, ofDeptry, ofFawltyDeps, ofUnpick } from "./verdicts.mjs";

const HEAD = [
  ...["application", "requirements", "installed", "unused: unpick", "deptry", "FawltyDeps"],
  ...["missing: unpick", "deptry", "FawltyDeps", "differ from deptry", "from FawltyDeps"],
];
const data = (name) => JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8"));

/**
 * Asks all three tools about every application, compares, and prints a table and each difference with its reason.
 * @param peers folder of bare clones
 * @param environments folder in which environments are kept between runs; undefined for a new one that is removed
 * @param show letters that the names of the applications to run hold; undefined for all
 * @returns whether every difference has a reason, and every reason a difference
 */
export function judgeUsage(peers, environments, show) {
  const kept = environments ?? mkdtempSync(join(tmpdir(), "unpick-usage-environments-"));
  const rows = [];
  const found = [];
  const documents = new Map();
  try {
    for (const application of data("repositories.json")) {
      const title = `${application.owner}/${application.name}`;
      if (show && !title.includes(show)) continue;
      const { row, differing, document } = judgeOne(peers, kept, title, application);
      console.log(row.join("  "));
      rows.push(row);
      found.push(...differing);
      documents.set(title, document);
    }
  } finally {
    if (environments === undefined) rmSync(kept, { recursive: true, force: true });
  }
  const reasons = data("reasons.json");
  const { reasonOf, open, idle } = explained(found, reasons);
  console.log(`\n${[HEAD, HEAD.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n")}\n`);
  const counted = (reason) => found.filter((one) => reasonOf.get(one) === reason).length;
  for (const { reason } of reasons.toSorted((one, other) => counted(other.reason) - counted(one.reason)))
    if (counted(reason) > 0) console.log(`- ${counted(reason)}: ${reason}`);
  if (show) for (const one of found) console.log(`${one}: ${reasonOf.get(one) ?? ""}`);
  for (const one of open) console.log(`no reason: ${one}${factsOf(one, documents)}`);
  if (!show) for (const one of idle) console.log(`a reason, but no difference: ${one}`);
  return open.length === 0 && (show !== undefined || idle.length === 0);
}

function judgeOne(peers, environments, title, application) {
  const folder = mkdtempSync(join(tmpdir(), "unpick-usage-"));
  try {
    exportTree(peers, application, folder);
    const { requirements } = scan(folder).dependencies;
    const asked = requirements.filter(({ audience }) => audience !== "constraint");
    const { environment, how } = environmentOf(environments, title, asked);
    const document = scan(folder, "--environment", environment);
    const ours = ofUnpick(document);
    const deptry = ofDeptry(askDeptry(folder, environment, application));
    const fawlty = ofFawltyDeps(askFawltyDeps(folder, environment, application));
    const differing = [
      ...differences(title, "deptry", ours, deptry),
      ...differences(title, "FawltyDeps", ours, fawlty),
    ];
    const apart = (tool) => differing.filter((one) => one.startsWith(`${title}: ${tool}: `)).length;
    const all = [ours, deptry, fawlty];
    const row = [
      title,
      new Set(requirements.map(({ name }) => name.toLowerCase())).size,
      how,
      ...all.map(({ unused }) => unused.length),
      ...all.map(({ missing }) => missing.length),
      apart("deptry"),
      apart("FawltyDeps"),
    ];
    return { row, differing, document };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What unpick knows of the name that a difference is about, for whoever writes its reason. */
function factsOf(difference, documents) {
  const [, title, name] = /^([^:]+): .*: (\S+)$/.exec(difference);
  const { requirements, missing } = documents.get(title).dependencies;
  const lines = requirements
    .filter((one) => one.name.toLowerCase().replace(/[-_.]+/g, "-") === name)
    .map(
      (one) => `${one.file}:${one.line} ${one.standing}${one.usedBy[0] === undefined ? "" : ` by ${one.usedBy[0]}`}`,
    );
  const imports = missing
    .filter((one) => one.import.split(".")[0] === name)
    .map((one) => `${one.at} ${one.distribution}`);
  return [...lines, ...imports].map((one) => `\n    ${one}`).join("");
}
