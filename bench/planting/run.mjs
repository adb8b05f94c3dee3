import { exceptions } from "./exceptions.mjs";
import { differences } from "./judge.mjs";
import { plant } from "./plant.mjs";

/** Which of the differences is declared, or undefined if one is not. */
function declared(found, planted) {
  const reasons = found.map((one) => exceptions.find((exception) => exception.is(one, planted))?.reason);
  return reasons.every((reason) => reason !== undefined) ? reasons[0] : undefined;
}

/** What the planting put in, line by line, for people who look at one case. */
function additions({ clean, woven }) {
  const shown = [];
  for (const [path, text] of woven) {
    if (!clean.has(path)) shown.push(`+++ ${path}`, ...text.split("\n").map((line) => `  + ${line}`));
    else if (clean.get(path) !== text) {
      const old = clean.get(path).split("\n");
      let at = 0;
      shown.push(`*** ${path}`);
      for (const [index, line] of text.split("\n").entries()) {
        if (line === old[at]) at++;
        else shown.push(`  ${index + 1}: ${line}`);
      }
    }
  }
  return shown.join("\n");
}

/** Plants, removes and compares one case. @returns its differences; a crash is one */
async function tryCase(one, remove) {
  try {
    return differences(one, await remove(one.woven, one.target));
  } catch (error) {
    return [
      `crash: ${error instanceof Error ? (error.stack ?? error.message).split("\n").slice(0, 4).join(" | ") : error}`,
    ];
  }
}

/**
 * Runs the seeds from `seed` on, reports each failing case as it comes and sums up by shape.
 * @param {object} options
 * @param {(texts: Map<string, string>, target: string) => Promise<{ plan: object, result: object }>} options.remove
 * @param {number} options.runs
 * @param {number} options.seed
 * @param {string} [options.app]
 * @param {string[]} [options.only] shapes to plant
 * @param {(text: string) => void} [options.report]
 * @param {boolean} [options.show] also what was planted
 * @param {typeof plant} [options.write] makes the cases
 * @returns {Promise<{ table: string, failed: number, excepted: number, planted: number }>}
 */
export async function runPlanting({ remove, runs, seed, app, only, report = () => {}, show = false, write = plant }) {
  const rows = new Map();
  const sums = { right: 0, excepted: 0, failed: 0, planted: 0 };
  for (let at = seed; at < seed + runs; at++) {
    const one = write(at, { app, only });
    const found = await tryCase(one, remove);
    const reason = found.length > 0 ? declared(found, one.planted) : undefined;
    const outcome = found.length === 0 ? "right" : reason ? "excepted" : "failed";
    sums[outcome]++;
    sums.planted += one.planted.length;
    for (const shape of one.planted) {
      const row = rows.get(shape) ?? { planted: 0, right: 0, excepted: 0, failed: 0 };
      row.planted++;
      row[outcome]++;
      rows.set(shape, row);
    }
    if (show) report(additions(one));
    if (outcome === "failed")
      report(`seed ${at} (${one.app}, ${one.target}): ${one.planted.join(", ")}\n  ${found.join("\n  ")}`);
  }
  const cells = ["planted", "right", "excepted", "failed"];
  const line = (name, row) => `${name.padEnd(40)}${cells.map((cell) => String(row[cell]).padStart(10)).join("")}`;
  const head = `${"shape".padEnd(40)}${["planted", "exact", "excepted", "wrong"].map((cell) => cell.padStart(10)).join("")}`;
  const body = [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, row]) => line(name, row));
  const total = `${runs} runs, ${sums.planted} places: ${sums.right} exact, ${sums.excepted} excepted, ${sums.failed} wrong`;
  return { table: [head, ...body, total].join("\n"), ...sums };
}
