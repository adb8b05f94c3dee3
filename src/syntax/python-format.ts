import { createRequire } from "node:module";
import type { Workspace } from "@astral-sh/ruff-wasm-nodejs";

/** Settings of ruff's formatter, in its own words; what is left out has ruff's default, which is black's. */
export interface PythonStyle {
  "line-length"?: number;
  "indent-width"?: number;
  "target-version"?: string;
  preview?: boolean;
  format?: Readonly<Record<string, string | number | boolean>>;
}

const require = createRequire(import.meta.url);
const workspaces = new Map<string, Workspace | undefined>();

/**
 * A Python text as ruff formats it.
 *
 * @returns undefined if it does not parse, or ruff does not know a setting
 */
export function formatPython(text: string, style: PythonStyle): string | undefined {
  const key = JSON.stringify(style);
  try {
    if (!workspaces.has(key)) {
      // Loaded on first use: it takes a noticeable part of a second.
      const ruff = require("@astral-sh/ruff-wasm-nodejs") as typeof import("@astral-sh/ruff-wasm-nodejs");
      workspaces.set(key, undefined);
      workspaces.set(key, new ruff.Workspace(style, ruff.PositionEncoding.Utf16));
    }
    return workspaces.get(key)?.format(text);
  } catch (error) {
    // A panic, unlike an error, leaves the workspace unusable.
    if (!(error instanceof Error) || error.name === "RuntimeError") workspaces.set(key, undefined);
    return undefined;
  }
}
