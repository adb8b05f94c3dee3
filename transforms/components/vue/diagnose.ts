import { diagnoseStyles } from "../../css/diagnose.js";
import { maskDialect } from "../../css/mask.js";
import { analyzeScript } from "../../javascript/analyze.js";
import { languageOf } from "./blocks.js";
import { pieces } from "./lexer.js";
import { parseComponent } from "./parse.js";

const VOID = new Set("area base br col embed hr img input link meta param source track wbr".split(" "));

/** Faults of a single-file component: tags that do not balance, scripts and sheets that do not parse. */
export function diagnoseVue(path: string, text: string): string[] {
  const parsed = parseComponent(text);
  const found = [...parsed.page.faults, ...parsed.page.markup.faults].map((fault) => fault.message);
  const language = languageOf(parsed.blocks);
  for (const { kind, body, lang } of parsed.blocks) {
    if (kind === "template") found.push(...balance(text, body.start, body.end), ...orphans(text, body.start, body.end));
    else if (kind === "script") {
      const options = { kind: "module" as const, firstId: 0, parent: -1, language };
      const { faults } = analyzeScript(parsed.source, body, path, options);
      found.push(...faults.map((fault) => `script: ${fault.message}`));
    } else if (kind === "style") {
      const inside = parsed.source.slice(body.start, body.end);
      const sheet = /^(?:scss|less)$/.test(lang) ? maskDialect(inside).text : inside;
      const faults = diagnoseStyles(sheet, { start: 0, end: sheet.length }, []);
      found.push(...faults.map((fault) => `style: ${fault.replace(/ in line \d+/, "")}`));
    }
  }
  return found;
}

function balance(text: string, from: number, to: number): string[] {
  const open = new Map<string, number>();
  for (const { kind, name, selfClosing } of pieces(text, from, to)) {
    if (VOID.has(name) || selfClosing || (kind !== "start" && kind !== "end")) continue;
    open.set(name, (open.get(name) ?? 0) + (kind === "start" ? 1 : -1));
  }
  return [...open].flatMap(([name, times]) =>
    Array.from({ length: Math.abs(times) }, () =>
      times > 0 ? `<${name}> is not closed` : `</${name}> closes nothing`,
    ),
  );
}

/** Elements that go on with a chain that nothing before them begins. */
function orphans(text: string, from: number, to: number): string[] {
  const found: string[] = [];
  // Whether the last element on each level asked.
  const asked = [false];
  let end = from;
  for (const { kind, name, selfClosing, start, end: next } of pieces(text, from, to)) {
    if (text.slice(end, start).trim() !== "" || kind === "output") asked[asked.length - 1] = false;
    end = next;
    if (kind === "end") {
      if (asked.length > 1) asked.pop();
    } else if (kind === "start") {
      const tag = text.slice(start, next);
      if (/\sv-else(?:-if)?\b/.test(tag) && !asked.at(-1)) found.push("v-else without v-if");
      asked[asked.length - 1] = /\sv-(?:else-)?if\b/.test(tag);
      if (!selfClosing && !VOID.has(name)) asked.push(false);
    }
  }
  return found;
}
