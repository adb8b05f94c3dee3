import { type Argument, DockerfileParser, type Instruction } from "dockerfile-ast";

/** An instruction of a Dockerfile with its place. */
export interface DockerInstruction {
  /** In capitals. */
  keyword: string;
  start: number;
  end: number;
  words: { start: number; end: number; text: string }[];
}

/** What a Dockerfile says. */
export interface DockerText {
  instructions: DockerInstruction[];
  comments: { start: number; end: number }[];
  faults: { line: number; message: string }[];
}

const keywords = new Set(
  "ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR".split(
    " ",
  ),
);

/** Reads a Dockerfile. Unknown instructions, and copies from stages that come later or never, are faults. */
export function readDockerfile(text: string): DockerText {
  const file = DockerfileParser.parse(text);
  const starts = [0, ...[...text.matchAll(/\n/g)].map((match) => match.index + 1)];
  const at = (position: { line: number; character: number }) => starts[position.line]! + position.character;
  const range = (one: Argument | Instruction) => ({ start: at(one.getRange()!.start), end: at(one.getRange()!.end) });
  const faults: DockerText["faults"] = [];
  const stages = new Set<string>();
  const instructions = file.getInstructions().map((one): DockerInstruction => {
    const keyword = one.getKeyword();
    const line = one.getRange()!.start.line + 1;
    const place = range(one);
    const source = text.slice(place.start, place.end);
    if (!keywords.has(keyword)) faults.push({ line, message: `unknown instruction ${keyword}` });
    const from = /^\w+\s+(?:--\w+=\S+\s+)*--from=([^\s$]+)/.exec(source)?.[1]?.toLowerCase();
    if (from && !/[/:.]/.test(from) && !/^\d+$/.test(from) && !stages.has(from))
      faults.push({ line, message: `no stage ${from}` });
    const words = one.getArguments().map((word) => ({ ...range(word), text: word.getValue() }));
    const alias = keyword === "FROM" ? /\sAS\s+(\S+)/i.exec(source)?.[1] : undefined;
    if (alias) stages.add(alias.toLowerCase());
    return { keyword, ...place, words };
  });
  const comments = file.getComments().map((one) => {
    const found = one.getRange()!;
    return { start: at(found.start), end: at(found.end) };
  });
  return { instructions, comments, faults };
}
