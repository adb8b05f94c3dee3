import type { Marker, MarkerValue } from "./model.js";

const TOKEN = /\s*(?:("[^"]*"|'[^']*')|(===|[<>=!~]=|[<>()])|([A-Za-z_][\w.]*))/y;

/** Names that setuptools wrote before PEP 508 settled others. */
const OLD_NAMES = new Map([
  ["os.name", "os_name"],
  ["sys.platform", "sys_platform"],
  ["platform.version", "platform_version"],
  ["platform.machine", "platform_machine"],
  ["platform.python_implementation", "platform_python_implementation"],
  ["python_implementation", "platform_python_implementation"],
]);

/**
 * Reads an environment marker.
 *
 * @returns undefined if the text is none
 * @see https://packaging.python.org/en/latest/specifications/dependency-specifiers/#environment-markers
 */
export function parseMarker(text: string): Marker | undefined {
  const tokens = tokensOf(text);
  if (tokens === undefined) return undefined;
  let next = 0;
  const take = (word: string): boolean => {
    if (tokens[next] !== word) return false;
    next += 1;
    return true;
  };

  const value = (): MarkerValue | undefined => {
    const token = tokens[next++];
    if (token === undefined) return undefined;
    if (/^["']/.test(token)) return { text: token.slice(1, -1) };
    return /^[A-Za-z_]/.test(token) ? { variable: OLD_NAMES.get(token) ?? token } : undefined;
  };
  const compare = (): Marker | undefined => {
    if (take("(")) {
      const inner = any();
      return take(")") ? inner : undefined;
    }
    const left = value();
    const operator = take("not") ? `not ${tokens[next++]}` : tokens[next++];
    const right = value();
    if (left === undefined || right === undefined || !/^(?:===|[<>=!~]=|[<>]|in|not in)$/.test(operator ?? ""))
      return undefined;
    return { kind: "compare", operator: operator!, left, right };
  };
  const joined = (kind: "and" | "or", part: () => Marker | undefined): Marker | undefined => {
    const parts: Marker[] = [];
    do {
      const one = part();
      if (one === undefined) return undefined;
      parts.push(one);
    } while (take(kind));
    return parts.length === 1 ? parts[0] : { kind, parts };
  };
  const any = (): Marker | undefined => joined("or", () => joined("and", compare));

  const marker = any();
  return next === tokens.length ? marker : undefined;
}

function tokensOf(text: string): string[] | undefined {
  const tokens: string[] = [];
  const source = text.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const match = TOKEN.exec(source);
    if (match === null) return undefined;
    tokens.push(match[1] ?? match[2] ?? match[3]!);
  }
  return tokens;
}
