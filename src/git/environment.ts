/**
 * What makes a git call harmless in a repository that nobody trusts: no program that the
 * repository names is run, nothing is fetched, nothing is asked, and the answer does not depend on
 * the language of the machine.
 */

/**
 * Settings that win over every configuration file. Sources: git-config(1); for each one the
 * program that it keeps from running, or the reason.
 */
const SETTINGS = [
  // "You can also disable all hooks entirely by setting core.hooksPath to /dev/null" (git-config);
  // git for Windows knows this name too, and no file can lie below it.
  "core.hooksPath=/dev/null",
  "core.fsmonitor=false",
  "core.attributesFile=/dev/null",
  "core.pager=cat",
  "core.sshCommand=false",
  "core.askPass=",
  "credential.helper=",
  // Names are read as bytes; git must not quote them.
  "core.quotepath=off",
  "protocol.allow=never",
  "submodule.recurse=false",
  // A log of submodules would start git inside them, where these settings do not reach.
  "diff.submodule=short",
  "gc.auto=0",
  "maintenance.auto=false",
  // Checking signatures runs gpg.program.
  "log.showSignature=false",
  "i18n.commitEncoding=UTF-8",
  "i18n.logOutputEncoding=UTF-8",
  "color.ui=false",
  // The name of a user-defined merge driver for files without attributes.
  "merge.default=text",
];

/** Options before the subcommand of every git call. */
export const SAFE_OPTIONS: readonly string[] = ["--no-pager", ...SETTINGS.flatMap((setting) => ["-c", setting])];

/** The settings alone, for libraries that add `-c` themselves. */
export const SAFE_SETTINGS: readonly string[] = SETTINGS;

/**
 * Variables of git that are kept: who the person is, where their own configuration lies, and how
 * far up a repository is searched. All others (GIT_DIR, GIT_INDEX_FILE, GIT_WORK_TREE, GIT_SSH …)
 * would turn the call to another place or run a program.
 */
const KEPT =
  /^GIT_(AUTHOR_(NAME|EMAIL|DATE)|COMMITTER_(NAME|EMAIL|DATE)|CONFIG_(GLOBAL|SYSTEM|NOSYSTEM|COUNT|KEY_\d+|VALUE_\d+|PARAMETERS)|CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM|EXEC_PATH)$/;

/**
 * Gives the environment for a git call.
 *
 * @param extra variables that win over all others
 */
export function safeEnvironment(extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (value === undefined) continue;
    if (/^GIT_/i.test(name) && !KEPT.test(name)) continue;
    if (/^(SSH_ASKPASS|PAGER|EDITOR|VISUAL|LANGUAGE)$/i.test(name)) continue;
    result[name] = value;
  }
  return {
    ...result,
    LC_ALL: "C",
    GIT_OPTIONAL_LOCKS: "0",
    GIT_TERMINAL_PROMPT: "0",
    GIT_NO_LAZY_FETCH: "1",
    // Replaced objects exist only in one clone: the branch that is pushed has the true ones.
    GIT_NO_REPLACE_OBJECTS: "1",
    // protocol.NAME.allow of a repository wins over protocol.allow, but not over this list.
    GIT_ALLOW_PROTOCOL: "none",
    ...extra,
  };
}

/**
 * Gives variables that switch off the filters named, for calls that look at the working tree.
 * They are passed as variables because `-c` cannot name a filter with `=` in its name.
 *
 * @param drivers the names of the filters, as `filter.NAME.clean` has them
 */
export function withoutFilters(drivers: Iterable<string>): Record<string, string> {
  let count = Number.parseInt(process.env.GIT_CONFIG_COUNT ?? "0", 10);
  if (!Number.isFinite(count) || count < 0) count = 0;
  const result: Record<string, string> = {};
  for (const driver of drivers) {
    for (const [key, value] of [
      ["clean", ""],
      ["smudge", ""],
      ["process", ""],
      ["required", "false"],
    ] as const) {
      result[`GIT_CONFIG_KEY_${count}`] = `filter.${driver}.${key}`;
      result[`GIT_CONFIG_VALUE_${count}`] = value;
      count += 1;
    }
  }
  result.GIT_CONFIG_COUNT = String(count);
  return result;
}
