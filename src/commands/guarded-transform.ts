import type { Transform } from "../engine/model.js";
import { UserError } from "../errors.js";

type Method = "prepare" | "analyze" | "resolve" | "check" | "rewrite" | "diagnose" | "propose";
const METHODS: readonly Method[] = ["prepare", "analyze", "resolve", "check", "rewrite", "diagnose", "propose"];

/**
 * A user's transform whose faults are told as such, so that nobody looks for them in unpick.
 *
 * @param shown its file, for the message
 * @returns a transform whose functions throw UserError (exit 2) naming the file, the function and what it was about
 */
export function guarded(transform: Transform, shown: string): Transform {
  const result: Record<string, unknown> = { ...transform };
  for (const name of METHODS) {
    const method = transform[name] as ((...values: unknown[]) => unknown) | undefined;
    if (!method) continue;
    const fail = (error: unknown, values: unknown[]): never => {
      const about = aboutOf(values[0]);
      const message = error instanceof Error ? error.message : String(error);
      throw new UserError(`${shown} failed in ${name}${about}: ${message}`, "Mend the transform, or leave it out.");
    };
    result[name] = (...values: unknown[]) => {
      try {
        const given = method.apply(transform, values);
        return given instanceof Promise ? given.catch((error: unknown) => fail(error, values)) : given;
      } catch (error) {
        return fail(error, values);
      }
    };
  }
  return result as unknown as Transform;
}

/** The file that a function was called with. */
function aboutOf(value: unknown): string {
  if (typeof value === "string") return ` at ${value}`;
  const path = typeof value === "object" && value !== null && "path" in value ? value.path : undefined;
  return typeof path === "string" ? ` at ${path}` : "";
}
