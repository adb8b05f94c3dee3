/** What can be planted, by language; each case has some of each. */
export const webShapes = {
  route: [
    "own blueprint",
    "view among others",
    "helper of a view",
    "helper of a module",
    "key of an answer",
    "context variable",
  ],
  service: ["client class", "registry entry", "arm of a factory", "requirement"],
  template: [
    "menu item",
    "tab and pane",
    "option",
    "card",
    "button of all cards",
    "button of a card",
    "form group",
    "template arm",
    "own partial",
    "macro call",
    "script tag",
    "table row",
  ],
  script: [
    "fetch and renderer",
    "object entry",
    "switch case",
    "ternary arm",
    "operand",
    "listener",
    "lookup",
    "handler function",
    "module",
    "imported module",
    "member of a set",
  ],
  style: ["rule", "selector in a group", "rule in a media query", "animation", "custom property"],
  env: ["key", "key with heading"],
  compose: ["service", "service with volume", "variable of the application"],
  build: ["make rule", "docker line", "workflow step", "workflow variable"],
  docs: ["section", "bullet", "docs row", "name in a list"],
  tests: ["test module", "test function", "parametrised case", "fixture"],
};

/** Shapes that cannot stand without another one. */
const needs = {
  "own blueprint": ["client class"],
  "view among others": ["client class"],
  "helper of a view": ["view among others"],
  "helper of a module": ["view among others"],
  "button of all cards": ["card"],
  "button of a card": ["card"],
  "context variable": ["client class", "card"],
  "registry entry": ["client class"],
  "arm of a factory": ["client class"],
  requirement: ["client class"],
  "fetch and renderer": ["own blueprint", "tab and pane"],
  listener: ["form group"],
  lookup: ["tab and pane"],
  "handler function": ["tab and pane"],
  module: ["script tag"],
  rule: ["tab and pane"],
  "selector in a group": ["card"],
  "rule in a media query": ["card"],
  animation: ["card", "rule"],
  "custom property": ["rule"],
  key: ["client class"],
  "key with heading": ["client class"],
  "variable of the application": ["client class"],
  "test module": ["client class"],
  "test function": ["client class"],
  fixture: ["client class", "test module"],
};

/**
 * Draws the shapes of a case: some of each language, at least one, and what they need.
 * @param {import("../random.mjs").Random} random
 * @param {string[]} [only] exactly these and what they need
 * @returns {Set<string>}
 */
export function drawShapes(random, only) {
  const chosen = new Set();
  const choose = (shape) => {
    if (chosen.has(shape)) return;
    chosen.add(shape);
    for (const other of needs[shape] ?? []) choose(other);
  };
  if (only) only.forEach(choose);
  else
    for (const list of Object.values(webShapes))
      for (const shape of random.shuffle(list).slice(0, random.between(1, Math.ceil(list.length / 2)))) choose(shape);
  return chosen;
}
