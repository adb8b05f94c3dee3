// How near a text comes to the one that a peer expects.
import { importsOf, shapeOf } from "./syntax.mjs";

/**
 * `exact`: the same text but for newlines at its end. `equivalent`: the same imports and the same syntax. Anything else
 * is `different`.
 */
export function compare(actual, expected) {
  if (settled(actual) === settled(expected)) return "exact";
  const keys = (text) => JSON.stringify(importsOf(text).map(({ key }) => key));
  const shape = shapeOf(actual);
  return shape !== null && shape === shapeOf(expected) && keys(actual) === keys(expected) ? "equivalent" : "different";
}

/** A text that ends in one newline, or is empty. */
export function settled(text) {
  const body = text.replace(/\s+$/, "");
  return body === "" ? "" : `${body}\n`;
}
