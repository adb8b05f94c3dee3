// What unpick leaves of a sheet beside what purgecss says is no longer used.
import { textsWithoutTarget } from "../engine.mjs";
import { TARGET } from "../probe.mjs";
import { usedElsewhere } from "./elsewhere.mjs";
import { purged } from "./purge.mjs";
import { piecesOf } from "./sheet.mjs";

/**
 * Runs a case. Without the target's page, what only that page used must be gone, and all else must be there: also what
 * no page used before. `keeps` is true if purgecss finds nothing that goes.
 */
export async function judge({ sheet, page, own, cause }) {
  if (cause) return { result: "not applicable", detail: cause };
  const elsewhere = await usedElsewhere(sheet, [page, own]);
  const before = piecesOf(await purged(sheet, [elsewhere.page, page, own], elsewhere.safelist));
  const after = piecesOf(await purged(sheet, [elsewhere.page, page], elsewhere.safelist));
  const expected = exchanged(piecesOf(sheet), without(before, after), without(after, before));
  const left = await textsWithoutTarget(
    { "site/style.css": sheet, "site/index.html": page, [`site/${TARGET}.html`]: own },
    ["css", "jinja"],
  );
  const actual = piecesOf(left["site/style.css"] ?? "");
  const lost = without(expected, actual);
  const added = without(actual, expected);
  const keeps = before.length === after.length;
  if (lost.length === 0 && added.length === 0) return { result: "exact", keeps };
  const detail = [...lost.map((piece) => `gone: ${piece}`), ...added.map((piece) => `left: ${piece}`)].join("\n    ");
  return {
    result: "different",
    detail,
    keeps,
    lost,
    added,
    base: `${sheet}\n${page}\n${own}`,
    actual: left["site/style.css"],
  };
}

/** The members of a list that another one has not, each as often as it has more of them. */
function without(list, others) {
  const left = new Map();
  for (const one of others) left.set(one, (left.get(one) ?? 0) + 1);
  return list.filter((one) => {
    const count = left.get(one) ?? 0;
    left.set(one, count - 1);
    return count <= 0;
  });
}

const exchanged = (list, gone, come) => [...without(list, gone), ...come];
