import type { GuardDocument } from "./documents.js";

/** The rule that a returned mention breaks. */
const RULE = "target-mentioned";

/**
 * A guard's findings as a SARIF log, one result for each mention. Lines are one-based; columns count UTF-16 code
 * units, and the log says so.
 *
 * Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0.
 */
export function toSarif(document: GuardDocument, version: string): object {
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "unpick",
            version,
            rules: [{ id: RULE, shortDescription: { text: "A removed feature is mentioned again" } }],
          },
        },
        columnKind: "utf16CodeUnits",
        results: document.findings.map((finding) => ({
          ruleId: RULE,
          level: "error",
          message: { text: `${finding.text} mentions ${document.target}, which was removed` },
          locations: [
            {
              physicalLocation: {
                // Each segment is escaped by itself: a path may hold blanks, and a `%` is a character like another.
                artifactLocation: { uri: finding.path.split("/").map(encodeURIComponent).join("/") },
                region: {
                  startLine: finding.line,
                  startColumn: finding.column,
                  endColumn: finding.column + finding.text.length,
                },
              },
            },
          ],
        })),
      },
    ],
  };
}
