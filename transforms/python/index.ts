import type { Transform } from "../../src/engine/model.js";
import { loadGrammar } from "../../src/syntax/treesitter.js";
import { analyze } from "./analyze.js";
import { check } from "./check.js";
import { format } from "./format.js";
import { resolve } from "./resolve.js";
import { rewrite } from "./rewrite/index.js";
import { pythonFaults } from "./syntax.js";

/**
 * Python: what a target leaves behind in `.py` files.
 *
 * Before:
 *
 *     if provider == "ollama":
 *         return ask_ollama(prompt)
 *     elif provider == "openai":
 *         return ask_openai(prompt)
 *
 * After:
 *
 *     if provider == "openai":
 *         return ask_openai(prompt)
 */
const python: Transform = {
  name: "python",
  summary: "Remove {target} from Python code",
  files: ["**/*.py", "**/*.pyi"],
  order: 60,
  // What puts names together, of routes, pages or attributes, may mean what it does not spell.
  glue: /\b(register_blueprint|include_router|url_prefix|urlpatterns|add_url_rule|jinja_env|context_processor)\b|\b(getattr|import_module)\([^)\n]*([fF]["']|\+|%|\.format)|\bglobals\(\)\[[^"'\]]/,
  prepare: async () => {
    // Pages in strings hold scripts.
    for (const grammar of ["python", "javascript"] as const) await loadGrammar(grammar);
  },
  analyze,
  resolve,
  check,
  rewrite,
  format,
  diagnose: (_path, text) => pythonFaults(text).map((fault) => `line ${fault.line}: ${fault.message}`),
};

export default python;
