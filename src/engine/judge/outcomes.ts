import type { Cause } from "../model.js";
import type { Region } from "../region.js";
import type { Judging, Outcome } from "./context.js";

/** Judges one region whose children have been judged: what became of it. */
export type Judge = (judging: Judging, region: Region) => Outcome;

/** True if the value no longer exists. */
export const dies = (outcome: Outcome) => outcome.is === "gone";

/** A condition that can no longer hold: nothing is there to be true. */
export const isFalse = (outcome: Outcome) => outcome.is === "gone" || outcome.is === "false" || outcome.is === "empty";

/** The outcome of an expression whose value no longer exists. */
export const goneAs = (cause: Cause): Outcome => ({ is: "gone", cause });
