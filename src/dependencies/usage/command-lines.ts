import { jsonCommands, tomlCommands } from "./task-files.js";

/** A command that a file runs. */
export interface CommandLine {
  /** As a shell would read it; lists of words are joined. */
  text: string;
  offset: number;
}

/** How each kind of file writes commands. */
const READERS: readonly { path: RegExp; read: (text: string) => CommandLine[] }[] = [
  { path: /(?:^|\/)Procfile[\w.-]*$/, read: (text) => rows(text, /^[\w-]+:[ \t]*(.+)$/gm) },
  {
    path: /(?:^|\/)(?:[\w.-]+\.)?(?:Dockerfile|Containerfile)(?:[.-][\w.-]+)?$/i,
    read: (text) => rows(text, /^[ \t]*(?:HEALTHCHECK\b.*?)?(?:CMD|ENTRYPOINT|RUN)[ \t]+((?:.*\\\r?\n)*.*)/gim),
  },
  { path: /(?:^|\/)(?:GNU)?[Mm]akefile$|\.mk$/, read: (text) => rows(text, /^\t[@+-]*(.+)$/gm) },
  { path: /(?:^|\/)\.?[Jj]ustfile$|\.just$/, read: (text) => rows(text, /^[ \t]+[@-]*((?:.*\\\r?\n)*.*)$/gm) },
  { path: /\.(?:sh|bash|zsh)$/, read: (text) => shellCommands(text) },
  { path: /\.(?:bat|cmd|ps1)$/i, read: (text) => rows(text, /^[ \t]*@?(?:call[ \t]+)?(.+)$/gim) },
  { path: /\.service$/, read: (text) => rows(text, /^Exec\w+=[-@:+!]*(.+)$/gm) },
  {
    path: /(?:^|\/)[\w.-]*supervisor[\w./-]*\.(?:conf|ini)$/,
    read: (text) => rows(text, /^command[ \t]*=[ \t]*(.+)$/gm),
  },
  { path: /(?:^|\/)tox\.ini$/, read: (text) => indented(text, /^commands(?:_pre|_post)?[ \t]*=(.*)$/gm) },
  { path: /(?:^|\/)noxfile\.py$/, read: (text) => rows(text, /\bsession\.run\(([^)]*)/g) },
  { path: /\.py$/, read: (text) => rows(text, STARTS) },
  { path: /(?:^|\/)\.pre-commit-config\.ya?ml$/, read: (text) => hookCommands(text) },
  { path: /\.ya?ml$/, read: (text) => yamlCommands(text) },
  { path: /(?:^|\/)[\w.-]+\.json$/, read: (text) => jsonCommands(text) },
  { path: /(?:^|\/)(?:Pipfile|[\w.-]+\.toml)$/, read: (text) => tomlCommands(text) },
];

/** Calls of Python that start a program: of the standard library, of Invoke and of Fabric. */
const STARTS =
  /\b(?:subprocess\.(?:run|call|check_call|check_output|Popen)|os\.(?:system|popen)|(?:c|ctx|context|conn|connection)\.(?:run|sudo|local))\(\s*(\[[^\]]*\]|[fr]?"[^"\n]*"|[fr]?'[^'\n]*')/g;

/** What the first line of a script says that a shell reads it. */
const SHELL = /^#![^\n]*\b(?:ba|da|k|z)?sh\b/;

/** The commands that a file runs, in order; none of a file that runs nothing. Comments are none. */
export function commandLines(path: string, text: string): CommandLine[] {
  const read = READERS.find((one) => one.path.test(path))?.read ?? (SHELL.test(text) ? shellCommands : undefined);
  return (read?.(text) ?? []).filter((one) => !/^\s*#/.test(one.text));
}

/** Functions of a script that hand on what they are given: `cmd() { docker compose exec web "${@}"; }`. */
const HANDS_ON = /^[ \t]*(?:function[ \t]+)?([\w:.-]+)[ \t]*(?:\(\))?[ \t]*\{((?:(?!^\}).*\n?)*)/gm;

/** The lines of a script; a function that hands on a command is left out before it. */
function shellCommands(text: string): CommandLine[] {
  const lines = rows(text, /^[ \t]*((?:.*\\\r?\n)*.*)$/gm);
  const functions = [...text.matchAll(HANDS_ON)].flatMap(([, name = "", body = ""]) =>
    /\$\{?[@*]/.test(body) ? [name] : [],
  );
  if (functions.length === 0) return lines;
  const before = new RegExp(`^(?:${functions.map((name) => name.replaceAll(".", "\\.")).join("|")})[ \\t]+`);
  return lines.map((line) => ({ ...line, text: line.text.replace(before, "") }));
}

/** Hooks that run what is installed beside the application; all others have environments of their own. */
function hookCommands(text: string): CommandLine[] {
  return [...text.matchAll(/^([ \t]*)- [ \t]*id:.*(?:\n(?:\1[ \t]+.*|[ \t]*))*/gm)].flatMap(({ 0: hook, index }) =>
    /^[ \t]*language:[ \t]*["']?(?:system|unsupported)\b/m.test(hook)
      ? rows(hook, /^[ \t]*entry:[ \t]*(.+)$/gm).map((one) => ({ ...one, offset: one.offset + index }))
      : [],
  );
}

/** What the first group of a pattern holds, with a list of words as one text. */
function rows(text: string, pattern: RegExp): CommandLine[] {
  return [...text.matchAll(pattern)].map((match) => {
    const written = match[1] ?? "";
    return { text: joined(written), offset: match.index + match[0].length - written.length };
  });
}

/** `["gunicorn", "-k", "gevent"]` and `"pytest", "-n", "2"` as one text; lines that go on as one line. */
function joined(written: string): string {
  const list = written.replace(/^[fr](?=["'])/, "").replace(/^(\s*\[\s*)sys\.executable\b/, '$1"python"');
  const words = /^\s*\[?\s*(["'][^"']*["'](?:\s*,\s*["'][^"']*["'])*)\s*,?\s*\]?\s*$/.exec(list)?.[1];
  const line = words === undefined ? written : words.replace(/["']\s*,\s*["']/g, " ").replace(/^["']|["']$/g, "");
  return line.replace(/\\\r?\n[ \t]*(?:#.*\n[ \t]*)*/g, " ");
}

/** The rest of a line and the deeper lines below it, each a command. */
function indented(text: string, pattern: RegExp): CommandLine[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const start = match.index + match[0].length;
    const below = /^(?:\r?\n[ \t]+.*|\r?\n[ \t]*(?=\r?\n[ \t]))*/.exec(text.slice(start))![0];
    return rows(`${match[1] ?? ""}${below}`, /^[ \t]*-?[ \t]*(\S.*)$/gm).map((one) => ({
      ...one,
      offset: one.offset + start - (match[1] ?? "").length,
    }));
  });
}

const KEY =
  /^([ \t]*(?:-[ \t]+)?)["']?(command|commands|entrypoint|run|script|before_script|after_script|cmds?|sh|(?:start|build|preDeploy)Command)["']?:[ \t]*(.*)$/;

/** What compose files, workflows and pipelines run: the value of a key, a block of lines, or a list. */
function yamlCommands(text: string): CommandLine[] {
  const found: CommandLine[] = [];
  let block: { indent: number; isWords: boolean; first: CommandLine | undefined } | undefined;
  let offset = 0;
  for (const line of text.split("\n")) {
    const start = offset;
    offset += line.length + 1;
    const content = line.trim();
    if (content === "" || content.startsWith("#")) continue;
    const indent = line.length - line.trimStart().length;
    if (block !== undefined && (indent > block.indent || (indent === block.indent && content.startsWith("- ")))) {
      const word = content
        .replace(/^-[ \t]+/, "")
        .replace(/^(?:cmd|sh):[ \t]+/, "")
        .replace(/^(["'])(.*)\1$/, "$2");
      if (block.isWords && block.first !== undefined) block.first.text += ` ${word}`;
      else {
        block.first = { text: word, offset: start + indent };
        found.push(block.first);
      }
      continue;
    }
    block = undefined;
    const key = KEY.exec(line.trimEnd());
    if (key === null) continue;
    const [whole, lead = "", name = "", value = ""] = key;
    if (/^(?:[|>][-+\d]*)?$/.test(value)) {
      const isWords = value.startsWith(">") || (value === "" && /^(?:command|entrypoint)$/.test(name));
      block = { indent: lead.length, isWords, first: undefined };
    } else
      found.push({ text: joined(value.replace(/^(["'])(.*)\1$/, "$2")), offset: start + whole.length - value.length });
  }
  return found;
}
