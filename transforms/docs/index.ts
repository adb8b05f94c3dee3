import type { Transform } from "../../src/engine/model.js";
import { buildFacts } from "./build.js";
import { readMarkdown } from "./markdown.js";
import { resolveNames, resolvePaths } from "./resolve.js";
import { readRestructured } from "./restructured.js";
import { rewriteDocument } from "./rewrite.js";

/**
 * Documents: Markdown, reStructuredText and plain words.
 *
 * Before:
 *
 *     Answers with OpenAI, Gemini or Ollama.
 *
 *     ## Running with Ollama
 *
 *     Pull a model:
 *
 *     ## Tests
 *
 * After:
 *
 *     Answers with OpenAI or Gemini.
 *
 *     ## Tests
 */
const docs: Transform = {
  name: "docs",
  summary: "Remove {target} from documents",
  files: [
    ...["**/*.md", "**/*.markdown", "**/*.mdx", "**/*.rst"],
    // Of other texts only those whose place or name says that they are for people.
    ...["**/README", "**/README.txt", "**/INSTALL*.txt", "**/USAGE*.txt", "**/TODO*.txt", "**/HOWTO*.txt"],
    ...["docs/**/*.txt", "doc/**/*.txt", "!**/*requirements*.txt", "!**/requirements/*.txt", "!**/constraints*.txt"],
  ],
  order: 20,
  analyze: (file, target) =>
    buildFacts(
      file,
      /\.(?:md|markdown|mdx)$/i.test(file.path) ? readMarkdown(file.path, file.text) : readRestructured(file.text),
      target,
    ),
  resolve: (facts, inventory) => [...resolvePaths(facts, inventory), ...resolveNames(facts)],
  rewrite: rewriteDocument,
};

export default docs;
