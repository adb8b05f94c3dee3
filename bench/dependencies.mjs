// Times `unpick scan` on a lock of 2,000 packages and on an environment of 400, from a cold start.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const cli = fileURLToPath(new URL("../dist/src/cli.js", import.meta.url));
const RUNS = 5;

/** Numbers that look random and are the same everywhere. */
function random(seed) {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/** A graph without order in its needs: one package in ten is a root, each needs up to seven that come later. */
function packagesOf(number) {
  const next = random(number);
  return Array.from({ length: number }, (_, index) => ({
    name: `package-${index}`,
    version: `1.${next(40)}.${next(10)}`,
    bytes: 1000 + next(5_000_000),
    isRoot: index % 10 === 0,
    needs: [
      ...new Set(
        Array.from({ length: next(8) }, () => index + 1 + next(Math.min(200, number - index))).filter(
          (other) => other < number,
        ),
      ),
    ].map((other) => `package-${other}`),
  }));
}

function uvLock(packages) {
  const roots = packages.map(({ name }) => `    { name = "${name}" },\n`).join("");
  return [
    'version = 1\nrevision = 2\nrequires-python = ">=3.11"\n',
    `[[package]]\nname = "application"\nversion = "0"\nsource = { virtual = "." }\ndependencies = [\n${roots}]\n`,
    ...packages.map(({ name, version, bytes, needs }) => {
      const list = needs
        .map(
          (need) => `    { name = "${need}", marker = "python_full_version < '3.14' or sys_platform == 'linux'" },\n`,
        )
        .join("");
      const wheels = ["cp310-cp310", "cp311-cp311", "cp312-cp312", "cp313-cp313"].map(
        (tag) =>
          `    { url = "https://files.example/${name.replace("-", "_")}-${version}-${tag}-manylinux_2_17_x86_64.manylinux2014_x86_64.whl", hash = "sha256:00", size = ${bytes} },\n`,
      );
      return `[[package]]\nname = "${name}"\nversion = "${version}"\nsource = { registry = "https://pypi.org/simple" }\ndependencies = [\n${list}]\nwheels = [\n${wheels.join("")}]\n`;
    }),
  ].join("\n");
}

/** Files of a virtual environment: each package has 60 modules, half of them compiled. */
function environment(packages) {
  const site = "venv/lib/python3.11/site-packages";
  const files = { "venv/pyvenv.cfg": "version = 3.11.9\n" };
  for (const { name, version, needs } of packages) {
    const module = name.replace("-", "_");
    const info = `${site}/${module}-${version}.dist-info`;
    const record = [];
    for (let index = 0; index < 60; index += 1) {
      files[`${site}/${module}/module${index}.py`] = "x = 1\n";
      record.push(`${module}/module${index}.py,sha256=0,6`);
      if (index % 2 === 0) files[`${site}/${module}/__pycache__/module${index}.cpython-311.pyc`] = "compiled";
    }
    files[`${info}/METADATA`] =
      `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n${needs.map((need) => `Requires-Dist: ${need}>=1\n`).join("")}`;
    files[`${info}/RECORD`] = `${record.join("\n")}\n`;
  }
  return files;
}

function repository(folder, packages, more) {
  const files = {
    "app.py": packages
      .filter(({ isRoot }) => isRoot)
      .map(({ name }) => `import ${name.replace("-", "_")}\n`)
      .join(""),
    "requirements.txt": packages.map(({ name, version }) => `${name}==${version}\n`).join(""),
    ".gitignore": "venv/\n",
    ...more,
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const git = (...args) => execFileSync("git", args, { cwd: folder, stdio: "ignore" });
  git("init", "--quiet");
  git("add", "--all");
  git("-c", "user.name=Ann", "-c", "user.email=ann@example.org", "commit", "--quiet", "--message", "First");
}

function time(folder, ...words) {
  const seconds = [];
  let output = "";
  for (let run = 0; run < RUNS; run += 1) {
    const start = performance.now();
    const result = spawnSync(process.execPath, [cli, "scan", "--json", ...words], {
      cwd: folder,
      encoding: "utf8",
      maxBuffer: 1e9,
    });
    if (result.status !== 0) throw new Error(`scan ended with ${result.status}\n${result.stderr}`);
    seconds.push((performance.now() - start) / 1000);
    output = result.stdout;
  }
  const { packages, sources, bytes } = JSON.parse(output).dependencies;
  const median = [...seconds].sort((a, b) => a - b)[Math.floor(RUNS / 2)];
  console.log(
    `${sources[0].path}: ${packages} packages, ${bytes.download ?? bytes.installed} bytes: median ${median.toFixed(2)} s ` +
      `(${seconds.map((one) => one.toFixed(2)).join(", ")})`,
  );
}

const folder = mkdtempSync(join(tmpdir(), "unpick-bench-"));
try {
  const many = packagesOf(2000);
  repository(join(folder, "lock"), many, { "uv.lock": uvLock(many) });
  time(join(folder, "lock"), "--without", "package-1*");
  const some = packagesOf(400);
  repository(join(folder, "environment"), some, environment(some));
  time(join(folder, "environment"), "--without", "package-1*");
} finally {
  rmSync(folder, { recursive: true, force: true });
}
