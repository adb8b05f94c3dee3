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
  { path: /\.(?:sh|bash)$/, read: (text) => rows(text, /^[ \t]*((?:.*\\\r?\n)*.*)$/gm) },
  { path: /\.service$/, read: (text) => rows(text, /^Exec\w+=[-@:+!]*(.+)$/gm) },
  {
    path: /(?:^|\/)[\w.-]*supervisor[\w./-]*\.(?:conf|ini)$/,
    read: (text) => rows(text, /^command[ \t]*=[ \t]*(.+)$/gm),
  },
  { path: /(?:^|\/)tox\.ini$/, read: (text) => indented(text, /^commands(?:_pre|_post)?[ \t]*=(.*)$/gm) },
  { path: /(?:^|\/)noxfile\.py$/, read: (text) => rows(text, /\bsession\.run\(([^)]*)/g) },
  { path: /\.ya?ml$/, read: (text) => yamlCommands(text) },
];

/** The commands that a file runs, in order; none of a file that runs nothing. Comments are none. */
export function commandLines(path: string, text: string): CommandLine[] {
  return (READERS.find((one) => one.path.test(path))?.read(text) ?? []).filter((one) => !/^\s*#/.test(one.text));
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
  const words = /^\s*\[?\s*(["'][^"']*["'](?:\s*,\s*["'][^"']*["'])*)\s*,?\s*\]?\s*$/.exec(written)?.[1];
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

const KEY = /^([ \t]*(?:-[ \t]+)?)["']?(command|entrypoint|run|script|before_script|after_script)["']?:[ \t]*(.*)$/;

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
      const word = content.replace(/^-[ \t]+/, "").replace(/^(["'])(.*)\1$/, "$2");
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
