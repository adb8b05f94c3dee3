import type { Region } from "../../../src/engine/region.js";
import type { Framework, View } from "./view.js";

const dotted = /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)+(:[A-Za-z_]\w*)?$/;
const file = /^(?!.*(:\/\/|\s))[\w./@ -]+\.\w{1,8}$/;

/** Keys of a record that say what runs it: of a scheduler's plan, of a logging handler, of what Django makes by settings. */
const bearers = /^(task|func|function|callable|class|\(\)|BACKEND|ENGINE)$/;

/**
 * Strings that name something of the repository: dotted paths in settings and in `mock.patch`, and files. Whether
 * they do, `resolve` finds out.
 */
export const strings: Framework = {
  name: "strings",
  inspect(view) {
    for (const region of view.tree.regions) {
      if (region.kind !== "literal" || typeof region.value !== "string" || region.value.length > 200) continue;
      if (dotted.test(region.value)) {
        view.note({ kind: "dotted", region: region.id, value: region.value });
        const entry = region.slot === "value" ? view.tree.parent(region) : undefined;
        if (entry?.kind === "entry" && bearers.test(entry.name ?? "")) view.trait(entry, "identity");
      }
      if (file.test(region.value)) view.note({ kind: "file", region: region.id, value: region.value });
      if (isInAnnotation(view, region)) {
        for (const [name] of region.value.matchAll(/[A-Za-z_]\w*/g)) view.refer(view.symbolOf(name, region), region);
      }
    }
  },
};

/** True for a type that is written as a string because it is defined further down, or only for the checker's eyes. */
function isInAnnotation(view: View, region: Region): boolean {
  for (const outer of view.tree.outwards(region)) {
    if (outer.kind === "union" && outer.name === "Literal") return false;
    if (outer.slot === "annotation" || outer.slot === "type") return true;
    const call = outer.kind === "argument" ? view.tree.parent(outer) : undefined;
    if (call && /^(typing\.|typing_extensions\.)?cast$/.test(call.name ?? ""))
      return view.tree.inSlot(call.id, "argument")[0] === outer;
    if (!["literal", "union", "index", "group"].includes(outer.kind)) return false;
  }
  return false;
}
