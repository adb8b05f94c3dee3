import type { Transform } from "../../src/engine/model.js";
import { buildFacts } from "./build.js";
import { readMarkdown } from "./markdown.js";
import { resolvePaths } from "./resolve.js";
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
  summary: "Take {target} out of the documents",
  files: ["**/*.md", "**/*.markdown", "**/*.mdx"],
  order: 20,
  analyze: (file, target) => buildFacts(file, readMarkdown(file.text), target),
  resolve: resolvePaths,
  rewrite: rewriteDocument,
};

export default docs;
