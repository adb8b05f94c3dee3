import type { Palette } from "./colour.js";
import { escapeBlock } from "./escape.js";

/** Draws an error for a person: what happened, what to do. */
export function drawError(message: string, hint: string, palette: Palette): string {
  const lines = `${palette.error("error:")} ${escapeBlock(message)}\n`;
  return hint === "" ? lines : `${lines}${palette.heading("hint:")} ${escapeBlock(hint)}\n`;
}

/** Draws remarks that do not belong to the result. */
export function drawNotes(notes: readonly string[], palette: Palette): string {
  return notes.map((note) => `${palette.warning("note:")} ${escapeBlock(note)}\n`).join("");
}

/** Draws a bug: its stack, and that it is one. */
export function drawBug(error: unknown, palette: Palette): string {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `${palette.error("internal error:")} ${escapeBlock(text)}\n${palette.heading("hint:")} This is a fault of unpick; nothing was changed. Please report it with the lines above.\n`;
}
