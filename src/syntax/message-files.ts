/** Folders in which one file for each language holds the texts of an application. */
const folder = /(^|\/)(locales?|i18n|translations?|langs?|languages?|intl)\//i;
const language = /^([a-z]{2,3})([-_][A-Za-z]{2,4})*$/;
const named = /(^|\/)messages[/._-]([a-z]{2,3})([-_][A-Za-z]{2,4})*\.[a-z]+$/;

/** Ends that i18next and others put behind a key for its plural forms. */
const plural = /_(zero|one|two|few|many|other|plural)$/;

/** True for a path that looks like a file of texts by keys, one for each language. */
export const isMessagePath = (path: string): boolean => folder.test(path) || named.test(path);

/** True for the code of a language: `en`, `pt-BR`, `zh_Hans`. */
export const isLanguage = (word: string): boolean => language.test(word);

/** The key that code shows, without the end that tells a plural form. */
export const messageKey = (key: string): string => key.replace(plural, "");
