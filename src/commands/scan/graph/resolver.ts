import { posix } from "node:path";
import { completedBy } from "../../../dependencies/completed.js";
import { readAnnotatedList } from "../../../dependencies/locks/annotated.js";
import { readPylock } from "../../../dependencies/locks/pylock.js";
import type { DependencyGraph, DistributionName } from "../../../dependencies/model.js";
import { readPipReport } from "../../../dependencies/resolved/pip-report.js";
import type { Platform } from "../../../dependencies/wheels/platform.js";
import { findProgram, runTool } from "./run-tool.js";
import { lockTarget } from "./target.js";

/** What a resolver said. */
export interface Resolution {
  graph?: DependencyGraph;
  /** Why there is no graph, in the resolver's own words. */
  failure?: string;
  notes: string[];
}

/** A program that resolves requirements, with the configuration that the person gave it. */
export interface Resolver {
  /** Resolves lists of requirements, all in one. */
  lists(paths: readonly string[]): Promise<Resolution>;
  /** Resolves further names, to versions that go with what was resolved before. */
  names(names: readonly DistributionName[], before: DependencyGraph): Promise<Resolution>;
}

/** Lines of a failure that are told. */
const TOLD = 12;

/**
 * Takes uv if it is there, otherwise pip. Both are run as they are set up; of ours is only what the application runs on.
 * They may build packages that have no wheel, which runs code of those packages.
 *
 * @param folder copy of the commit, in which they are run
 * @returns undefined if neither is there
 */
export async function findResolver(folder: string, platform: Platform): Promise<Resolver | undefined> {
  const uv = findProgram("uv");
  if (uv !== undefined) return uvResolver(uv, folder, platform);
  const pip = findProgram("pip") ?? findProgram("pip3");
  return pip === undefined ? undefined : pipResolver(pip, folder, platform);
}

function uvResolver(program: string, folder: string, platform: Platform): Resolver {
  const { python, machine, libc } = platform;
  const system =
    libc.kind === "musl" ? `${machine}-unknown-linux-musl` : `${machine}-manylinux_${libc.version.join("_")}`;
  const target = ["--python-version", python.join("."), "--python-platform", system];
  const compile = async (cwd: string, files: readonly string[], input: string): Promise<Resolution> => {
    const common = ["pip", "compile", "--quiet", ...target];
    const list = await runTool(program, [...common, "--no-strip-extras", "--annotate", ...files], cwd, input);
    if (list.code !== 0) return { failure: failureOf("uv pip compile", list.stderr), notes: [] };
    const source = "resolved by uv";
    const lock = readAnnotatedList(list.stdout, source, lockTarget(platform));
    if (lock === undefined) return { failure: "uv pip compile: nothing was resolved", notes: [] };
    // Versions that were just resolved are resolved to themselves; this form tells the sizes.
    const sized = await runTool(program, [...common, "--format", "pylock.toml", ...files], cwd, input);
    if (sized.code !== 0)
      return { graph: lock.graph, notes: [`${source}: sizes of downloads are not told: ${firstLine(sized.stderr)}`] };
    return { graph: completedBy(lock.graph, readPylock(sized.stdout, source, lockTarget(platform)).graph), notes: [] };
  };
  return {
    lists: (paths) => compile(folder, paths, ""),
    // Pins in the input are what the further names have to go with.
    names: (names, before) => {
      const pins = [...before.distributions.values()].map(({ name, version }) => `${name}==${version}`);
      return compile(folder, ["-"], [...pins, ...names].join("\n"));
    },
  };
}

function pipResolver(program: string, folder: string, platform: Platform): Resolver {
  const install = async (args: readonly string[]): Promise<Resolution> => {
    const { options, note } = await pipTarget(program, folder, platform);
    const dryRun = ["install", "--dry-run", "--ignore-installed", "--quiet", "--report", "-"];
    const { code, stdout, stderr } = await runTool(program, [...dryRun, ...options, ...args], folder);
    if (code !== 0) return { failure: failureOf("pip install --dry-run", stderr), notes: [] };
    const { graph } = readPipReport(stdout);
    return { graph, notes: note === undefined ? [] : [note] };
  };
  return {
    lists: (paths) =>
      install(
        paths.flatMap((path) =>
          posix.basename(path) === "pyproject.toml" ? [`./${posix.dirname(path)}`] : ["--requirement", path],
        ),
      ),
    names: (names, before) =>
      install([...[...before.distributions.values()].map(({ name, version }) => `${name}==${version}`), ...names]),
  };
}

/** Options for another machine than this one. pip judges markers by its own Python all the same. */
async function pipTarget(
  program: string,
  folder: string,
  { python, machine, libc }: Platform,
): Promise<{ options: string[]; note?: string }> {
  const own = /\(python (\d+\.\d+)\)/.exec((await runTool(program, ["--version"], folder)).stdout)?.[1];
  const wanted = python.join(".");
  const isHere = process.platform === "linux" && machine === (process.arch === "x64" ? "x86_64" : "aarch64");
  if (own === wanted && isHere && libc.kind === "glibc") return { options: [] };
  const [major, newest] = libc.version;
  const platforms = Array.from({ length: Math.max(1, newest - 16) }, (_, index) =>
    libc.kind === "musl"
      ? `musllinux_${major}_${newest}_${machine}`
      : `manylinux_${major}_${newest - index}_${machine}`,
  );
  if (libc.kind === "glibc") platforms.push(`manylinux2014_${machine}`);
  return {
    options: [
      ...["--python-version", wanted, "--implementation", "cp", "--only-binary=:all:"],
      ...[...new Set(platforms)].flatMap((one) => ["--platform", one]),
    ],
    note: `resolved by pip: with wheels alone, and by the markers of Python ${own ?? "that pip runs in"}`,
  };
}

function failureOf(program: string, text: string): string {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const more = lines.length > TOLD ? ` … ${lines.length - TOLD} more lines` : "";
  return `${program}: ${lines.slice(0, TOLD).join(" ")}${more}`;
}

const firstLine = (text: string) => text.trim().split(/\r?\n/)[0] ?? "";
