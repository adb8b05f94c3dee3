import { logicalLines } from "./lines.mjs";
import { placesOf } from "./places.mjs";

const nouns =
  "beacon courier lantern harbour ledger anchor compass falcon meadow orchard pebble quarry ripple saddle thicket umbra";
/** Copies and stand-ins, which unpick leaves alone or edits like any file. */
const notApplication = /^(archive|backups)\/|\/stubs\//;

/** An application in which a feature is being planted. Shapes read it, and write through it. */
export class Canvas {
  /**
   * @param {Map<string, string>} clean
   * @param {import("./random.mjs").Random} random
   * @param {ReturnType<import("./vendor.mjs").inventVendor>} vendor
   */
  constructor(clean, random, vendor) {
    this.clean = clean;
    this.files = new Map(clean);
    this.random = random;
    this.vendor = vendor;
    this.nouns = random.shuffle(nouns.split(" "));
    this.created = new Set();
    /** Names that were brought into a file, so that an import is not planted twice. */
    this.brought = new Map();
  }

  /** A word that no other planted thing is called by. */
  noun() {
    return this.nouns.pop() ?? `extra${this.random.between(100, 999)}`;
  }

  /** Python files of the application, in a new order each time. @param {RegExp} [path] */
  python(path = /./) {
    const paths = [...this.files.keys()].filter(
      (one) => one.endsWith(".py") && path.test(one) && !notApplication.test(one) && !this.created.has(one),
    );
    return this.random.shuffle(paths);
  }

  /** The application's own files, without its tests. */
  sources(path = /./) {
    return this.python(path).filter((one) => !isTest(one) && this.files.get(one) !== "");
  }

  /** Its tests. */
  tests() {
    return this.python(/(^|\/)test_\w+\.py$/);
  }

  text(path) {
    return this.files.get(path);
  }

  lines(path) {
    return logicalLines(this.text(path));
  }

  /** Tries a change; of one that fails nothing is left. @param {() => boolean} change */
  attempt(change) {
    const [files, created, brought] = [new Map(this.files), new Set(this.created), new Map(this.brought)];
    if (change()) return true;
    Object.assign(this, { files, created, brought });
    return false;
  }

  /** Puts text in at an index. */
  insert(path, index, text) {
    const old = this.text(path);
    this.files.set(path, old.slice(0, index) + text + old.slice(index));
  }

  /** Puts other text in the place of a range, which the result must hold again. */
  exchange(path, start, end, text) {
    const old = this.text(path);
    this.files.set(path, old.slice(0, start) + text + old.slice(end));
  }

  /** Makes a file that the application does not have. */
  create(path, text) {
    this.files.set(path, text);
    this.created.add(path);
  }

  /**
   * The first place that suits, in files in random order.
   * @param {string[]} paths
   * @param {(place: import("./places.mjs").Place) => boolean} suits
   */
  place(paths, suits) {
    for (const path of paths) {
      const found = this.random.pick(placesOf(path, this.text(path)).filter(suits));
      if (found) return found;
    }
    return undefined;
  }

  /** A place for a statement in a function of the application. */
  placeInFunction(paths = this.sources(), suits = () => true) {
    return this.place(paths, (one) => one.scope === "function" && suits(one));
  }

  /** Lines that match, each with its path and its match: one for each file, files in random order. */
  matches(paths, pattern, suits = () => true) {
    const found = [];
    for (const path of paths) {
      const lines = this.lines(path);
      const hits = lines.flatMap((line) => {
        const match = line.comment ? null : pattern.exec(line.text);
        return match && suits(line, match, lines)
          ? [{ path, line, match, lines, index: line.start + line.indent.length + match.index }]
          : [];
      });
      if (hits.length > 0) found.push(this.random.pick(hits));
    }
    return found;
  }

  /** One line that matches. */
  match(paths, pattern, suits) {
    return this.matches(paths, pattern, suits)[0];
  }

  /** Sometimes a comment above, a comment behind or none, as people write them. @param {string[]} lines */
  dress(lines, { member = false } = {}) {
    const { random, vendor } = this;
    const dressed = [...lines];
    const last = dressed.length - 1;
    if (last === 0 && random.chance(0.15)) dressed[0] += `  # ${random.pick([vendor.title, "see the handbook"])}`;
    if (random.chance(0.25)) {
      const words = [`${vendor.title} wants this`, `Only for ${vendor.title}`, `${vendor.snake}: see there`];
      // Above one of several in a row, words without the name are the heading of them all. A block stands alone.
      if (!member && /^(if|for|with|try|def|class|@)\b|^@/.test(lines[0])) words.push("Kept small on purpose");
      dressed.unshift(`# ${random.pick(words)}`);
    }
    return dressed;
  }

  /**
   * Puts statements in at a place. Empty lines around them are never more than the application has there, or nobody
   * could tell them from its own.
   * @param {import("./places.mjs").Place} place
   * @param {string[]} lines without the block's indentation
   */
  state(place, lines, { blanks = undefined, dress = true } = {}) {
    const dressed = dress ? this.dress(lines) : lines;
    const body = dressed.map((line) => (line === "" ? "\n" : `${place.indent}${line}\n`)).join("");
    const { random } = this;
    const some = random.between(0, Math.min(place.blanks, 2));
    if (!place.next) this.insert(place.path, place.after, "\n".repeat(blanks ?? some) + body);
    else if (!place.previous) this.insert(place.path, place.before, body + "\n".repeat(blanks ?? 0));
    else if (blanks !== undefined || random.chance(0.5))
      this.insert(place.path, place.before, body + "\n".repeat(blanks ?? some));
    else this.insert(place.path, place.after, "\n".repeat(some) + body);
    return true;
  }
}

/** True for files that only test the application. */
export function isTest(path) {
  return /(^|\/)(tests?|conftest\.py)(\/|$)|(^|\/)test_/.test(path);
}
