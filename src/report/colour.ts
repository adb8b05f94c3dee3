import pico from "picocolors";

/** The few styles that reports use. Without colour every one gives its text back. */
export interface Palette {
  heading(text: string): string;
  dim(text: string): string;
  added(text: string): string;
  deleted(text: string): string;
  /** The changed words inside a changed line. */
  addedWord(text: string): string;
  deletedWord(text: string): string;
  place(text: string): string;
  warning(text: string): string;
  error(text: string): string;
  good(text: string): string;
}

/** Makes the styles of a report. */
export function makePalette(enabled: boolean): Palette {
  const colours = pico.createColors(enabled);
  return {
    heading: (text) => colours.bold(text),
    dim: (text) => colours.dim(text),
    added: (text) => colours.green(text),
    deleted: (text) => colours.red(text),
    addedWord: (text) => colours.green(colours.inverse(text)),
    deletedWord: (text) => colours.red(colours.inverse(text)),
    place: (text) => colours.cyan(text),
    warning: (text) => colours.yellow(text),
    error: (text) => colours.red(colours.bold(text)),
    good: (text) => colours.green(text),
  };
}

/**
 * Decides on colour: the flag, then NO_COLOR, then FORCE_COLOR, then whether the stream is a terminal.
 * An empty variable counts as not set, as no-color.org asks.
 */
export function wantsColour(
  flag: boolean | undefined,
  environment: Readonly<Record<string, string | undefined>>,
  isTerminal: boolean,
): boolean {
  if (flag !== undefined) return flag;
  if (environment.NO_COLOR) return false;
  if (environment.FORCE_COLOR) return environment.FORCE_COLOR !== "0" && environment.FORCE_COLOR !== "false";
  return isTerminal && environment.TERM !== "dumb";
}
