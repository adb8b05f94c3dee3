import type { Region } from "../../../src/engine/region.js";
import type { Framework, View } from "./view.js";

/** Command lines: commands of click and typer, options of click and argparse with the names they are read by. */
export const click: Framework = {
  name: "click",
  inspect(view) {
    const { tree } = view;
    for (const region of view.functions) {
      for (const decorator of tree.inSlot(region.id, "decorator")) {
        const name = decorator.name ?? "";
        if (/(^|\.)(command|group|callback)$/.test(name)) {
          view.trait(region, "framework");
          view.trait(decorator, "framework");
        }
        const call = tree.first(decorator.id, "value");
        if (call?.kind === "call" && /^(click\.)?(option|argument)$/.test(view.callee(call) ?? ""))
          optionOf(view, call, decorator);
      }
    }
    for (const call of view.calls)
      if (/(^|\.)add_argument$/.test(call.name ?? "") && tree.parent(call)?.kind === "expressionStatement")
        optionOf(view, call, tree.parent(call)!);
  },
};

/** `--name` defines an option; the value that it fills is linked by its name. */
function optionOf(view: View, call: Region, definition: Region): void {
  for (const value of view.tree.positional(call.id)) {
    const spelling = view.string(value);
    if (spelling?.startsWith("--")) view.define(`option:${spelling}`, definition);
  }
}
