import type { Region } from "../../../src/engine/region.js";
import type { Framework, View } from "./view.js";

/** pytest and unittest: cases of a parametrised test with the names they have in a list beside them, conditions to skip. */
export const cases: Framework = {
  name: "pytest cases",
  inspect(view) {
    for (const region of view.functions)
      for (const decorator of view.tree.inSlot(region.id, "decorator")) inspectDecorator(view, decorator);
  },
};

function inspectDecorator(view: View, decorator: Region): void {
  const { tree } = view;
  const call = tree.first(decorator.id, "value");
  if (call?.kind !== "call") return;
  if (/(^|\.)(skipif|skipIf|skipUnless)$/.test(call.name ?? "")) {
    const condition = tree.keyword(call.id, "condition") ?? tree.positional(call.id)[0];
    view.trait(condition && tree.parent(condition), "vital");
  }
  if (!/(^|\.)parametrize$/.test(call.name ?? "")) return;
  const values = tree.keyword(call.id, "argvalues") ?? tree.positional(call.id)[1];
  if (values?.kind !== "sequence") return;
  // A test without cases is none.
  view.trait(decorator, "framework");
  view.trait(tree.parent(values), "vital");
  const names = tree.keyword(call.id, "ids");
  if (names?.kind !== "sequence") return;
  const members = tree.inSlot(values.id, "element");
  const named = tree.inSlot(names.id, "element");
  if (members.length !== named.length) return;
  for (const [at, member] of members.entries()) {
    const symbol = `case:${view.path}#${member.start}`;
    view.define(symbol, member, { private: true });
    view.refer(symbol, named[at]);
  }
}
