/** One finding of an independent tool in one text. */
export interface Finding {
  /** One-based; 0 if the tool does not say. */
  line: number;
  /** Of the tool: `F821`, `invalid-syntax`, or the name of a transform. */
  code: string;
  message: string;
  /** The identifier that the message names. */
  name?: string;
  /** Of a link: the symbol that nothing defines any more. */
  symbol?: string;
}

/** A finding with its file. */
export interface Diagnostic extends Finding {
  path: string;
}

/**
 * What a tool finds after and did not find before: a difference of multisets. Line numbers do not count, because
 * edits move lines; where one of several alike is new, the text of the line tells which.
 */
export function newFindings(before: Checked, after: Checked): Finding[] {
  const old = before.findings.map((finding) => ({ key: keyOf(finding), line: lineText(before, finding) }));
  const byLine = (finding: Finding) => {
    const line = lineText(after, finding);
    return old.findIndex((known) => known.key === keyOf(finding) && known.line === line);
  };
  const byKey = (finding: Finding) => old.findIndex((known) => known.key === keyOf(finding));
  const withoutKnown = (findings: Finding[], find: (finding: Finding) => number) =>
    findings.filter((finding) => {
      const index = find(finding);
      if (index >= 0) old.splice(index, 1);
      return index < 0;
    });
  return withoutKnown(withoutKnown(after.findings, byLine), byKey);
}

/** A text and what a tool found in it. */
export interface Checked {
  text: string;
  findings: Finding[];
}

/** Lines of a text as tools count them. */
export function linesOf(text: string): string[] {
  return text.split(/\r\n|\n|\r/);
}

function keyOf({ code, message }: Finding): string {
  return `${code}\0${message.replace(/\b(lines?|columns?|at|position) \d+(?:[:-]\d+)?/gi, "$1 N").replace(/\b\d+:\d+\b/g, "N")}`;
}

function lineText({ text }: Checked, { line }: Finding): string {
  return line > 0 ? (linesOf(text)[line - 1]?.trim() ?? "") : "";
}
