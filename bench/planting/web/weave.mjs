const open = "\uE000";
const close = "\uE001";
const own = new RegExp(`${open}[^${close}]*${close}`, "g");
const marks = new RegExp(`[${open}${close}]`, "g");

/** Marks text as the feature's: it stands in the woven file only. Marks do not nest. @param {string} text */
export const mark = (text) => open + text.replace(marks, "") + close;

/** The file without the feature. @param {string} text with marks */
export const cleanText = (text) => text.replace(own, "");

/** The file with the feature. @param {string} text with marks */
export const wovenText = (text) => text.replace(marks, "");

/** Writes texts with and without the feature at once. What is undefined is not planted. */
export class Weaver {
  /**
   * @param {import("../random.mjs").Random} random
   * @param {ReturnType<import("../vendor.mjs").inventVendor>} vendor
   * @param {Set<string>} chosen shapes to plant
   */
  constructor(random, vendor, chosen) {
    this.random = random;
    this.vendor = vendor;
    this.chosen = chosen;
  }

  /** True if a shape is planted in this case. @param {string} shape */
  has(shape) {
    return this.chosen.has(shape);
  }

  /** The text of a shape that is planted, otherwise undefined. */
  if(shape, text) {
    return this.has(shape) ? text : undefined;
  }

  /** The marked text of a shape that is planted, otherwise nothing. */
  put(shape, text) {
    return this.has(shape) ? mark(text) : "";
  }

  /** Items with one more at any place, and a separator between them: the one more takes its own along. */
  among(items, extra, separator = "") {
    if (extra === undefined) return items.join(separator);
    const at = this.random.between(0, items.length);
    if (at === items.length) return items.join(separator) + mark(separator + extra);
    const before = items.slice(0, at).map((item) => item + separator);
    return before.join("") + mark(extra + separator) + items.slice(at).join(separator);
  }

  /** Items with several more, each at a place of its own. */
  amongAll(items, extras) {
    const all = items.map((item) => ({ item, ours: false }));
    for (const extra of extras)
      if (extra !== undefined) all.splice(this.random.between(0, all.length), 0, { item: extra, ours: true });
    return all.map(({ item, ours }) => (ours ? mark(item) : item)).join("");
  }

  /** Arms with one more at any place; the first starts with `first`, the others with `first` behind `again`. */
  chain(arms, extra, first, again) {
    if (extra === undefined) return first + arms.join(again + first);
    const at = this.random.between(0, arms.length);
    if (at === arms.length) return first + arms.join(again + first) + mark(again + first + extra);
    return (
      arms
        .slice(0, at)
        .map((arm) => first + arm + again)
        .join("") +
      mark(first + extra + again) +
      first +
      arms.slice(at).join(again + first)
    );
  }

  /** At times a comment with the feature's name above a line or a block. */
  noted(prefix, text, suffix = "") {
    if (!this.random.chance(0.2)) return text;
    const indent = /^ */.exec(text)[0];
    return `${indent}${prefix} ${this.vendor.title}${suffix}\n${text}`;
  }
}
