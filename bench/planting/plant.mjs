import { applicationNames, readApplication } from "./applications.mjs";
import { Canvas } from "./canvas.mjs";
import { Random } from "./random.mjs";
import { shapes } from "./shapes.mjs";
import { inventVendor } from "./vendor.mjs";

const applications = new Map();

/** An application, read once. */
function application(name) {
  if (!applications.has(name)) applications.set(name, readApplication(name));
  return applications.get(name);
}

const toTabs = (text) => text.replace(/^( {4})+/gm, (spaces) => "\t".repeat(spaces.length / 4));

/** True for texts that line ends and tabs may be changed in without changing what they mean. */
const isCode = (path) => path.endsWith(".py");

/**
 * Weaves an invented feature into a clean application.
 * @param {number} seed decides everything
 * @param {{ app?: string, only?: string[] }} [options] the application and the shapes; any if left out
 * @returns the tree with the feature, the tree without it, the target's name and what was planted
 * @throws Error if the application is not known
 */
export function plant(seed, { app, only } = {}) {
  const random = new Random(seed);
  const name = app ?? random.pick(applicationNames);
  const clean = new Map(application(name));
  const tabs = random.chance(0.1) ? random.pick([...clean.keys()].filter(isCode)) : undefined;
  const vendor = inventVendor(random);
  const canvas = new Canvas(clean, random, vendor);
  const wanted = random.between(3, 12);
  const planted = [];
  for (const shape of random.shuffle(only ?? Object.keys(shapes))) {
    if (planted.length === wanted) break;
    if (canvas.attempt(() => shapes[shape](canvas))) planted.push(shape);
  }
  const lineEnds = random.chance(0.08) ? (text) => text.replaceAll("\n", "\r\n") : (text) => text;
  const dress = (texts) =>
    new Map([...texts].map(([path, text]) => [path, lineEnds(path === tabs ? toTabs(text) : text)]));
  return { app: name, target: vendor.target, planted, clean: dress(clean), woven: dress(canvas.files) };
}
