import { displayForm } from "./presets.js";

/**
 * Writes the successor in the case form of a mention: `ollama` gives `openai`, `OLLAMA` gives `OPENAI`, `Ollama`
 * gives `OpenAI`. A successor that nobody knows is capitalised (`Northwind`).
 *
 * @param display how the successor is written in prose; as the presets say if left out
 */
export function respell(mention: string, successor: string, display?: string): string {
  const hasLower = /\p{Ll}/u.test(mention);
  const hasUpper = /\p{Lu}|\p{Lt}/u.test(mention);
  if (!hasUpper) return successor;
  // Capitals without a small letter are a constant or a variable, where `-`, `.` and blanks cannot stand.
  if (!hasLower) return successor.toUpperCase().replace(/[-.\s]+/g, "_");
  if (/^[\p{Lu}\p{Lt}]/u.test(mention)) return display ?? displayForm(successor) ?? capitalised(successor);
  return successor;
}

function capitalised(name: string): string {
  const first = String.fromCodePoint(name.codePointAt(0) ?? 0);
  // A name that brings its own capitals (`iPhone`, `northWind`) knows better.
  return /\p{Lu}/u.test(name) || name === "" ? name : first.toUpperCase() + name.slice(first.length);
}
