import type { Region } from "../../../src/engine/region.js";
import type { Framework, View } from "./view.js";

/** unittest.mock: what a patch names, and the parameter that a patching decorator fills. */
export const mock: Framework = {
  name: "mock",
  inspect(view) {
    for (const call of view.calls) if (isPatch(call)) view.trait(call, "lookup", "patches");
    for (const region of view.functions) fillParameters(view, region);
    for (const region of view.tree.regions) {
      const target = region.kind === "assignment" ? view.tree.first(region.id, "target") : undefined;
      if (target?.kind === "member" && /^(return_value|side_effect)$/.test(target.name ?? ""))
        view.trait(region, "patches");
    }
  },
};

const isPatch = (call: Region) => /(^|\.)patch(\.object|\.multiple|\.dict)?$/.test(call.name ?? "");

/** Decorators without `new` fill the parameters from the bottom up (docs.python.org/3/library/unittest.mock.html). */
function fillParameters(view: View, region: Region): void {
  const { tree } = view;
  const parameters = tree
    .inSlot(region.id, "parameter")
    .filter((one) => !/^(self|cls)$/.test(one.name ?? "") && one.operator === undefined);
  let next = 0;
  for (const decorator of [...tree.inSlot(region.id, "decorator")].reverse()) {
    const call = tree.first(decorator.id, "value");
    if (call?.kind !== "call" || !/(^|\.)patch(\.object)?$/.test(call.name ?? "")) continue;
    const written = tree.positional(call.id);
    const given = /\.object$/.test(call.name ?? "") ? written.length > 2 : written.length > 1;
    if (given || tree.keyword(call.id, "new")) continue;
    const parameter = parameters[next++];
    if (!parameter) continue;
    const patched = `patched:${view.path}#${decorator.id}`;
    view.define(patched, decorator);
    view.refer(patched, parameter);
  }
}
