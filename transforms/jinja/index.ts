import type { Transform } from "../../src/engine/model.js";
import { loadGrammar } from "../../src/syntax/treesitter.js";
import { analyzeTemplate } from "./analyze.js";
import { checkScripts } from "./check.js";
import { diagnoseTemplate } from "./diagnose.js";
import { resolveTemplates } from "./resolve.js";
import { rewriteTemplate } from "./rewrite.js";

/**
 * Templates of Jinja, Django and Mako, and plain pages: elements, attributes, arms, loops, list members, macros, and the
 * scripts inside them.
 *
 * Before, with `ollama` as the target:
 *
 *     {% if provider == 'ollama' %}
 *     <p>Running locally.</p>
 *     {% elif provider == 'openai' %}
 *     <p>Running at OpenAI.</p>
 *     {% endif %}
 *
 * After:
 *
 *     {% if provider == 'openai' %}
 *     <p>Running at OpenAI.</p>
 *     {% endif %}
 */
const jinja: Transform = {
  name: "jinja",
  summary: "Remove {target} from templates",
  files: ["**/*.html", "**/*.htm", "**/*.jinja", "**/*.jinja2", "**/*.j2", "**/*.tpl", "**/*.tmpl", "**/*.xml"],
  order: 30,
  prepare: () => loadGrammar("javascript"),
  analyze: analyzeTemplate,
  resolve: resolveTemplates,
  check: checkScripts,
  rewrite: rewriteTemplate,
  diagnose: diagnoseTemplate,
};

export default jinja;
