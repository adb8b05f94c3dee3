import { isLanguage, isMessagePath, messageKey } from "../../src/syntax/message-files.js";
import { addTrait, contentOf, type Draft, define } from "./draft.js";

/** True for a file of translations by keys. */
export const isMessages = (path: string): boolean => /\.(jsonc?|ya?ml)$/.test(path) && isMessagePath(path);

/**
 * Marks the keys of a file of translations: a key is a message that code shows by its dotted name (`acme.hint`); all
 * languages lose it at once, with the last code that shows it. What it says are words, not values of settings.
 */
export function decorateMessages(root: Draft): void {
  const visit = (container: Draft, around: string) => {
    for (const child of container.children) {
      if (child.kind !== "setting") continue;
      const value = contentOf(child);
      const key = around === "" ? child.name! : `${around}.${child.name}`;
      define(child, `message:${messageKey(key)}`, { private: true });
      if (value?.kind === "settings") {
        addTrait(child, "optional");
        visit(value, key);
      } else if (value?.kind === "literal") asWords(value);
    }
  };
  for (const document of root.children[0]!.children) {
    if (document.kind !== "settings") continue;
    const [only, ...others] = document.children.filter((child) => child.kind === "setting");
    const below = contentOf(only);
    // `en: …` around all of it, as Rails writes it.
    visit(others.length === 0 && isLanguage(only?.name ?? "") && below?.kind === "settings" ? below : document, "");
  }
}

function asWords(value: Draft): void {
  value.kind = "text";
  delete value.value;
}
