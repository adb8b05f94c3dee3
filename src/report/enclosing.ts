import { splitLines } from "./lines.js";

/**
 * The lines that can head a hunk, by kind of file. A report has no parse tree; indentation and the
 * first words of a line are what git itself goes by (userdiff.c), one definition further out at a time.
 */
const HEADINGS: readonly { files: RegExp; line: RegExp }[] = [
  { files: /\.pyi?$/, line: /^\s*(?:class|def|async\s+def)\s/ },
  {
    files: /\.(?:[cm]?[jt]sx?|vue|svelte)$/,
    line: /^\s*(?:export\s+)?(?:default\s+)?(?:(?:async\s+)?function\b|class\s|(?:const|let|var)\s+[\w$]+\s*=.*(?:=>|function|\{\s*$)|(?:static\s+|async\s+|get\s+|set\s+|\*\s*)*(?!(?:if|for|while|switch|catch|with|return|else)\b)[\w$#]+\s*\([^;]*\)\s*\{\s*$|.*(?:\bfunction\b.*|=>\s*)\{\s*$|.*=\s*(?:async\s+)?function\b)/,
  },
  {
    files: /\.(?:html?|jinja2?|j2|xml|svg|tpl|tmpl|md)$/,
    line: /^\s*(?:<(?!\/|!)[a-zA-Z][^>]*\s(?:id|class|name|action|data-[\w-]+)\s*=|<(?:head|body|form|select|table|nav|main|section|header|footer|script|style|ul|ol)\b|\{%-?\s*(?:block|macro|for|if|call)\b|#{1,6}\s)/,
  },
  { files: /\.(?:css|s[ac]ss|less)$/, line: /^[^{}]*\{\s*$/ },
  { files: /\.(?:ya?ml)$|(?:^|\/)\.?[\w-]*compose[\w-]*$/, line: /^\s*(?:-\s+)?[\w.-]+:\s*$/ },
  { files: /\.(?:toml|ini|cfg)$/, line: /^\s*\[/ },
];

const WIDEST = 72;

/**
 * Names the function, class, element or section around a line.
 *
 * @param line one-based number of the line in the text
 * @returns the line that opens it, without its indentation, or undefined at top level
 */
export function enclosingHeading(path: string, text: string, line: number): string | undefined {
  const heading = HEADINGS.find((entry) => entry.files.test(path));
  if (!heading) return undefined;
  const lines = splitLines(text);
  let at = Math.min(line, lines.length) - 1;
  while (at > 0 && lines[at]!.trim() === "") at--;
  const isFlat = /\.(?:toml|ini|cfg|md)$/.test(path);
  let indent = indentation(lines[at] ?? "");
  for (at--; at >= 0; at--) {
    const candidate = lines[at]!;
    if (candidate.trim() === "") continue;
    const width = indentation(candidate);
    if (!isFlat && width >= indent) continue;
    indent = width;
    if (heading.line.test(candidate)) return shorten(candidate.trim());
    if (!isFlat && indent === 0) return undefined;
  }
  return undefined;
}

function indentation(line: string): number {
  return /^[ \t\ufeff]*/.exec(line)![0].replaceAll("\t", "        ").length;
}

function shorten(text: string): string {
  const bare = text.replace(/\s*[{:]$/, "");
  return bare.length > WIDEST ? `${bare.slice(0, WIDEST - 1)}…` : bare;
}
