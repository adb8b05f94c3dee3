/**
 * Where unpick is right not to give back the clean text, with the reason. `is` tells it from one difference, as
 * `judge.mjs` writes them, and the case.
 * @type {{ reason: string, is: (difference: string, planted: string[]) => boolean }[]}
 */
export const exceptions = [];
