import type { Transform } from "../../src/engine/model.js";
import { analyzeFile } from "./analyze.js";
import { diagnoseFile } from "./diagnose.js";
import { resolveStyles, type StyleExtra } from "./resolve.js";
import { rewriteStyles } from "./rewrite.js";

/**
 * Style sheets: CSS, what of SCSS and Less reads like it and, through `analyzeStyles`, sheets in pages.
 *
 * Before, with `ollama` as the target:
 *
 *     .openai-tab,
 *     .ollama-tab {
 *       min-width: 6rem;
 *     }
 *
 * After:
 *
 *     .openai-tab {
 *       min-width: 6rem;
 *     }
 */
const css: Transform = {
  name: "css",
  summary: "Remove {target} from style sheets",
  files: ["**/*.css", "**/*.scss", "**/*.less"],
  order: 50,
  analyze: analyzeFile,
  resolve: resolveStyles,
  rewrite: (file, facts, verdicts) =>
    rewriteStyles(file.text, facts.regions, verdicts, (facts.extra as StyleExtra | undefined)?.named ?? []),
  diagnose: diagnoseFile,
};

export default css;
