import type { Transform } from "../../src/engine/model.js";
import { loadGrammar } from "../../src/syntax/treesitter.js";
import { analyzeComponent } from "./analyze.js";
import { resolveComponents } from "./resolve.js";

/**
 * Components of Vue, Svelte and Angular. Their templates are not parsed, so nothing in them changes and every mention is
 * `review: not parsed`; what their scripts import and their templates name is held for them.
 */
const components: Transform = {
  name: "components",
  summary: "Remove {target} from components",
  files: ["**/*.vue", "**/*.svelte", "**/*.component.html"],
  // Before the pages, whose files end in .html as well.
  order: 25,
  prepare: () => loadGrammar("javascript"),
  analyze: (file) => analyzeComponent(file),
  resolve: resolveComponents,
};

export default components;
