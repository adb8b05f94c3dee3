/** A place of a program that needs the whole of chromadb. */
export interface ChromaNeed {
  path: string;
  /** One-based. */
  line: number;
  /** What it does, in words. */
  reason: string;
}

/** How a program uses chromadb. */
export interface ChromaUses {
  /** It calls a server: `HttpClient` or `AsyncHttpClient`. */
  overHttp: boolean;
  needs: ChromaNeed[];
}

const ABOUT = /\bchroma/i;
const OVER_HTTP = /\b(?:Async)?HttpClient\s*\(/;
/** Words that only the whole package answers. @see https://docs.trychroma.com/docs/run-chroma/python-thin-client */
const WHOLE: readonly [pattern: RegExp, reason: string][] = [
  [/\bPersistentClient\b/, "a store on disk"],
  [/\bEphemeralClient\b/, "a store in memory"],
  [/\bchromadb\.Client\s*\(|\bfrom\s+chromadb\s+import\b[^\n]*\bClient\b/, "a store of the process's own"],
  [/\bpersist_directory\b/, "a store on disk"],
  [/\bDefaultEmbeddingFunction\b|\bONNXMiniLM_L6_V2\b/, "embeddings by the ONNX runtime"],
  [/\bchromadb\.(?:server|app|cli)\b/, "a server of its own"],
];
/** Calls that fall back to something which the client does not have, unless they are given it. */
const CALLS: readonly [pattern: RegExp, given: RegExp, reason: string][] = [
  [/\bChroma(?:\.from_\w+)?\s*\(/g, /\bclient\s*=/, "a store of the process's own"],
  [
    /\.(?:get_or_create|create|get)_collection\s*\(/g,
    /\bembedding_function\s*=/,
    "no embedding_function is given: embeddings by the ONNX runtime",
  ],
];
const RUNS_SERVER = /(?:^|[\s"'[,;&|])chroma["']?[,\s]+["']?run\b/m;

/**
 * Finds what a program needs of chromadb.
 *
 * @param code Python by path
 * @param commands Dockerfiles, settings and scripts by path
 */
export function chromaUses(code: ReadonlyMap<string, string>, commands: ReadonlyMap<string, string>): ChromaUses {
  const uses: ChromaUses = { overHttp: false, needs: [] };
  for (const [path, written] of code) {
    if (!ABOUT.test(written)) continue;
    const text = withoutComments(written);
    if (OVER_HTTP.test(text)) uses.overHttp = true;
    const add = (index: number, reason: string) => uses.needs.push({ path, line: lineAt(text, index), reason });
    for (const [pattern, reason] of WHOLE) {
      const index = text.search(pattern);
      if (index >= 0) add(index, reason);
    }
    for (const [pattern, given, reason] of CALLS)
      for (const match of text.matchAll(pattern))
        if (!given.test(argumentsAt(text, match.index + match[0].length)) && !isDefined(text, match.index))
          add(match.index, reason);
  }
  for (const [path, text] of commands) {
    const index = text.search(RUNS_SERVER);
    if (index >= 0) uses.needs.push({ path, line: lineAt(text, index + 1), reason: "a server of its own" });
  }
  return uses;
}

/** Comments become blanks, so that places stay. A `#` in a string with quotes behind it is left alone. */
function withoutComments(text: string): string {
  return text.replace(
    /(^|\s)#[^\n"']*$/gm,
    (comment, before: string) => before + " ".repeat(comment.length - before.length),
  );
}

/** What stands between parentheses, from behind the first. */
function argumentsAt(text: string, from: number): string {
  let depth = 1;
  for (let at = from; at < text.length; at += 1) {
    if ("([{".includes(text[at]!)) depth += 1;
    else if (")]}".includes(text[at]!)) depth -= 1;
    if (depth === 0) return text.slice(from, at);
  }
  return text.slice(from);
}

/** `class Chroma(…)`, `def get_collection(…)` call nothing. */
function isDefined(text: string, index: number): boolean {
  return /\b(?:class|def)\s+$/.test(text.slice(Math.max(0, index - 12), index));
}

const lineAt = (text: string, index: number) => text.slice(0, index).split("\n").length;
