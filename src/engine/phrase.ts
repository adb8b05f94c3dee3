import type { Mention, Range } from "./model.js";

/** What one does with any feature: a phrase that begins so is an instruction. */
const actions =
  "add build check choose clone configure connect create deploy disable download enable ensure get give have host " +
  "include initialise initialize install keep launch make need open prepare pull run select serve set setup setting " +
  "start stop test try update upgrade use using verify visit want wait";

/** What is said of any feature; such words name nothing else. */
const companions =
  "a an and any all also another api app as at automatic automatically available backend background base based basic " +
  "basics before be by chat cli client cloud code command commands computer config configuration container custom " +
  "daemon default demo deployment desktop details direct directly documentation docs embedded embedding embeddings endpoint " +
  "engine environment example examples experimental faq feature features first for free from guide here hosted how " +
  "if image in installation installed installing instance instructions integration integrations into introduction is " +
  "issue issues it its link links list listening llm llms local locally logs machine management manager manual " +
  "method mode model models native new notes now of offline official on once one only option optional optionally or " +
  "other our overview own page part path please plugin port prerequisite prerequisites private provider quick " +
  "quickstart reachable ready recommended reference remote required requirements requires runner running runtime " +
  "section self separate server servers service services settings should site specific started starting status step steps " +
  "support supported system terminal testing that the their then this through to tool tools troubleshooting tutorial " +
  "up usage user users usage variables vars version via want we website what when which why with within without " +
  "work works you your";

const generic = new Set(`${actions} ${companions}`.split(" "));
const verbs = new Set(actions.split(" "));

/** Words that turn a phrase round: what is said is not, or not only, about the name in it. */
const contrary = new Set(["without", "instead", "from", "than", "versus", "vs", "no", "not", "or"]);

/**
 * Tells whether a phrase (a heading, a label, a short instruction) names the target and nothing else: every other
 * word says something of any feature. Code, addresses and model names that hold a mention count as the mention.
 * @param mentions of the target inside the range
 */
export function isOnlyAbout(text: string, range: Range, mentions: readonly Mention[]): boolean {
  if (mentions.length === 0) return false;
  const source = text.slice(range.start, range.end);
  if (source.length > 200) return false;
  const hasMention = (start: number, end: number) =>
    mentions.some((mention) => mention.start - range.start >= start && mention.end - range.start <= end);
  const blank = (found: string, offset: number) => (hasMention(offset, offset + found.length) ? blankOf(found) : found);
  let rest = withoutSpaced(source, range, mentions)
    // Links and images count by their words; an address that names the target says no more than they do.
    .replace(/\]\([^)\s]*(?:\s+"[^"]*")?\)/g, (found, at: number) => {
      const address = found.slice(2, -1);
      return hasMention(at, at + found.length) || address.startsWith("#") || !/\w/.test(address)
        ? blankOf(found)
        : `]${"?".repeat(found.length - 1)}`;
    })
    .replace(/`[^`]*`/g, (found, at: number) => (isCommand(found, at, hasMention) ? blankOf(found) : found))
    .replace(/https?:\/\/[^\s)>\]]+/g, blank)
    .replace(/[^\s,;()[\]]*[\p{L}\p{N}][^\s,;()[\]]*/gu, blank)
    .replace(/\(([^()]*)\)/g, (found, inner: string) => (isAside(inner) ? blankOf(found) : found))
    .replace(/<\/?[a-z][^>]*>|&[a-z]+;|:[a-z_]+:/gi, blankOf);
  const before = (rest.match(/^[^:]*:(?=\s)/) ?? [""])[0];
  // "Provider: Ollama" gives a value; "Pull a model: …" says what to do, "Option 2: …" counts.
  if (before !== "" && !hasMention(0, before.length) && !/^\P{L}*\p{L}+ \w{1,2}:/u.test(before)) {
    if (!verbs.has((before.match(/\p{L}+/u) ?? [""])[0].toLowerCase())) return false;
  }
  rest = rest.replace(/[’']s\b/g, " ");
  if (rest.includes("?]") || /\]\?/.test(rest)) return false;
  const words = rest.toLowerCase().match(/[\p{L}][\p{L}\p{N}_./-]*/gu) ?? [];
  const known = words.every((word) => word.split("-").every((part) => generic.has(part)) || contrary.has(word));
  if (!known) return false;
  return !turnsRound(source, mentions[0]!.start - range.start);
}

/** Names of several words, `Fern Gate`, out of the way: all else is looked at word by word. */
function withoutSpaced(source: string, range: Range, mentions: readonly Mention[]): string {
  let rest = source;
  for (const mention of mentions) {
    const [start, end] = [mention.start - range.start, mention.end - range.start];
    const name = source.slice(start, end);
    if (/\s/.test(name)) rest = rest.slice(0, start) + blankOf(name) + rest.slice(end);
  }
  return rest;
}

/** Words after which a name is one of several that would do: `(e.g., Ollama)`, `such as Ollama`. */
const exampleWords = /(?:\be\.\s?g\.|\beg|\bfor (?:example|instance)|\bsuch as|\blike|\bincluding)[,:]?[\s"'`*_([]*$/i;

/** "Migrating from Ollama", "without Ollama", "for example Ollama": the words right before the name. */
function turnsRound(source: string, start: number): boolean {
  if (exampleWords.test(source.slice(0, start))) return true;
  const before =
    source
      .slice(0, start)
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  const last = before.slice(-2).filter((word) => contrary.has(word));
  // "Download it from the Ollama website": from is where an instruction leads.
  return last.some((word) => word !== "from" || !verbs.has(before[0]!));
}

/** A command or name in back-ticks whose first word is the target's. */
function isCommand(found: string, at: number, hasMention: (start: number, end: number) => boolean): boolean {
  const first = /^`+\s*(?:\$\s+)?\S+/.exec(found)![0];
  return hasMention(at, at + first.length);
}

/** `(local)`, `(optional)`, `(8 GB)`: an aside that names nothing. */
function isAside(inner: string): boolean {
  const words = inner.match(/\p{L}[\p{L}\p{N}-]*/gu) ?? [];
  return words.length <= 6 && words.every((word) => word === word.toLowerCase() || generic.has(word.toLowerCase()));
}

const blankOf = (found: string) => " ".repeat(found.length);
