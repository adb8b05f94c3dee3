// An application of a public repository as three tools see it: exported, its requirements installed, and each asked.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { pythonEnvironment } from "../../python-environment.mjs";

const cli = fileURLToPath(new URL("../../../dist/src/cli.js", import.meta.url));
const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const tools = () => pythonEnvironment(here("requirements.txt"));
const options = { encoding: "utf8", maxBuffer: 1e9, stdio: "pipe" };

/** Writes the files of one commit, or of a folder of it, to an empty folder and makes a repository of them. */
export function exportTree(peers, { owner, name, commit, folder }, target) {
  const bare = [join(peers, `${owner}+${name}`, "repo"), join(peers, `${owner}+${name}`, "repo", ".git")];
  const repository = bare.findLast((path) => existsSync(join(path, "HEAD")));
  if (repository === undefined) throw new Error(`${bare[0]} is not there`);
  const tree = folder === undefined ? commit : `${commit}:${folder}`;
  const tar = execFileSync("git", ["-C", repository, "archive", tree], { maxBuffer: 1e9 });
  execFileSync("tar", ["-x", "-C", target], { input: tar });
  const git = (...args) => execFileSync("git", ["-C", target, ...args], { stdio: "ignore" });
  git("init", "--quiet");
  git("add", "--all", "--force");
  git("-c", "user.name=Ann", "-c", "user.email=ann@example.org", "commit", "--quiet", "--message", "Application");
}

/** `unpick scan --json`. */
export const scan = (folder, ...words) =>
  JSON.parse(execFileSync(process.execPath, [cli, "scan", "--json", ...words], { ...options, cwd: folder }));

/**
 * An environment with what the lists ask for, made once: by the versions that the lists give where those have wheels for
 * this Python, else by the newest.
 * @param requirements `{ name, specifier }` as `unpick scan` reads them
 * @returns where it is, and `how` it was made
 */
export function environmentOf(environments, application, requirements) {
  const environment = join(environments, application.replace("/", "+"));
  const said = join(environment, "how.txt");
  if (!existsSync(said)) {
    rmSync(environment, { recursive: true, force: true });
    mkdirSync(environments, { recursive: true });
    const draft = `${environment}.draft`;
    rmSync(draft, { recursive: true, force: true });
    uv("venv", "--quiet", "--relocatable", "--python", tools(), draft);
    writeFileSync(join(draft, "how.txt"), install(draft, requirements));
    renameSync(draft, environment);
  }
  return { environment, how: readFileSync(said, "utf8") };
}

/** Distributions of more than 300 MB, or that need a GPU: a comparison of names does not need them. */
const HEAVY = /^(?:torch|torchvision|torchaudio|tensorflow|nvidia-.*|triton)$/;

function install(environment, requirements) {
  const kept = requirements.filter(({ name }) => !HEAVY.test(name));
  const names = [...new Set(kept.map(({ name }) => name))];
  const pins = kept.map(({ name, specifier }) => `${name}${/^[=<>!~]/.test(specifier) ? specifier : ""}`);
  if (installs(environment, [...new Set(pins)], WHEELS)) return "as listed";
  if (installs(environment, names, WHEELS)) return "newest";
  const left = names.filter((name) => !installs(environment, [name], ["--no-deps"]));
  const rest = names.filter((name) => !left.includes(name));
  const how = installs(environment, rest, []) ? "newest" : "newest alone";
  return left.length === 0 ? how : `${how}, without ${left.join(" ")}`;
}

const WHEELS = ["--only-binary", ":all:"];

function installs(environment, requirements, words) {
  if (requirements.length === 0) return true;
  const python = join(environment, "bin", "python");
  const all = ["-m", "uv", "pip", "install", "--quiet", ...words, "--python", python, ...requirements];
  return spawnSync(tools(), all, { ...options, timeout: 120_000 }).status === 0;
}

const uv = (...words) => execFileSync(tools(), ["-m", "uv", ...words], options);

/** What deptry finds; it is told the lists of the application, and reads tests as well. */
export function askDeptry(folder, environment, { lists = [], development = [] }) {
  const lib = join(environment, "lib");
  const site = join(lib, readdirSync(lib)[0], "site-packages");
  const output = join(environment, "deptry.json");
  rmSync(output, { force: true });
  const words = [".", "--no-ansi", "--exclude", "\\.git/", "--exclude", "setup\\.py", "--json-output", output];
  if (lists.length > 0) words.push("--requirements-files", lists.join(","));
  if (development.length > 0) words.push("--requirements-files-dev", development.join(","));
  const run = spawnSync(tools(), [here("deptry_with.py"), site, ...words], { ...options, cwd: folder });
  if (!existsSync(output)) throw new Error(`deptry: ${run.stderr}`);
  return JSON.parse(readFileSync(output, "utf8"));
}

/** What FawltyDeps finds; by itself it looks for lists in files called requirements only. */
export function askFawltyDeps(folder, environment, { lists = [], development = [] }) {
  const words = ["-m", "fawltydeps", "--json", "--pyenv", environment];
  const told = [...lists, ...development];
  if (told.length > 0) words.push("--code", ".", "--deps-parser-choice", "requirements.txt", "--deps", ...told);
  const run = spawnSync(tools(), words, { ...options, cwd: folder });
  // 3 and 4: something is undeclared, or unused.
  if (![0, 3, 4].includes(run.status)) throw new Error(`FawltyDeps: ${run.stderr}`);
  return JSON.parse(run.stdout);
}
