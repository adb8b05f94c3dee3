/** Commands that only say something. */
export const isLog = (name: string): boolean =>
  /^(echo|printf|log|info|warn|warning|error|say|print_\w+|log_\w+)$/.test(name);

/** Commands in front of the one that counts. */
export const wrappers = new Set(["sudo", "exec", "nohup", "time", "env", "command", "nice", "eval"]);

/** Commands that only look something up: without what they ask for, the answer is no. */
export const isTest = (name: string): boolean => /^(\[|\[\[|test|which|type|hash|grep|pgrep|command)$/.test(name);

/** Commands whose one subject is what they are named with: without it there is nothing to do. */
const subjects = new Set(
  "systemctl service curl wget docker podman kubectl helm pkill pgrep killall kill nc ping open which type hash command test journalctl wait-for-it wait-for wait-for-it.sh brew".split(
    " ",
  ),
);

/** Commands that do one thing for each of their words, by the words in front of these. */
const listed: [RegExp, RegExp][] = [
  [
    /^(apt|apt-get|apk|yum|dnf|microdnf|zypper|brew|snap|npm|pnpm|yarn|pip3?|pipx|conda|gem|cargo|poetry|uv|pacman)$/,
    /^(install|add|remove|purge|uninstall|pip|global|-S)$/,
  ],
  [/^docker-compose$/, /^(up|start|stop|restart|pull|build|logs|rm|kill|down)$/],
  [/^(mkdir|rm|touch|make)$/, /^$/],
];

/** How the words of a command are to be understood. */
export interface CommandShape {
  kind: "log" | "list" | "subject" | "other";
  /** Index of the first word that is one of a list. */
  from: number;
}

/** Tells what removing one of a command's words means. @param words the command's name first */
export function shapeOf(words: readonly string[]): CommandShape {
  const name = words[0]!.replace(/^.*\//, "");
  if (isLog(name)) return { kind: "log", from: 1 };
  let at = 1;
  let head = name;
  if (name === "python" || name === "python3") {
    if (words[1] !== "-m" || !/^pip$/.test(words[2] ?? "")) return { kind: "other", from: 1 };
    head = "pip";
    at = 3;
  } else if ((name === "docker" || name === "podman") && words[1] === "compose") {
    head = "docker-compose";
    at = 2;
  }
  for (const [command, verbs] of listed) {
    if (!command.test(head)) continue;
    let isListed = verbs.test("");
    while (at < words.length && (verbs.test(words[at]!) || words[at]!.startsWith("-"))) {
      isListed ||= verbs.test(words[at]!);
      at++;
    }
    if (isListed) return { kind: "list", from: at };
  }
  return { kind: subjects.has(name) ? "subject" : "other", from: 1 };
}

/** Options whose next word says something about the command, not what it is for. */
const described =
  /^(-e|--env|-v|--volume|--mount|--network|--link|-l|--label|-H|--header|--data|-n|--namespace|-o|--output|--set)$/;

/** True if a word only describes how a command runs: without it the command would still have its work. */
export const isDescription = (command: string, word: string, before: string | undefined): boolean =>
  (/^(docker|podman|kubectl|helm|curl|wget)$/.test(command) && described.test(before ?? "")) ||
  /^(--?[\w-]+|[A-Za-z_]\w*)=/.test(word);
