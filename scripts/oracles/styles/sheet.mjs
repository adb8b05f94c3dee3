// What a style sheet says, piece by piece, so that two of them can be compared.
import postcss from "postcss";
import parseSelector from "postcss-selector-parser";

/** A sheet in a form that people write: on lines of its own if it was minified, and with something in every rule. */
export function prepared(text) {
  const root = postcss.parse(text);
  root.walkRules((rule) => {
    if (rule.nodes.length === 0) rule.append({ prop: "top", value: "0" });
  });
  if (text.split("\n").some((line) => line.length > 1000))
    root.walk((node) => {
      node.raws = {};
    });
  return `${root.toString().trim()}\n`;
}

/**
 * The pieces of a sheet in order: each declaration for each selector of its rule, with the at-rules around it; whole
 * frames of animations and whole fonts.
 */
export function piecesOf(text) {
  const pieces = [];
  const visit = (node, around) => {
    if (node.type === "atrule") {
      const here = [...around, `@${node.name} ${spaced(node.params)}`];
      if (/keyframes$|^font-face$/.test(node.name)) pieces.push([...here, spaced(node.toString())].join(" | "));
      else if (!node.nodes) pieces.push(here.join(" | "));
      else for (const child of node.nodes) visit(child, here);
    } else if (node.type === "rule") {
      for (const selector of node.selectors)
        for (const child of node.nodes ?? []) visit(child, [...around, spaced(selector)]);
    } else if (node.type === "decl") pieces.push([...around, `${node.prop}: ${spaced(node.value)}`].join(" | "));
  };
  for (const node of postcss.parse(text).nodes) visit(node, []);
  return pieces;
}

const spaced = (text) =>
  text
    .replace(/\s+/g, " ")
    .replace(/\s*([,:;{}()])\s*/g, "$1")
    .trim();

/** Everything that the selectors of a sheet ask for: classes, ids, tags, and attributes with a value that would do. */
export function namesOf(text) {
  const found = { classes: new Set(), ids: new Set(), tags: new Set(), attributes: new Map() };
  postcss.parse(text).walkRules((rule) => {
    if (/keyframes$/.test(rule.parent.name ?? "")) return;
    parseSelector((root) =>
      root.walk((node) => {
        if (node.type === "class") found.classes.add(node.value);
        else if (node.type === "id") found.ids.add(node.value);
        else if (node.type === "tag" && /^[a-z][a-z0-9]*$/.test(node.value)) found.tags.add(node.value);
        else if (node.type === "attribute") found.attributes.set(`${node.attribute} ${node.value ?? ""}`, node);
      }),
    ).processSync(rule.selector);
  });
  return found;
}

/** The custom properties and frames of animations that a sheet defines. */
export function definedIn(text) {
  const found = { variables: new Set(), keyframes: new Set() };
  const root = postcss.parse(text);
  root.walkDecls(/^--/, ({ prop }) => found.variables.add(prop));
  root.walkAtRules(/keyframes$/, ({ params }) => found.keyframes.add(params));
  return found;
}
