import { addTraits, type Draft } from "./draft.js";

/** Hooks of React that run their first argument; what it reads stands in a list behind it. */
const callbacks = /^(?:React\.)?use(?:Layout|Insertion)?(?:Effect|Memo|Callback|ImperativeHandle)$/;

/** What a query or mutation runs; without it there is nothing to ask for. */
const runs = new Set(["queryFn", "mutationFn"]);

/** Marks what the call of a hook is there for, and its list of inputs. */
export function hookParts(call: Draft): void {
  const [first, ...more] = call.children.filter((child) => child.kind === "argument");
  if (!first) return;
  if (callbacks.test(call.name ?? "")) {
    addTraits(first, "vital");
    const list = more.at(-1)?.children[0];
    if (list?.kind === "sequence") addTraits(list, "inputs");
  }
  const options = first.children[0];
  if (options?.kind !== "mapping") return;
  for (const entry of options.children) if (entry.name && runs.has(entry.name)) addTraits(entry, "identity");
}
