import type { Framework } from "./view.js";

/** Functions that look a text up in a catalogue, by the place of the text; where a context comes first, its place. */
const functions: [RegExp, number, number?][] = [
  [/^(_|_l|N_|u?gettext|gettext_lazy|lazy_gettext|ugettext_lazy|gettext_noop|ugettext_noop)$/, 0],
  [/^(u?ngettext|ngettext_lazy|lazy_ngettext|ungettext_lazy)$/, 0],
  [/^(pgettext|pgettext_lazy|lazy_pgettext|npgettext|npgettext_lazy)$/, 1, 0],
  [/^dn?gettext$/, 1],
];

/** Gettext, Babel and Django's translations: a text that code shows is a message of the catalogues. */
export const messages: Framework = {
  name: "messages",
  inspect(view) {
    for (const call of view.calls) {
      const name = call.name?.split(".").at(-1) ?? "";
      const found = functions.find(([pattern]) => pattern.test(name));
      if (!found) continue;
      const given = view.tree.inSlot(call.id, "argument");
      const textAt = (index: number) => view.string(view.tree.first(given[index]?.id ?? -1, "value"));
      const id = textAt(found[1]);
      const context = found[2] === undefined ? undefined : textAt(found[2]);
      if (id === undefined || (found[2] !== undefined && context === undefined)) continue;
      view.refer(`message:${context === undefined ? "" : `${context}\u0004`}${id}`, given[found[1]]);
    }
  },
};
