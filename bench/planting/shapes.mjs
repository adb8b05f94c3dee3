import { branches } from "./shapes/branches.mjs";
import { calls } from "./shapes/calls.mjs";
import { collections } from "./shapes/collections.mjs";
import { definitions } from "./shapes/definitions.mjs";
import { exports } from "./shapes/exports.mjs";
import { frameworks } from "./shapes/frameworks.mjs";
import { imports } from "./shapes/imports.mjs";
import { tests } from "./shapes/tests.mjs";
import { words } from "./shapes/words.mjs";

/**
 * Every way to weave a feature in, by name. Each looks for a place that suits, plants there and tells whether it did.
 * @type {Record<string, (canvas: import("./canvas.mjs").Canvas) => boolean>}
 */
export const shapes = {
  ...imports,
  ...collections,
  ...branches,
  ...calls,
  ...definitions,
  ...frameworks,
  ...exports,
  ...tests,
  ...words,
};
