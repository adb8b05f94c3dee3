import type { Facts, SourceFile, Target, Transform } from "../../src/engine/model.js";
import { readDockerfile } from "../../src/syntax/dockerfile.js";
import { readJson } from "../../src/syntax/json.js";
import { readDirectives } from "../../src/syntax/nginx.js";
import { readShell } from "../../src/syntax/shell.js";
import { readToml } from "../../src/syntax/toml.js";
import { loadGrammar } from "../../src/syntax/treesitter.js";
import { readYaml } from "../../src/syntax/yaml.js";
import { decorateCompose, isCompose } from "./compose.js";
import { analyzeDockerfile } from "./dockerfile.js";
import { define, finish } from "./draft.js";
import { analyzeEnv } from "./env.js";
import { analyzeIni } from "./ini.js";
import { analyzeJson } from "./json.js";
import { decorateKubernetes } from "./kubernetes.js";
import { analyzeOwners, analyzeProcfile, analyzeWordList } from "./lines.js";
import { analyzeMakefile } from "./makefile.js";
import { decorateManifest, resolvePackages } from "./manifests.js";
import { decorateMessages, isMessages } from "./messages.js";
import { analyzeNginx } from "./nginx.js";
import { resolvePaths } from "./paths.js";
import { decoratePipeline, isPipeline } from "./pipelines.js";
import { rewriteFile } from "./rewrite.js";
import { analyzeShell } from "./shell.js";
import { analyzeToml } from "./toml.js";
import { analyzeYaml, type Reading } from "./yaml.js";

/** How files of one kind are read and checked. */
interface Format {
  isOf: RegExp;
  read(text: string, path: string, target: Target): Reading;
  diagnose(text: string): { line: number; message: string }[];
}

const formats: Format[] = [
  { isOf: /\.ya?ml$/, read: analyzeYaml, diagnose: (text) => readYaml(text).faults },
  { isOf: /\.jsonc?$/, read: analyzeJson, diagnose: (text) => readJson(text).faults },
  { isOf: /\.toml$|(^|\/)Pipfile$/, read: analyzeToml, diagnose: (text) => readToml(text).faults },
  { isOf: /\.(sh|bash)$|(^|\/)(docker-)?entrypoint$/, read: analyzeShell, diagnose: (text) => readShell(text).faults },
  {
    isOf: /(^|\/)(Dockerfile|Containerfile)[^/]*$|\.dockerfile$/i,
    read: analyzeDockerfile,
    diagnose: (text) => readDockerfile(text).faults,
  },
  { isOf: /(^|\/)(GNUm|[Mm])akefile[^/]*$|\.mk$/, read: analyzeMakefile, diagnose: () => [] },
  {
    isOf: /\.(ini|cfg)$|(^|\/)(\.gitmodules|supervisord?\.conf)$/,
    read: analyzeIni,
    diagnose: (text) => analyzeIni(text).faults,
  },
  {
    isOf: /\.conf(\.[\w-]+)?$|\.nginx$|(^|\/)sites-(available|enabled)\/[^/]+$/,
    read: analyzeNginx,
    diagnose: (text) => readDirectives(text).faults,
  },
  { isOf: /(^|\/)CODEOWNERS$/, read: analyzeOwners, diagnose: () => [] },
  { isOf: /(^|\/)Procfile[^/]*$/, read: analyzeProcfile, diagnose: () => [] },
  { isOf: /\.(txt|dic)$|(^|\/)\.(spelling|wordlist)$/, read: analyzeWordList, diagnose: () => [] },
  { isOf: /(^|\/)\.env[^/]*$|\.env(\.[^/]*)?$/, read: analyzeEnv, diagnose: () => [] },
];

const formatOf = (path: string) => formats.find((format) => format.isOf.test(path));

/**
 * Configuration: variables, settings, services.
 *
 * Before:
 *
 *     LLM_OPTION=ollama
 *     # Ollama
 *     OLLAMA_HOST=http://localhost:11434
 *
 * After, with `--successor openai`:
 *
 *     LLM_OPTION=openai
 */
const config: Transform = {
  name: "config",
  summary: "Remove settings, services and build steps of {target}",
  files: [
    "**/*.{yml,yaml}",
    "**/*.{json,jsonc}",
    "**/{*.toml,Pipfile}",
    "**/{*.ini,*.cfg,.gitmodules,supervisor.conf,supervisord.conf}",
    "**/{*.sh,*.bash,entrypoint,docker-entrypoint}",
    "**/{Dockerfile,Dockerfile.*,Dockerfile-*,Containerfile,*.Dockerfile,*.dockerfile}",
    "**/{Makefile,makefile,GNUmakefile,Makefile.*,*.mk}",
    "**/{nginx*,default}.{conf,conf.template}",
    "**/*.nginx",
    "**/{nginx,conf.d,nginx.d}/**/*.{conf,conf.template}",
    "**/sites-{available,enabled}/*",
    "**/{CODEOWNERS,Procfile,Procfile.*}",
    "**/{.cspell,cspell,.cspell.d}/*.txt",
    "**/{*cspell*,*spelling*,*wordlist*,*word-list*,*dictionary*}.{txt,dic}",
    "**/vocabularies/*/{accept,reject}.txt",
    "**/{.spelling,.wordlist}",
    "**/{.env,.env.*,.env-*,*.env,*.env.*}",
  ],
  order: 70,
  prepare: () => loadGrammar("bash"),
  analyze: analyzeFile,
  resolve: (facts, inventory) => [...resolvePaths(facts, inventory), ...resolvePackages(facts)],
  rewrite: rewriteFile,
  diagnose: (path, text) =>
    (formatOf(path)?.diagnose(text) ?? []).map((fault) => `${fault.message} at line ${fault.line}`),
};

function analyzeFile(file: SourceFile, target: Target): Facts {
  const { root, faults } = formatOf(file.path)!.read(file.text, file.path, target);
  if (isCompose(file.path)) decorateCompose(root, file.path, target, file.text);
  if (/\.ya?ml$/.test(file.path)) decorateKubernetes(root, target);
  if (isPipeline(file.path)) decoratePipeline(root, file.path, target, file.text);
  decorateManifest(root, file.path, file.text);
  if (isMessages(file.path)) decorateMessages(root);
  for (const name of templateNames(file.path)) define(root, `template:${name}`, { private: true });
  return finish(file.path, file.text, root, target, faults);
}

/** Names by which code asks for a file that lies in a folder of templates: its path from there. */
function templateNames(path: string): string[] {
  const parts = path.split("/");
  return parts.flatMap((part, index) =>
    part === "templates" && index < parts.length - 1 ? [parts.slice(index + 1).join("/")] : [],
  );
}

export default config;
