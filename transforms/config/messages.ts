import { addTrait, contentOf, type Draft, define } from "./draft.js";

/** Folders in which one file for each language holds the texts of an application. */
const folder = /(^|\/)(locales?|i18n|translations?|langs?|languages?|intl)\//i;
const language = /^([a-z]{2,3})([-_][A-Za-z]{2,4})*$/;
const named = /(^|\/)messages[/._-]([a-z]{2,3})([-_][A-Za-z]{2,4})*\.[a-z]+$/;

/** Ends that i18next and others put behind a key for its plural forms. */
const plural = /_(zero|one|two|few|many|other|plural)$/;

/** True for a file of translations by keys. */
export const isMessages = (path: string): boolean =>
  /\.(jsonc?|ya?ml)$/.test(path) && (folder.test(path) || named.test(path));

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
      define(child, `message:${key.replace(plural, "")}`, { private: true });
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
    visit(others.length === 0 && language.test(only?.name ?? "") && below?.kind === "settings" ? below : document, "");
  }
}

function asWords(value: Draft): void {
  value.kind = "text";
  delete value.value;
}
