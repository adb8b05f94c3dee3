import { afterAll, expect, test, vi } from "vitest";
import type { ScanDocument } from "../../src/report/scan-document.js";
import { makeRepository, removeFolders, run, writeFiles } from "./support.js";

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });
afterAll(removeFolders);

test("what is installed tells its modules itself, whatever they are called elsewhere", async () => {
  const site = ".venv/lib/python3.12/site-packages";
  const folder = makeRepository({
    ".gitignore": ".venv/\n",
    "requirements.txt": "Ribbon-Flask==1.0\n",
    "app.py": "import flask_ribbon\nimport knots.tight\nimport twine_maker\n",
  });
  const info = (name: string, modules: string) => ({
    [`${site}/${name}-1.0.dist-info/METADATA`]: `Metadata-Version: 2.1\nName: ${name}\nVersion: 1.0\n`,
    [`${site}/${name}-1.0.dist-info/top_level.txt`]: modules,
    [`${site}/${name}-1.0.dist-info/RECORD`]: `${modules.trim()}/__init__.py,,1\n`,
    [`${site}/${modules.trim()}/__init__.py`]: "\n",
  });
  writeFiles(folder, {
    ".venv/pyvenv.cfg": "home = /usr/bin\nversion = 3.12.4\n",
    ...info("ribbon_flask", "flask_ribbon\n"),
    ...info("python_knots", "knots\n"),
  });
  const { output } = await run(folder, ["scan", "--json"]);
  const { missing } = (JSON.parse(output) as ScanDocument).dependencies;
  // flask_ribbon is asked for by another name; knots is there, but nobody asks; of twine_maker only the name is known.
  expect(missing.map((one) => [one.import, one.distribution])).toEqual([
    ["knots.tight", "python-knots"],
    ["twine_maker", "twine-maker"],
  ]);
});
