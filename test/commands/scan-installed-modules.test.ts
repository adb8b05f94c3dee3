import { afterAll, expect, test, vi } from "vitest";
import type { ScanDocument } from "../../src/report/scan-document.js";
import { makeRepository, removeFolders, run, writeFiles } from "./support.js";

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });
afterAll(removeFolders);

/** Files of an installed distribution with one module. */
function installed(name: string, module: string): Record<string, string> {
  const site = ".venv/lib/python3.12/site-packages";
  return {
    [`${site}/${name}-1.0.dist-info/METADATA`]: `Metadata-Version: 2.1\nName: ${name}\nVersion: 1.0\n`,
    [`${site}/${name}-1.0.dist-info/top_level.txt`]: `${module}\n`,
    [`${site}/${name}-1.0.dist-info/RECORD`]: `${module}/__init__.py,,1\n`,
    [`${site}/${module}/__init__.py`]: "\n",
  };
}

test("what is installed tells its modules itself, whatever they are called elsewhere", async () => {
  const folder = makeRepository({
    ".gitignore": ".venv/\n",
    "requirements.txt": "Ribbon-Flask==1.0\n",
    "app.py": "import flask_ribbon\nimport knots.tight\nimport twine_maker\n",
  });
  writeFiles(folder, {
    ".venv/pyvenv.cfg": "home = /usr/bin\nversion = 3.12.4\n",
    ...installed("ribbon_flask", "flask_ribbon"),
    ...installed("python_knots", "knots"),
  });
  const { output } = await run(folder, ["scan", "--json"]);
  const { missing } = (JSON.parse(output) as ScanDocument).dependencies;
  // flask_ribbon is asked for by another name; knots is there, but nobody asks; of twine_maker only the name is known.
  expect(missing.map((one) => [one.import, one.distribution])).toEqual([
    ["knots.tight", "python-knots"],
    ["twine_maker", "twine-maker"],
  ]);
});

test("settings name a module, not the distribution that holds it", async () => {
  const folder = makeRepository({
    ".gitignore": ".venv/\n",
    "requirements.txt": "shop-sieve==1.0\nshop-ladle==1.0\n",
    "settings.py": 'INSTALLED_APPS = ["shop_sieves"]\n',
  });
  writeFiles(folder, {
    ".venv/pyvenv.cfg": "home = /usr/bin\nversion = 3.12.4\n",
    ...installed("shop_sieve", "shop_sieves"),
    ...installed("shop_ladle", "shop_ladles"),
  });
  const { output } = await run(folder, ["scan", "--json"]);
  expect((JSON.parse(output) as ScanDocument).dependencies.unused).toEqual(["shop-ladle"]);
});
