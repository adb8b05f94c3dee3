import { Random } from "../random.mjs";
import { inventVendor } from "../vendor.mjs";
import { pages } from "./pages.mjs";
import { routes, services, tests } from "./python.mjs";
import { scripts, styles } from "./scripts.mjs";
import { documents, settings } from "./settings.mjs";
import { drawShapes } from "./shapes.mjs";
import { cleanText, Weaver, wovenText } from "./weave.mjs";

/** Frameworks that applications are written for. */
export const frameworks = ["flask", "fastapi", "django"];
const neighbours = "mailbird pigeonry stampede courierly postbox telegram".split(" ");

const isIndented = /\.(js|css|html)$/;
const widened = (text) => text.replace(/^ +/gm, (spaces) => spaces + spaces);

/**
 * Writes an application with a feature that spans all its languages, and the same application without it.
 * @param {number} seed decides everything
 * @param {{ app?: string, only?: string[] }} [options] framework and shapes; drawn if left out
 * @returns the tree with the feature, the tree without it, the target's name and what was planted
 */
export function plantWeb(seed, { app, only } = {}) {
  const random = new Random(seed);
  const framework = app ?? random.pick(frameworks);
  const vendor = inventVendor(random);
  const weaver = new Weaver(random, vendor, drawShapes(random, only));
  const setting = {
    framework,
    names: random.shuffle(neighbours).slice(0, random.between(2, 4)),
    thing: random.pick(["message", "parcel", "invoice"]),
    folder: { flask: "routes", fastapi: "routers", django: "web" }[framework],
  };
  const files = {};
  for (const part of [services, routes, tests, pages, scripts, styles, settings, documents])
    Object.assign(files, part(weaver, setting));
  const wide = random.chance(0.3);
  const double = random.chance(0.3);
  const foreign = random.chance(0.1) ? random.pick(Object.keys(files)) : undefined;
  const all = random.chance(0.06);
  const dress = (path, text) => {
    let dressed = wide && isIndented.test(path) ? widened(text) : text;
    if (double && path.endsWith(".js")) dressed = dressed.replaceAll("'", '"');
    return all || path === foreign ? dressed.replaceAll("\n", "\r\n") : dressed;
  };
  const clean = new Map();
  const woven = new Map();
  for (const [path, text] of Object.entries(files)) {
    if (typeof text === "string") clean.set(path, dress(path, cleanText(text)));
    woven.set(path, dress(path, typeof text === "string" ? wovenText(text) : text.woven));
  }
  return { app: framework, target: vendor.target, planted: [...weaver.chosen], clean, woven };
}
