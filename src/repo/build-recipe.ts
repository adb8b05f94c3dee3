import { Copy, DockerfileParser, From, type Instruction, JSONInstruction, ModifiableInstruction } from "dockerfile-ast";
import { matcher, readDockerIgnore } from "./dockerignore.js";

/** An instruction that adds to an image. */
export interface BuildStep {
  line: number;
  /** On one line. */
  text: string;
  /** The stage that it belongs to, or one that is made from it, is the image. */
  inImage: boolean;
  /** Takes a file of the context, or not; null if what it adds is not in the context or cannot be told. */
  takes: ((path: string) => boolean) | null;
  /** Sources in the context, as they are written. */
  sources: string[];
  /** Why it takes nothing from the context that could be measured; `""` if it does. */
  unknown: string;
}

/** Instructions that make layers with content, in order. */
export function buildSteps(text: string): BuildStep[] {
  const steps: (BuildStep & { stage: number })[] = [];
  const stages: { name: string; base: number | undefined }[] = [];
  for (const one of DockerfileParser.parse(text).getInstructions()) {
    if (one instanceof From) {
      const image = one.getImage() ?? "";
      const base = stages.findIndex(({ name }) => name !== "" && name === image.toLowerCase());
      stages.push({ name: one.getBuildStage()?.toLowerCase() ?? "", base: base < 0 ? undefined : base });
      if (base >= 0 || image === "scratch") continue;
    }
    if (!/^(?:FROM|COPY|ADD|RUN)$/.test(one.getKeyword())) continue;
    const place = one.getRange()!.start.line;
    const shown = (one.getTextContent() ?? "").replace(/\\?\s*\n\s*/g, " ");
    steps.push({ line: place + 1, text: shown, inImage: false, stage: stages.length - 1, ...sourcesOf(one) });
  }
  const final = new Set<number>();
  for (let at: number | undefined = stages.length - 1; at !== undefined && at >= 0; at = stages[at]!.base)
    final.add(at);
  return steps.map(({ stage, ...step }) => ({ ...step, inImage: final.has(stage) }));
}

function sourcesOf(one: Instruction): Pick<BuildStep, "takes" | "sources" | "unknown"> {
  const not = (unknown: string) => ({ takes: null, sources: [], unknown });
  const keyword = one.getKeyword();
  if (keyword === "FROM") return not("base image: not known before it is pulled");
  if (keyword === "RUN") return not("not known before a build");
  const flags = one instanceof ModifiableInstruction ? one.getFlags() : [];
  const from = flags.find((flag) => flag.getName() === "from")?.getValue();
  if (from) return not(`from ${from}: not known before a build`);
  if (one instanceof Copy && one.getHeredocs().length > 0) return not("a text in the Dockerfile itself");
  const json = one instanceof JSONInstruction ? one.getJSONStrings().map((word) => word.getJSONValue()) : [];
  const words = json.length > 0 ? json : one.getArguments().map((word) => word.getValue());
  const sources = words.slice(0, -1);
  if (sources.some((source) => source.includes("$"))) return not("names a variable: not known before a build");
  const isRemote = (source: string) => keyword === "ADD" && /^(?:https?:\/\/|git@|.*\.git(?:#|$))/.test(source);
  const local = sources.filter((source) => !isRemote(source));
  if (local.length === 0) return not("from the network: not known before a build");
  const leftOut = readDockerIgnore(
    flags.flatMap((flag) => (flag.getName() === "exclude" ? [flag.getValue() ?? ""] : [])).join("\n"),
  );
  const taken = local.map(sourceMatcher);
  return {
    takes: (path) => taken.some((takes) => takes(path)) && !leftOut.excludes(path),
    sources: local,
    unknown: "",
  };
}

/** A source names a file, a folder with all in it, or a pattern of either. */
function sourceMatcher(source: string): (path: string) => boolean {
  const parts = source.split("/").filter((part) => part !== "" && part !== ".");
  if (parts.length === 0) return () => true;
  const matches = matcher(parts.join("/"));
  if (matches === undefined) return () => false;
  return (path) => matches(path.split("/").slice(0, parts.length).join("/"));
}
