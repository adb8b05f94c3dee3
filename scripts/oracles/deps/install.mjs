// Applications of applications.json, each installed in a virtual environment of its own.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { pythonEnvironment } from "../../python-environment.mjs";

/** Interpreter of the environment that holds pip and uv. */
export const tools = () => pythonEnvironment(fileURLToPath(new URL("requirements.txt", import.meta.url)));
const interpreter = (environment) => join(environment, "bin", "python");

/** Installs requirements from the package index that uv is set up for, into a new environment. */
export function install(environment, requirements) {
  tool("uv", "venv", "--quiet", "--python", tools(), environment);
  tool("uv", "pip", "install", "--quiet", "--compile-bytecode", "--python", interpreter(environment), ...requirements);
}

/** What pip and uv say of an environment, and what Python's packaging makes of it for some roots. */
export function ask(environment, sites, roots) {
  const inspected = JSON.parse(tool("pip", "--python", interpreter(environment), "inspect"));
  const input = JSON.stringify({ roots, inspected, sites: sites.map((site) => join(environment, site)) });
  const walk = fileURLToPath(new URL("walk.py", import.meta.url));
  return {
    inspected,
    ...JSON.parse(execFileSync(tools(), ["-B", walk], { input, encoding: "utf8", maxBuffer: 1e9 })),
    tree: tool("uv", "pip", "tree", "--no-dedupe", "--python", interpreter(environment)),
  };
}

/** What uv resolves requirements to, with the reasons as comments. */
export function compile(requirements) {
  const input = requirements.join("\n");
  return tool("uv", { input }, "pip", "compile", "--quiet", "--no-strip-extras", "--python", tools(), "-");
}

/** Runs pip or uv and gives what it prints; an object in front of the arguments holds options of the process. */
export function tool(name, ...args) {
  const options = typeof args[0] === "object" ? args.shift() : {};
  return execFileSync(tools(), ["-m", name, ...args], {
    encoding: "utf8",
    maxBuffer: 1e9,
    stdio: ["pipe", "pipe", "pipe"],
    ...options,
  });
}
