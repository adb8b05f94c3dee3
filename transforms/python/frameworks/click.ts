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
          // Its commands need it, whatever it does itself.
          if (!/command$/.test(name)) view.trait(region, "abstract");
        }
        const call = tree.first(decorator.id, "value");
        if (call?.kind === "call" && /^(click\.)?(option|argument)$/.test(view.callee(call) ?? ""))
          optionOf(view, call, decorator, (name) => parameterReads(view, region, name));
      }
    }
    for (const call of view.calls)
      if (/(^|\.)add_argument$/.test(call.name ?? "") && tree.parent(call)?.kind === "expressionStatement")
        optionOf(view, call, tree.parent(call)!, (name) =>
          tree.regions.filter((region) => region.kind === "member" && region.name === name),
        );
  },
};

/**
 * `--name` defines an option; the value that it fills is linked by its name.
 * @param reads where the file reads the value of that name
 */
function optionOf(view: View, call: Region, definition: Region, reads: (name: string) => Region[]): void {
  const spellings = view.tree
    .positional(call.id)
    .map((value) => view.string(value))
    .filter((spelling) => spelling !== undefined);
  const own = view.string(view.tree.keyword(call.id, "dest")) ?? spellings.find((spelling) => /^\w/.test(spelling));
  for (const spelling of spellings.filter((one) => one.startsWith("--"))) {
    const symbol = `option:${spelling}`;
    view.define(symbol, definition);
    const name = own ?? spelling.slice(2).split("/")[0]!.replaceAll("-", "_");
    for (const read of reads(name)) view.refer(symbol, read, true);
  }
}

/** Where a function reads one of its parameters. */
function parameterReads(view: View, owner: Region, name: string): Region[] {
  const parameter = view.tree.inSlot(owner.id, "parameter").find((one) => one.name === name);
  if (!parameter) return [];
  return [...view.ownRegions(owner)].filter(
    (region) =>
      region.kind === "name" &&
      region.name === name &&
      view.binding(region)?.definitions.some((one) => one.by === "parameter" && one.region === parameter.id),
  );
}
