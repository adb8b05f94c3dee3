import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { newFindings } from "./findings.mjs";
import { deletedLines, heldAgainst, kindsOf } from "./lines.mjs";
import { borrow, git, historyOf } from "./repository.mjs";

const BRANCH = "unpick/bench";

/**
 * Applies unpick at the parent of a removal by hand, and holds what it takes away against that removal.
 *
 * @param {object} one a case, see `readCases`
 * @param {object} options
 * @param {string} options.repos folder with `owner+name/repo`
 * @param {string} options.work folder for the repository that is worked on
 * @param {string} options.cli path of the built program
 * @param {number} options.seconds after which it is stopped
 * @param {boolean} options.types also asks `verify --types`
 */
export function runCase(one, { repos, work, cli, seconds, types }) {
  const result = { id: one.id, repo: one.repo };
  const history = historyOf(repos, one.repo);
  if (!history) return { ...result, skipped: "no repository" };
  const folder = join(work, one.id);
  let human;
  try {
    borrow(history, one.parent, folder);
    human = removal(folder, one.parent, one.commit);
  } catch (error) {
    return { ...result, skipped: error.message.split("\n")[0] };
  }
  const unpick = (...words) =>
    spawnSync(process.execPath, [cli, ...words], {
      cwd: folder,
      encoding: "utf8",
      timeout: seconds * 1000,
      maxBuffer: 2 ** 30,
    });
  const words = [
    ...[one.target, ...one.terms.flatMap((term) => ["--term", term])],
    ...(one.successor ? ["--successor", one.successor] : []),
    ...one.flags,
  ];
  const start = performance.now();
  const planned = unpick("plan", ...words, "--json");
  const applied = planned.error ? planned : unpick("apply", ...words, "--branch", BRANCH, "--yes", "--json");
  result.seconds = (performance.now() - start) / 1000;
  if (applied.error) return { ...result, crash: `no end in ${seconds} s`, recall: 0 };
  const lastWords = (applied.stderr || applied.stdout).slice(-400);
  if (applied.status === 3) return { ...result, refused: lastWords, ...(one.expect === "refuse" ? {} : { recall: 0 }) };
  if (![0, 1].includes(applied.status)) return { ...result, crash: lastWords, recall: 0 };
  const plan = JSON.parse(planned.stdout);
  result.mentions = plan.totals.mentions;
  result.python = reviewOf(plan.ledger.filter((row) => row.mention && row.path.endsWith(".py")));
  if (git(folder, "branch", "--list", BRANCH) === "") return { ...result, nothing: lastWords, recall: 0 };
  return { ...result, ...compareBranch(one, folder, human), ...(types ? { types: typesOf(unpick) } : {}) };
}

function compareBranch(one, folder, human) {
  const tool = removal(folder, one.parent, BRANCH);
  const spellings = [one.target, ...one.terms].map((term) => term.toLowerCase());
  const line = (text) => !spellings.some((spelling) => text.toLowerCase().includes(spelling));
  const { recall, precision } = heldAgainst(human, tool);
  const commits = git(folder, "rev-list", "--reverse", `${one.parent}..${BRANCH}`).trim().split("\n");
  return {
    recall,
    precision,
    unnamed: heldAgainst(human, tool, { line }).recall,
    kinds: Object.fromEntries(kindsOf(human, tool).map((kind) => [kind, heldAgainst(human, tool, { kind })])),
    ...newFindings(folder, one.parent, BRANCH),
    // Each commit of the stack must parse, not only the last.
    commits: commits.length,
    broken: commits.flatMap((commit) => newFindings(folder, one.parent, commit).syntax),
  };
}

const removal = (folder, before, after) =>
  deletedLines(
    git(folder, "diff", "--no-renames", "--no-color", "--no-ext-diff", "--no-textconv", "-U0", before, after, "--"),
  );

const reviewOf = (rows) => ({
  mentions: rows.length,
  review: rows.filter((row) => row.fate === "review").length,
});

function typesOf(unpick) {
  const ran = unpick("verify", BRANCH, "--types");
  return ran.error ? "no end" : { exit: ran.status, words: ran.stdout.slice(-2000) };
}
