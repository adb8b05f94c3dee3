import type { Range, Target } from "../../src/engine/model.js";
import { addTrait, contentOf, type Draft, define, draft, refer, settingOf } from "./draft.js";
import { scriptStatements } from "./shell.js";

/** Keys of pipelines and manifests that may be left out when nothing is left in them. */
const optional = new Set(
  "env variables services needs dependencies with secrets labels annotations volumes volumeMounts envFrom ports options inputs include exclude".split(
    " ",
  ),
);
/** Keys that hold commands of a shell. */
const scripts = new Set(["run", "script", "before_script", "after_script"]);

/** True for what runs pipelines: workflows and actions of GitHub, Gitea and Forgejo, GitLab's jobs. */
export const isPipeline = (path: string): boolean =>
  /(^|\/)\.(github|gitea|forgejo)\/(workflows|actions)\/.*\.ya?ml$|(^|\/)action\.ya?ml$|(^|\/)\.gitlab-ci[^/]*\.ya?ml$|(^|\/)\.gitlab\/.*\.ya?ml$/.test(
    path,
  );

/**
 * Adds what pipelines know: jobs that others wait for, services by their image, steps by the action they use, commands of a
 * shell as such.
 */
export function decoratePipeline(root: Draft, path: string, target: Target, text: string): void {
  const symbol = (job: string) => `job:${path}#${job}`;
  const jobs = new Set<string>();
  for (const document of root.children[0]!.children) {
    const group = contentOf(settingOf(document, "jobs")) ?? (path.includes(".gitlab") ? document : undefined);
    for (const job of group?.children ?? [])
      if (job.kind === "setting" && contentOf(job)?.kind === "settings") {
        define(job, symbol(job.name!));
        jobs.add(job.name!);
      }
  }
  const visit = (container: Draft) => {
    if (container.slot === "element" && container.kind === "settings") decorateStep(container, target);
    for (const child of container.children) {
      if (child.kind !== "setting") {
        visit(child);
        continue;
      }
      const value = contentOf(child);
      if (optional.has(child.name!)) addTrait(child, "optional");
      if (scripts.has(child.name!) && value) readScript(child, value, path, text);
      if (child.name === "needs" || child.name === "dependencies" || child.name === "extends")
        for (const one of value?.kind === "list" ? value.children : value ? [value] : []) waitFor(one, jobs, symbol);
      if (child.name === "image" && isOf(target, value)) addTrait(child, "identity");
      if (child.name === "services" && value?.kind === "list")
        for (const one of value.children) if (isOf(target, one)) one.value = target.name;
      if ((child.name === "env" || child.name === "variables") && value?.kind === "settings")
        for (const one of value.children)
          if (one.kind === "setting") define(one, `env:${one.name!}`, { private: true });
      if (value) visit(value);
    }
  };
  visit(root.children[0]!);
}

/** A step is the target's if the action it uses is, or if it runs for the target alone. */
function decorateStep(step: Draft, target: Target): void {
  const uses = settingOf(step, "uses");
  if (uses && isOf(target, contentOf(uses))) addTrait(uses, "identity");
  const condition = settingOf(step, "if");
  const value = contentOf(condition)?.value;
  const compared =
    typeof value === "string" ? /^(?:\$\{\{)?\s*[\w.-]+\s*==\s*'([^']*)'\s*(?:\}\})?$/.exec(value) : null;
  if (condition && compared && target.matches(compared[1]!)) {
    addTrait(condition, "identity");
    contentOf(condition)!.value = compared[1]!;
  }
}

/** True if an image or action is the target's: by its name, not merely by its version. */
function isOf(target: Target, value: Draft | undefined): boolean {
  if (value?.kind !== "literal" || typeof value.value !== "string") return false;
  return target.matches(value.value.replace(/@.*$/, "").replace(/:[^/]*$/, ""));
}

function waitFor(one: Draft, jobs: ReadonlySet<string>, symbol: (job: string) => string): void {
  const job = one.kind === "settings" ? contentOf(settingOf(one, "job")) : one;
  if (typeof job?.value === "string" && jobs.has(job.value))
    refer(one.kind === "settings" ? job : one, symbol(job.value));
}

/** Commands of a step or job; it is there for them, not for what comes before and after. */
function readScript(setting: Draft, value: Draft, path: string, text: string): void {
  const read = (value.kind === "list" ? value.children : [value]).map((one) => asScript(one, path, text));
  if (read.includes(true)) addTrait(setting, /^(before|after)_/.test(setting.name!) ? "optional" : "identity");
}

/** Turns a text of commands into what they are; gives false if it is none, or cannot be read. */
function asScript(value: Draft, path: string, text: string): boolean {
  if (value.kind !== "literal" || typeof value.value !== "string") return false;
  const range = scriptRange(value, text);
  if (!range) return false;
  // What a pipeline puts in is a word like any other.
  const source = text.slice(range.start, range.end).replace(/\$\{\{.*?\}\}/g, (hole) => "x".repeat(hole.length));
  const statements = scriptStatements(text, path, source, range.start);
  if (!statements || statements.length === 0) return false;
  const comments = [...source.matchAll(/^[ \t]*(#[^\r\n]*)/gm)].map((match) => {
    const start = range.start + match.index + match[0].length - match[1]!.length;
    return draft("comment", "content", { start, end: start + match[1]!.trimEnd().length });
  });
  const suite = draft("suite", "value", range, {}, [...statements, ...comments]);
  delete value.value;
  Object.assign(value, { kind: "group", children: [suite] });
  return true;
}

/** Where the commands of a scalar stand: of a block below its mark, of a plain scalar all of it. */
function scriptRange(value: Range, text: string): Range | undefined {
  const source = text.slice(value.start, value.end);
  const mark = /^\|[-+\d]*[^\S\n]*(?:#[^\n]*)?\r?\n/.exec(source);
  if (mark) return { start: value.start + mark[0].length, end: value.end };
  return /^["'>|&*!]/.test(source) || source.includes("\n") ? undefined : { start: value.start, end: value.end };
}
