import { HISTORY_GLOBS, pathMatcher } from "../target/globs.js";
import { fileGenerator } from "./generated.js";

/** What a file is for, as far as its path tells. */
export type FileRole = "code" | "template" | "style" | "test" | "configuration" | "document" | "data" | "other";

/** What the engine has to know of a path before it looks inside. */
export interface PathClass {
  role: FileRole;
  /** It lies in a folder that looks like an archive or a backup: left whole, `review: name only`. */
  archive: boolean;
  /** It tells what once was: `kept: history`. */
  history: boolean;
  /** It is somebody else's code, or a licence or credits. */
  vendored: boolean;
  /** The tool that writes it, as far as its name tells; see also `generatedBy`. */
  generator?: string;
}

const ROLES: [FileRole, RegExp][] = [
  // What a folder of templates holds is filled in, whatever it becomes.
  ["template", /(?:^|\/)templates\/(?:.*\/)?[^/]*\.(?:csv|eml|json|mjml|svg|txt|xml)$/],
  ["document", /\.(?:adoc|markdown|md|mdx|rst|txt)$/],
  ["template", /\.(?:djhtml|ejs|handlebars|hbs|htm|html|j2|jinja|jinja2|mako|mustache|njk|svelte|tmpl|vue|xhtml)$/],
  ["style", /\.(?:css|less|sass|scss|styl)$/],
  [
    "code",
    /\.(?:bat|c|cc|cjs|cpp|cs|go|h|ipynb|java|js|jsx|kt|lua|mjs|php|pl|ps1|py|pyi|pyw|rb|rs|scala|sh|sql|swift|ts|tsx)$/,
  ],
  ["configuration", /\.(?:cfg|conf|config|editorconfig|env|ini|lock|properties|service|tf|tfvars|toml|yaml|yml)$/],
  ["configuration", /(?:^|\/)(?:\.env[^/]*|\.?[a-z]*rc|\.[a-z]*ignore|\.gitattributes|[^/]*\.example)$/],
  ["configuration", /(?:^|\/)(?:dockerfile|containerfile|makefile|procfile|jenkinsfile|pipfile|gemfile)[^/]*$/],
  ["data", /\.(?:csv|dump|jsonl|log|ndjson|po|pot|srt|tsv|xml|yaml\.enc)$/],
];

/** Files that hold requirements are configuration whatever their extension says. */
const REQUIREMENTS =
  /(?:^|\/)(?:[^/]*requirements[^/]*|constraints[^/]*)\.(?:txt|in)$|(?:^|\/)requirements\/[^/]+\.(?:txt|in)$/;
const CONFIGURATION_JSON =
  /(?:^|\/)(?:package|composer|bower|manifest|angular|vercel|firebase|devcontainer|launch|settings|config[^/]*|[^/]*rc|[jt]sconfig[^/]*)\.jsonc?$/;
const TEST =
  /(?:^|\/)(?:tests?|__tests__|spec|e2e|cypress)\/|(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest|[^/]*\.(?:test|spec))\.[a-z]+$/;
const FIXTURE_FOLDER = /(?:^|\/)(?:fixtures?|testdata|test_data|cassettes|__snapshots__|seeds?|samples?)\//;

const ARCHIVE_FOLDER =
  /^(?:\.?archived?|archives|_archive|backups?|\.?bak|old|older|_old|obsolete|deprecated_files|attic)$/;
const ARCHIVE_SUFFIX = /(?:[_\-. ](?:archived?|backups?|bak|old)|\.bak)$/;
const ARCHIVE_PREFIX = /^(?:archived?|backups?|bak)[_\-. ]/;
/** `20251112_222256`, `2025-11-12`, `backup-20251112T2222`: a date, perhaps with a time and words before it. */
const DATED_FOLDER =
  /^(?:[a-z]+[_-])*(?:19|20)\d{2}([-_.]?)(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01])(?:[-_.t ]?[0-2]\d[-_.:]?[0-5]\d(?:[-_.:]?[0-5]\d)?)?$/;

const VENDORED =
  /(?:^|\/)(?:node_modules|bower_components|jspm_packages|vendor|vendors|vendored|third[_-]?party|site-packages|\.?venv|virtualenv|dist-packages)\//;

/** Licences and credits name others for reasons of their own. */
const LICENCE =
  /(?:^|\/)(?:licen[cs]es?|copying|copyright|notice|third[_-]?party[_-]?(?:notices?|licen[cs]es?)|credits|authors)(?:-[^/.]*)?(?:\.(?:md|txt|rst))?$/;

const isDefaultHistory = pathMatcher(HISTORY_GLOBS);

/**
 * Tells what a path says about its file.
 *
 * @param isHistory matcher of the configured history globs, beside the default ones
 */
export function classifyPath(path: string, isHistory: (path: string) => boolean = () => false): PathClass {
  const lower = path.toLowerCase();
  const generator = fileGenerator(path);
  return {
    role: roleOf(lower),
    archive: lower.split("/").slice(0, -1).some(isArchiveName) || /\.(?:bak|orig|old)$/.test(lower),
    history: isDefaultHistory(path) || isHistory(path),
    vendored: VENDORED.test(lower) || LICENCE.test(lower),
    ...(generator === undefined ? {} : { generator }),
  };
}

/** True if a folder of this name looks like an archive or a backup. */
export function isArchiveName(name: string): boolean {
  const lower = name.toLowerCase();
  return (
    ARCHIVE_FOLDER.test(lower) || ARCHIVE_SUFFIX.test(lower) || ARCHIVE_PREFIX.test(lower) || DATED_FOLDER.test(lower)
  );
}

function roleOf(path: string): FileRole {
  if (REQUIREMENTS.test(path) || CONFIGURATION_JSON.test(path)) return "configuration";
  const role = ROLES.find(([, pattern]) => pattern.test(path))?.[0] ?? (/\.json[c5]?$/.test(path) ? "data" : "other");
  if (FIXTURE_FOLDER.test(path) && role !== "code") return "data";
  return TEST.test(path) && (role === "code" || role === "template") ? "test" : role;
}
