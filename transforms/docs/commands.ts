import type { Range } from "../../src/engine/model.js";

/** What a line of a terminal is about. */
export interface Command {
  /** What it acts on first: a program, a package, a service, an address. */
  subject?: Range & { name: string };
  /** Symbols that the subject may stand for. */
  symbols: string[];
  /** Further words of an installation: each can go alone. */
  words: Range[];
  /** Values of options: `--provider NAME`. */
  values: Range[];
}

/** Programs, and what they are told to do, that say nothing of what they are used for. */
const carriers = new Set(
  (
    "docker compose docker-compose podman kubectl helm exec run up start stop restart pull push logs rm build ps inspect " +
    "install add pip pip3 uv pipx poetry conda mamba npm yarn pnpm npx bun brew apt apt-get dnf yum pacman snap winget " +
    "choco scoop flatpak cask sudo systemctl service enable disable status journalctl curl wget open xdg-open export " +
    "unset which where pkill killall nohup time make just task python python3 py node bash sh zsh source pip-sync i " +
    "systemd-run launchctl services & ./"
  ).split(" "),
);

const installs =
  /^(?:pip3?|uv|pipx|poetry|conda|mamba|npm|yarn|pnpm|bun|brew|apt|apt-get|dnf|yum|pacman|snap|choco|winget)$/;

/** Options that take no value. */
const switches =
  /^-(?:it|ti|[a-zA-Z]*[dTityqsfgULSk]|fsSL|-?(?:rm|build|detach|yes|upgrade|global|cask|quiet|follow|dev))$/;

/** Parts of a pipeline that only pass on what comes in. */
const passing =
  /^(?:sudo\s+)?(?:ba|z)?sh$|^(?:tee|grep|head|tail|jq|less|more|cat|sort|wc|sleep)\b|^(?:sudo\s+)?(?:ba)?sh\s+-/;

/** Prompts of terminals. */
const prompt = /^(?:\(\w+\)\s*)?(?:[\w.-]+@[\w.-]+:?\S*\s*)?(?:\$|%|PS[^>]*>|>|C:\\[^>]*>)\s+/;

interface Word extends Range {
  text: string;
}

/**
 * Reads a line of a terminal.
 * @param isTarget tells if a word is the target's
 * @returns undefined if the line is about something else, or about several things
 */
export function readCommand(line: Range & { words: string }, isTarget: (word: string) => boolean): Command {
  const command: Command = { symbols: [], words: [], values: [] };
  const parts = partsOf(line);
  const heads = parts.filter((part) => !passing.test(part.words));
  const operands = heads.map((part) => operandsOf(part, command));
  const first = operands[0]?.[0];
  if (!first) return command;
  if (!operands.every((words) => words[0] !== undefined && isOwn(words[0].text, isTarget))) {
    if (heads.length === 1 && isInstallation(heads[0]!))
      command.words = operands[0]!.filter((word) => isOwn(word.text, isTarget));
    // What it acts on may go for another reason than its name: a service, a task, a file.
    else if (heads.length === 1) command.subject = { start: first.start, end: first.end, name: first.text };
    if (heads.length === 1) command.symbols = symbolsOf(heads[0]!.words, first.text);
    return command;
  }
  if (heads.length === 1 && isInstallation(heads[0]!) && !operands[0]!.every((word) => isOwn(word.text, isTarget))) {
    command.words = operands[0]!.filter((word) => isOwn(word.text, isTarget));
    return command;
  }
  command.subject = { start: first.start, end: first.end, name: first.text };
  if (heads.length === 1) command.symbols = symbolsOf(heads[0]!.words, first.text);
  return command;
}

/** `app[ollama]` is not the target's. */
const isOwn = (word: string, isTarget: (word: string) => boolean) => isTarget(word.replace(/\[.*/, ""));

function isInstallation(part: { words: string }): boolean {
  const words = part.words.replace(prompt, "").split(/\s+/);
  return words.some((word) => installs.test(word)) && words.some((word) => /^(?:install|add|i|-S)$/.test(word));
}

function symbolsOf(words: string, operand: string): string[] {
  if (/\b(?:docker|podman)[ -]compose\b/.test(words)) return [`service:${operand}`];
  if (/^(?:\S+\s+)?make\b/.test(words)) return [`task:${operand}`];
  return [];
}

/** Parts of a pipeline or list of commands, with their ranges. A comment at the end is none. */
function partsOf(line: Range & { words: string }): (Range & { words: string })[] {
  const source = line.words.replace(/\s#\s.*$/, "");
  const parts: (Range & { words: string })[] = [];
  let start = prompt.exec(source)?.[0].length ?? 0;
  const masked = source.replace(/"[^"]*"|'[^']*'/g, (match) => "x".repeat(match.length));
  for (const match of [...masked.slice(start).matchAll(/\s*(?:&&|\|\||[|;&])\s*|$/g)]) {
    const from = (prompt.exec(source)?.[0].length ?? 0) + match.index;
    const words = source.slice(start, from);
    if (words.trim() !== "") parts.push({ start: line.start + start, end: line.start + from, words });
    start = from + match[0].length;
  }
  return parts;
}

/** Words of a command that are no option, no value of one, and no carrier at its front. */
function operandsOf(part: Range & { words: string }, command: Command): Word[] {
  const words: Word[] = [...part.words.matchAll(/"[^"]*"|'[^']*'|[^\s"']+(?:"[^"]*"|'[^']*')?\S*/g)].map((match) => ({
    start: part.start + match.index,
    end: part.start + match.index + match[0].length,
    text: match[0].replace(/^(["'])(.*)\1$/, "$2"),
  }));
  const found: Word[] = [];
  let front = true;
  for (let index = 0; index < words.length; index++) {
    const word = words[index]!;
    if (word.text === "\\") continue;
    if (word.text.startsWith("-")) {
      const equals = word.text.indexOf("=");
      if (equals > 0) command.values.push({ start: word.start + equals + 1, end: word.end });
      else if (!switches.test(word.text) && words[index + 1] && !words[index + 1]!.text.startsWith("-")) {
        command.values.push({ start: words[index + 1]!.start, end: words[index + 1]!.end });
        // The value of an option; unless nothing else is left to act on.
        if (index + 2 < words.length) index++;
      }
      continue;
    }
    if (front && carriers.has(word.text)) continue;
    front = false;
    found.push(word);
  }
  return found;
}
