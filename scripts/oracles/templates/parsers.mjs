// What parsers that are not unpick's say of a template: Jinja's and Django's own, and parse5 for the page.
import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { html, Parser } from "parse5";

const script = fileURLToPath(new URL("parsers.py", import.meta.url));
const requirements = fileURLToPath(new URL("requirements.txt", import.meta.url));
const cache = fileURLToPath(new URL("../../../node_modules/.cache/unpick-oracles/", import.meta.url));

/** The interpreter of a virtual environment with what requirements.txt pins; made once, with the network. */
export function pythonWithParsers() {
  const key = createHash("sha256").update(readFileSync(requirements)).digest("hex").slice(0, 16);
  const environment = join(cache, key);
  if (!existsSync(environment)) {
    const draft = `${environment}.${process.pid}`;
    execFileSync("python3", ["-m", "venv", draft]);
    execFileSync(interpreter(draft), ["-m", "pip", "install", "--quiet", "--requirement", requirements]);
    try {
      renameSync(draft, environment);
    } catch (error) {
      rmSync(draft, { recursive: true, force: true });
      if (!existsSync(environment)) throw error;
    }
  }
  return interpreter(environment);
}

function interpreter(environment) {
  return process.platform === "win32" ? join(environment, "Scripts", "python.exe") : join(environment, "bin", "python");
}

/**
 * Starts one Python process for all texts.
 * @returns `ask(language, text)`, which gives `{ fault, page }` (one of them null), and `close()`
 */
export function startParsers(python) {
  const child = spawn(python, [script], { stdio: ["pipe", "pipe", "inherit"] });
  const waiting = [];
  createInterface({ input: child.stdout }).on("line", (line) => waiting.shift()?.resolve(JSON.parse(line)));
  child.on("exit", (code) => {
    for (const one of waiting) one.reject(new Error(`the template parsers ended with exit code ${code}`));
  });
  let last = Promise.resolve();
  return {
    ask: (language, text) => {
      // Tens of thousands of pages at once are more than the pipe can hold: each is sent when the one before is answered.
      last = last.then(
        () =>
          new Promise((resolve, reject) => {
            waiting.push({ resolve, reject });
            child.stdin.write(`${JSON.stringify({ language, text })}\n`);
          }),
      );
      return last;
    },
    close: () => child.stdin.end(),
  };
}

const NO_END_TAG = new Set(
  "area base br col embed hr img input link meta param source track wbr html head body p li dt dd option optgroup td th tr thead tbody tfoot colgroup caption rt rp".split(
    " ",
  ),
);

/** parse5's parser that also keeps the place of every end tag of the text. */
class Recorder extends Parser {
  ends = new Map();

  onEndTag(token) {
    if (token.location) this.ends.set(token.location.startOffset, token.tagName);
    super.onEndTag(token);
  }
}

/**
 * How often parse5 objects to what, by the name of the error. Its tree repairs tags without partner in silence, so
 * elements that it had to end and end tags that ended nothing are counted too. A text without the outer elements of a
 * page is read as a fragment.
 */
export function pageErrors(page) {
  const errors = new Map();
  const count = (error) => errors.set(error, (errors.get(error) ?? 0) + 1);
  const options = {
    scriptingEnabled: false,
    sourceCodeLocationInfo: true,
    onParseError: ({ code }) => count(code),
  };
  const whole = /<!doctype|<(?:html|head|body)\b/i.test(page);
  const parser = whole ? new Recorder(options) : Recorder.getFragmentParser(null, options);
  parser.tokenizer.write(page, true);
  const open = [whole ? parser.document : parser.getFragment()];
  while (open.length > 0) {
    const node = open.pop();
    const place = node.sourceCodeLocation;
    if (place?.endTag) parser.ends.delete(place.endTag.startOffset);
    else if (place?.startTag && !NO_END_TAG.has(node.tagName) && !isSelfClosed(page, node))
      count(`<${node.tagName}> is not closed`);
    open.push(...(node.childNodes ?? []), ...(node.content ? [node.content] : []));
  }
  for (const name of parser.ends.values()) if (!NO_END_TAG.has(name)) count(`</${name}> closes nothing`);
  return errors;
}

/** In a page only elements of other languages, such as SVG, close themselves. */
function isSelfClosed(page, { namespaceURI, sourceCodeLocation }) {
  return namespaceURI !== html.NS.HTML && page[sourceCodeLocation.startTag.endOffset - 2] === "/";
}

/** Errors that the second text has more of than the first. */
export function newErrors(before, after) {
  return [...after].filter(([code, times]) => times > (before.get(code) ?? 0)).map(([code]) => code);
}
