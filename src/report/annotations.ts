import type { GuardDocument } from "./documents.js";

/** Escapes a message of a workflow command. */
const message = (text: string) => text.replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");

/** Escapes a property of a workflow command. */
const property = (text: string) => message(text).replace(/:/g, "%3A").replace(/,/g, "%2C");

/**
 * A guard's findings as GitHub's workflow commands, one line each, which the page of a pull request shows beside the
 * code.
 *
 * Source: GitHub Docs, "Workflow commands for GitHub Actions"; the escapes are those of actions/toolkit.
 */
export function toAnnotations(document: GuardDocument): string {
  return document.findings
    .map(
      ({ path, line, column, text }) =>
        `::error file=${property(path)},line=${line},col=${column},endColumn=${column + text.length},title=unpick::${message(
          `${text} mentions ${document.target}, which was removed`,
        )}\n`,
    )
    .join("");
}
