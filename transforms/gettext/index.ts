import type { Edit, Facts, Occurrence, SourceFile, Transform, Verdict } from "../../src/engine/model.js";
import type { Region } from "../../src/engine/region.js";
import { lineEnd, lineStart } from "../../src/syntax/edits.js";
import { readCatalogue } from "../../src/syntax/gettext.js";
import { type CatalogueExtra, resolveUses, symbolOf } from "./resolve.js";

/**
 * Catalogues of gettext: an entry leaves every language at once, with its comments, when the last code that showed it
 * goes. References and numbers of what stays are the extractor's and never change.
 *
 * Before:
 *
 *     #: shop/acme.py:12
 *     msgid "Pay with Acme"
 *     msgstr "Mit Acme bezahlen"
 *
 *     #: shop/cart.py:3
 *     msgid "Pay now"
 *     msgstr "Jetzt bezahlen"
 *
 * After:
 *
 *     #: shop/cart.py:3
 *     msgid "Pay now"
 *     msgstr "Jetzt bezahlen"
 */
const gettext: Transform = {
  name: "gettext",
  summary: "Drop messages that only {target} showed",
  files: ["**/*.{po,pot}"],
  order: 75,
  glue: /^msgid /m,
  analyze: analyzeCatalogue,
  resolve: resolveUses,
  rewrite: rewriteCatalogue,
  diagnose: (_path, text) => readCatalogue(text).faults.map(({ message, line }) => `${message} at line ${line}`),
};

function analyzeCatalogue({ path, text }: SourceFile): Facts {
  const { messages, faults } = readCatalogue(text);
  const whole = { start: 0, end: text.length };
  const regions: Region[] = [
    { id: 0, parent: -1, kind: "file", slot: "root", ...whole },
    { id: 1, parent: 0, kind: "suite", slot: "body", ...whole },
  ];
  const occurrences: Occurrence[] = [];
  const extra: CatalogueExtra = { uses: [] };
  for (const message of messages) {
    const region = regions.length;
    const { start, end } = message;
    regions.push({ id: region, parent: 1, kind: "passage", slot: "body", start, end });
    // What it says follows what the code says: without the same words there the text would find no translation.
    for (const range of message.strings)
      regions.push({ id: regions.length, parent: region, kind: "docstring", slot: "content", ...range });
    if (message.id === "") continue;
    const symbol = symbolOf(message);
    occurrences.push({ symbol, defines: true, region, private: true });
    extra.uses.push({ symbol, files: message.obsolete ? [] : message.files });
  }
  return { path, transform: "gettext", regions, occurrences, faults, extra };
}

/** An entry goes with its lines and one of the blank lines around it. */
function rewriteCatalogue({ text }: SourceFile, facts: Facts, verdicts: Verdict[]): Edit[] {
  return verdicts
    .filter((verdict) => verdict.action === "remove" && verdict.region > 0)
    .map((verdict) => {
      const { start, end } = facts.regions[verdict.region]!;
      return { start: lineStart(text, start), end: lineEnd(text, end), text: "" };
    });
}

export default gettext;
