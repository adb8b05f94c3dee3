import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

/** What each part may import besides itself; types may always come from the model. */
const allowed: Record<string, string[]> = {
  "src/errors.ts": [],
  "src/target": ["src/errors.ts"],
  "src/git": ["src/errors.ts"],
  "src/repo": ["src/errors.ts", "src/git", "src/target"],
  "src/syntax": [],
  // Lists, locks, environments and the graph of packages: texts in, facts out. Lists have places, which parsers tell.
  "src/dependencies": ["src/errors.ts", "src/syntax"],
  // What runs in production: texts in, facts and generated files out.
  "src/production": ["src/errors.ts", "src/dependencies", "src/syntax"],
  // Keys and passwords in texts.
  "src/secrets": ["src/errors.ts", "src/syntax"],
  // Files in a store of objects.
  "src/storage": ["src/errors.ts"],
  "src/verify": ["src/engine", "src/repo", "src/syntax", "src/target"],
  "src/engine": ["src/errors.ts", "src/dependencies", "src/repo", "src/syntax", "src/target"],
  "src/registry.ts": [],
  "src/report": [],
  "src/commands": [
    "src/errors.ts",
    "src/dependencies",
    "src/engine",
    "src/git",
    "src/production",
    "src/registry.ts",
    "src/repo",
    "src/report",
    "src/secrets",
    "src/storage",
    "src/target",
    "src/verify",
  ],
  "src/cli.ts": ["src/errors.ts", "src/commands", "src/report"],
  // A transform uses parsers and its own folder. Pages hold scripts and styles: jinja hands those on.
  "transforms/jinja": ["src/syntax", "transforms/css", "transforms/javascript"],
  // Components of a framework are pages with scripts and styles.
  "transforms/components": ["src/syntax", "transforms/css", "transforms/javascript", "transforms/jinja"],
  // Strings of Python hold pages.
  "transforms/python": ["src/syntax", "src/target", "transforms/jinja"],
  // A notebook holds Python and documents: it hands them on and translates places.
  "transforms/notebook": ["src/syntax", "transforms/docs", "transforms/python"],
  // Lists of requirements are read as whoever installs them reads them.
  "transforms/config": ["src/syntax", "src/target", "src/dependencies"],
  "transforms/requirements": ["src/syntax", "src/target", "src/dependencies"],
  // Changes of what is installed: thin on top of what lists, locks and uses tell.
  "transforms/torch-cpu": ["src/dependencies"],
  "transforms/chromadb-client": ["src/dependencies"],
  "transforms/pin-constraints": ["src/dependencies"],
  // Clean-ups judge whole files by what their paths tell.
  "transforms/gitignore": ["src/syntax", "src/target", "src/repo"],
  // Keys and passwords: the rules tell where, the clean-up what to do.
  "transforms/secrets": ["src/repo", "src/secrets", "src/syntax"],
  "transforms/junk": ["src/syntax", "src/target", "src/repo"],
};
const ofTransforms = ["src/syntax", "src/target"];

/** Top-level files and folders of a folder, TypeScript only, with their paths from the root. */
function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(folder, name));
}

const partOf = (path: string) => path.split("/").slice(0, 2).join("/");

interface Import {
  from: string;
  to: string;
  typeOnly: boolean;
}

function importsOf(path: string): Import[] {
  const text = readFileSync(join(root, path), "utf8");
  const found: Import[] = [];
  for (const match of text.matchAll(/^(?:import|export)( type)?[^;"]*? from "(\.[^"]+)"|import\("(\.[^"]+)"\)/gm)) {
    const target = match[2] ?? match[3]!;
    const to = relative(root, join(root, dirname(path), target)).replace(/\.js$/, ".ts");
    found.push({ from: path, to, typeOnly: match[1] !== undefined });
  }
  return found;
}

const imports = [...sources("src"), ...sources("transforms")].flatMap(importsOf);

describe("imports", () => {
  it("are found", () => expect(imports.length).toBeGreaterThan(200));

  it("point one way between parts", () => {
    const wrong = imports.filter(({ from, to, typeOnly }) => {
      const [here, there] = [partOf(from), partOf(to)];
      if (here === there || (typeOnly && there.startsWith("src/"))) return false;
      return !(allowed[here] ?? (here.startsWith("transforms/") ? ofTransforms : [])).includes(there);
    });
    expect(wrong).toEqual([]);
  });

  it("never form a ring inside the engine, git, commands, report, target or repo", () => {
    const next = new Map<string, string[]>();
    for (const { from, to, typeOnly } of imports) if (!typeOnly) next.set(from, [...(next.get(from) ?? []), to]);
    const done = new Set<string>();
    const rings: string[] = [];
    const visit = (path: string, way: string[]) => {
      if (way.includes(path)) rings.push([...way.slice(way.indexOf(path)), path].join(" > "));
      else if (!done.has(path)) {
        for (const to of next.get(path) ?? []) visit(to, [...way, path]);
        done.add(path);
      }
    };
    for (const path of next.keys()) if (path.startsWith("src/")) visit(path, []);
    expect(rings).toEqual([]);
  });

  it("of parsers stand in src/syntax alone", () => {
    const parsers = /from "(web-tree-sitter|parse5|postcss[^"]*|mdast[^"]*|micromark[^"]*)"/;
    const wrong = [...sources("src"), ...sources("transforms")].filter(
      (path) => !path.startsWith("src/syntax/") && parsers.test(readFileSync(join(root, path), "utf8")),
    );
    expect(wrong).toEqual([]);
  });
});
