// `npm run oracles -- --lists [--peers FOLDER]`: requirements files as pip and packaging read them, and as unpick does.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import {
  parseRequirementsFile,
  printRequirementsFile,
} from "../../../dist/src/dependencies/lists/requirements-file.js";
import { pythonEnvironment } from "../../python-environment.mjs";
import { inventedFiles } from "./invented.mjs";
import { asPipReads } from "./lines.mjs";

const REQUIREMENTS = fileURLToPath(new URL("../deps/requirements.txt", import.meta.url));
const IS_LIST =
  /(^|\/)(requirements[^/]*|constraints[^/]*|[^/]*requirements)\.(txt|in)$|(^|\/)requirements\/[^/]+\.(txt|in)$/;
const INVENTED = 20_000;

/**
 * Reads invented lists, and the real ones of bare clones, prints a table and what differs.
 * @param peers folder with `OWNER+NAME/repo` clones; undefined for invented lists alone
 * @param show letters that the paths of the real lists hold; undefined for all
 * @returns whether everything was the same
 */
export function judgeLists(peers, show) {
  const suites = [["invented", inventedFiles(INVENTED).map((text, at) => ({ path: `list ${at}`, text }))]];
  if (peers !== undefined) suites.push(["real", realFiles(peers).filter(({ path }) => !show || path.includes(show))]);
  const rows = [];
  let isSame = true;
  for (const [suite, files] of suites) {
    const said = pip(files.map(({ text }) => text));
    let [lines, requirements, different, changed] = [0, 0, 0, 0];
    files.forEach(({ path, text }, at) => {
      const read = parseRequirementsFile(text);
      const ours = asPipReads(read);
      if (printRequirementsFile(read) !== text) {
        changed += 1;
        console.log(`${path}: is not printed as it was read`);
      }
      lines += said[at].length;
      requirements += said[at].filter(([, , kind]) => kind === "requirement").length;
      for (let index = 0; index < Math.max(ours.length, said[at].length); index += 1) {
        if (isDeepStrictEqual(ours[index], said[at][index])) continue;
        different += 1;
        if (different <= 40)
          console.log(`${path}\n  pip    ${JSON.stringify(said[at][index])}\n  unpick ${JSON.stringify(ours[index])}`);
      }
    });
    isSame &&= different + changed === 0;
    rows.push([suite, files.length, lines, requirements, changed, different]);
  }
  const head = ["lists", "files", "lines", "requirements", "printed otherwise", "lines read otherwise"];
  console.log(`\n${[head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n")}`);
  return isSame;
}

function pip(texts) {
  const python = pythonEnvironment(REQUIREMENTS);
  const script = fileURLToPath(new URL("pip_reads.py", import.meta.url));
  const options = {
    input: JSON.stringify(texts),
    encoding: "utf8",
    maxBuffer: 2 ** 30,
    stdio: ["pipe", "pipe", "ignore"],
  };
  // Neither variables nor files of this machine have a say.
  return JSON.parse(
    execFileSync(python, ["-I", script], { ...options, cwd: fileURLToPath(new URL(".", import.meta.url)), env: {} }),
  );
}

/** The lists of requirements at the head of every clone; those that are no UTF-8 text are left out. */
function realFiles(peers) {
  const files = [];
  for (const peer of readdirSync(peers).sort()) {
    const repository = join(peers, peer, "repo");
    if (!existsSync(repository)) continue;
    const git = (...args) =>
      execFileSync("git", ["-C", repository, ...args], { maxBuffer: 2 ** 30, stdio: ["ignore", "pipe", "ignore"] });
    const paths = git("ls-tree", "-r", "-z", "--name-only", "HEAD").toString().split("\0");
    for (const path of paths.filter((one) => IS_LIST.test(one))) {
      try {
        const text = new TextDecoder("utf-8", { fatal: true }).decode(git("show", `HEAD:${path}`));
        files.push({ path: `${peer}/${path}`, text });
      } catch {}
    }
  }
  return files;
}
