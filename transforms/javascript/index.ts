import type { Transform } from "../../src/engine/model.js";
import { loadGrammar } from "../../src/syntax/treesitter.js";
import { analyzeFile } from "./analyze.js";
import { resolveModules } from "./attribute-modules.js";
import { checkFile } from "./check.js";
import { diagnoseFile } from "./diagnose.js";
import { resolveImports, resolveKeys, resolveLookups, resolveMembers } from "./resolve.js";
import { rewriteFile } from "./rewrite.js";

/**
 * Scripts: JavaScript and TypeScript files and, through `analyzeScript`, scripts in pages.
 *
 * Before, with `/api/ollama/models` gone:
 *
 *     const names = await (await fetch('/api/ollama/models')).json();
 *     list.textContent = names.join(', ');
 *     start();
 *
 * After:
 *
 *     start();
 */
const javascript: Transform = {
  name: "javascript",
  summary: "Remove {target} from scripts",
  files: ["**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}"],
  order: 40,
  prepare: async () => {
    for (const grammar of ["javascript", "typescript", "tsx"] as const) await loadGrammar(grammar);
  },
  analyze: (file) => analyzeFile(file),
  resolve: (facts, inventory) => {
    const imports = resolveImports(facts, inventory);
    return [
      ...imports,
      ...resolveLookups(facts, imports),
      ...resolveKeys(facts),
      ...resolveMembers(facts),
      ...resolveModules(facts),
    ];
  },
  check: checkFile,
  rewrite: rewriteFile,
  diagnose: diagnoseFile,
};

export default javascript;
