import { wordsOf } from "./words.js";

/** Vendors and features whose names are also words that any application may use. */
const COMMON_WORDS = new Set(
  [
    "action admin agent alert analytics apollo archive asset atlas auth aurora azure banner base bloom bolt box branch",
    "bridge brave buffer bug cache canvas celery chart chat cloud clover cohere comet compass context copilot crisp",
    "cursor dashboard delta desk dialog discord docker draft drift dropbox echo edge email engine event export feed",
    "flash flow flux folder form front fuse gateway gem gitter graph grid groove handle harvest health heap help home",
    "horizon hub import index insight intercom jobs keep kit lambda lead linear link list live local loop loom mail",
    "make map market master matrix media meet message metabase meteor mint mirror mode model monitor nest node notion",
    "nova offline open orbit page panel pay people phone pilot ping pipe plaid plan plane play plug podium point pool",
    "post prism profile proxy pulse push queue radar rails raven react redis relay render report ripple rocket rollbar",
    "router sage scale scout search segment sentry server service session share shift signal slack snowflake solid",
    "source spark split spot square stack state storage store stream stripe studio surge swift sync tag task teams",
    "tempo test ticket timer token toast tool tower trace track transfer twist unit upload user vault video view vision",
    "voice wave web webhook widget wire word work zap zoom",
  ].flatMap((line) => line.split(" ")),
);

/** True if a target's name is also an ordinary word (`box`, `slack`, `segment`), so that mentions may mean another thing. */
export function isCommonWord(name: string): boolean {
  const words = wordsOf(name);
  const [word] = words;
  return words.length === 1 && word !== undefined && (COMMON_WORDS.has(word.toLowerCase()) || word.length <= 2);
}

/**
 * The warning for a target that is an ordinary word; undefined for any other.
 *
 * @param leftOut words that hold the name and were left out, for example `sandbox`
 */
export function commonWordWarning(name: string, leftOut: Iterable<string> = []): string | undefined {
  if (!isCommonWord(name)) return undefined;
  const samples = [...new Set(leftOut)].slice(0, 5);
  const left = samples.length > 0 ? ` Left out as parts of other words: ${samples.join(", ")}.` : "";
  return (
    `"${name}" is also an ordinary word: what it names in this application may have nothing to do with the target.${left}` +
    " Read the plan with care, and keep what is another thing with --keep."
  );
}

/** The whole identifier or word around a range, for samples: `collamation` around `ollama`. */
export function wordAround(text: string, range: { start: number; end: number }): string {
  const before = /[\p{L}\p{M}\p{N}_]*$/u.exec(text.slice(Math.max(0, range.start - 60), range.start))?.[0] ?? "";
  const after = /^[\p{L}\p{M}\p{N}_]*/u.exec(text.slice(range.end, range.end + 60))?.[0] ?? "";
  return before + text.slice(range.start, range.end) + after;
}
