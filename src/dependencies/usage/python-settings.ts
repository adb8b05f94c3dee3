import { hideStrings, type PythonString, pythonStrings } from "../../syntax/python-text.js";

/** A place that names a module for something else to load. */
export interface NamedModule {
  /** In dotted form, perhaps with a name in it at the end: `storages.backends.s3.S3Storage`. */
  module: string;
  offset: number;
  /** What stands there. */
  text: string;
  /** What loads it, and the page that says so. */
  evidence: string;
  /** The program goes on without it. */
  isOptional: boolean;
}

/** What is assigned or added to: settings in capitals, Sphinx's settings, plug-ins of pytest. */
const SETTING =
  /^[ \t]*(?:\w+[ \t]*\.[ \t]*conf[ \t]*\.[ \t]*)?([A-Z][A-Z0-9_]*|extensions|html_theme|pytest_plugins|beat_scheduler|worker_class)\b(?:[ \t]*\[[^\]\n]*\])*[ \t]*(?:(?::[^=\n]+)?\+?=(?!=)|\.[ \t]*(?:append|extend|insert)[ \t]*(?=\())/gm;
const CALL = /\b(import_module|__import__|importorskip|find_spec)\s*\(/g;
/** A module, or a name in one: `shop`, `shop.apps.ShopConfig`, `shop.schedulers:Scheduler`. */
const DOTTED = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*(?::\w+)?$/;
/** Settings whose texts name modules even where they have no dot. */
const OF_MODULES =
  /(?:^|_)(?:APPS|MIDDLEWARE(?:_CLASSES)?|PLUGINS|EXTENSIONS|BACKENDS?)$|^(?:extensions|html_theme|pytest_plugins)$/;
/** Settings of Django that name what it loads. */
const DJANGO =
  /^(?:INSTALLED_APPS|MIDDLEWARE|MIDDLEWARE_CLASSES|AUTHENTICATION_BACKENDS|CACHES|DATABASES|DATABASE_ROUTERS|DEFAULT_FILE_STORAGE|EMAIL_BACKEND|FORM_RENDERER|LOGGING|MESSAGE_STORAGE|PASSWORD_HASHERS|SESSION_ENGINE|SESSION_SERIALIZER|STATICFILES_FINDERS|STATICFILES_STORAGE|STORAGES|TASKS|TEMPLATES|TEST_RUNNER)$/;

/** Modules that settings and calls of a Python text name in strings, in order; a key of a table names none. */
export function namedInPython(path: string, text: string): NamedModule[] {
  const code = hideStrings(text);
  const strings = pythonStrings(text).filter(({ isStatement, text: value }) => !isStatement && DOTTED.test(value));
  const found: NamedModule[] = [];
  let next = 0;
  for (const match of code.matchAll(SETTING)) {
    const name = match[1]!;
    if (/^(?:extensions|html_theme)$/.test(name) && !/(?:^|\/)conf\.py$/.test(path)) continue;
    const start = match.index + match[0].length;
    const end = endOfValue(code, start);
    while (next < strings.length && strings[next]!.start < start) next++;
    for (; next < strings.length && strings[next]!.start < end; next++) {
      const one = strings[next]!;
      if (isKey(code, one) || !(OF_MODULES.test(name) || isPath(one.text))) continue;
      found.push({ ...place(one), evidence: reasonOf(name), isOptional: false });
    }
  }
  for (const { 0: words, 1: call = "", index } of code.matchAll(CALL)) {
    const after = index + words.length;
    const one = strings.find(({ start }) => start >= after);
    if (one === undefined || text.slice(after, one.start).trim() !== "" || !/^\s*[,)]/.test(code.slice(one.end)))
      continue;
    const isOptional = call === "importorskip" || call === "find_spec";
    found.push({ ...place(one), text: `${call}("${one.text}")`, evidence: "it is imported by its name", isOptional });
  }
  return found;
}

const place = ({ text, start }: PythonString) => ({ module: text.split(":")[0]!, offset: start, text });

/** A name of a class or function in a module, rather than that of a file or a host. */
function isPath(text: string): boolean {
  const parts = text.split(/[.:]/);
  return parts.length > 2 || (parts.length === 2 && /^[A-Z]/.test(parts[1]!));
}

/** A string that stands for a name of something: a key of a table, or in brackets behind a value. */
function isKey(code: string, { start, end }: PythonString): boolean {
  return /^\s*:/.test(code.slice(end, end + 40)) || /[\w)\]]\s*\[\s*$/.test(code.slice(Math.max(0, start - 40), start));
}

/** Where the value that begins at a place ends: at the end of its line, outside of brackets. */
function endOfValue(code: string, start: number): number {
  let depth = 0;
  for (let at = start; at < code.length; at++) {
    const character = code[at]!;
    if ("([{".includes(character)) depth++;
    else if (")]}".includes(character)) depth--;
    else if (character === "\n" && depth <= 0) return at;
    if (depth < 0) return at;
  }
  return code.length;
}

function reasonOf(name: string): string {
  if (DJANGO.test(name)) return `Django, documentation, "Settings": ${name}`;
  if (name === "extensions" || name === "html_theme") return `Sphinx, documentation, "Configuration": ${name}`;
  if (name === "pytest_plugins") return "pytest, documentation: pytest_plugins";
  return `${name} names its module`;
}
