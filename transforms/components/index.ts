import type { Facts, Transform } from "../../src/engine/model.js";
import { loadGrammar } from "../../src/syntax/treesitter.js";
import { checkScripts } from "../jinja/check.js";
import { rewriteTemplate } from "../jinja/rewrite.js";
import { analyzeComponent } from "./analyze.js";
import { resolveComponents } from "./resolve.js";
import { analyzeVue } from "./vue/analyze.js";
import { diagnoseVue } from "./vue/diagnose.js";

/** True if the file was read as a page with scripts and sheets; others are left as they are. */
const isRead = (facts: Facts) => facts.faults.length === 0;

/**
 * Components of Vue, Svelte and Angular. Single files of Vue are pages with scripts and sheets. The templates of the
 * others are not parsed, so nothing in them changes and every mention is `review: not parsed`; what their scripts
 * import and their templates name is held for them.
 *
 * Before, with `ollama` as the target:
 *
 *     <template>
 *       <p v-if="provider === 'ollama'">Running locally.</p>
 *       <p v-else>Running at {{ provider }}.</p>
 *     </template>
 *
 * After:
 *
 *     <template>
 *       <p>Running at {{ provider }}.</p>
 *     </template>
 */
const components: Transform = {
  name: "components",
  summary: "Remove {target} from components",
  files: ["**/*.vue", "**/*.svelte", "**/*.component.html"],
  // Before the pages, whose files end in .html as well.
  order: 25,
  prepare: async () => {
    for (const grammar of ["javascript", "typescript", "tsx"] as const) await loadGrammar(grammar);
  },
  analyze: (file, target) =>
    (file.path.endsWith(".vue") ? analyzeVue(file, target) : undefined) ?? analyzeComponent(file),
  resolve: resolveComponents,
  check: (file, facts, verdicts) => (isRead(facts) ? checkScripts(file, facts, verdicts) : []),
  rewrite: (file, facts, verdicts) => (isRead(facts) ? rewriteTemplate(file, facts, verdicts) : []),
  diagnose: (path, text) => (path.endsWith(".vue") ? diagnoseVue(path, text) : []),
};

export default components;
