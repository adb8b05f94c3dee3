import { describe, expect, it } from "vitest";
import type { DependencyGraph } from "../../../src/dependencies/model.js";
import { normaliseName } from "../../../src/dependencies/names.js";
import { commandUses } from "../../../src/dependencies/usage/commands.js";
import table from "../../../src/dependencies/usage/commands.json" with { type: "json" };

/** What a file's commands need, as `distribution:line`. */
function needs(path: string, text: string, known: string[] = []): string[] {
  return commandUses([{ path, text, isDevelopment: false }], new Set(known))
    .map(({ distribution, line }) => `${distribution}:${line}`)
    .sort();
}

describe("commands", () => {
  it.each([
    [
      "Procfile",
      "# web\nweb: gunicorn -k gevent app:app\nworker: celery -A app worker -P eventlet\n",
      ["celery:3", "eventlet:3", "gevent:2", "gunicorn:2"],
    ],
    [
      "Dockerfile",
      'FROM python\nRUN pip install x && \\\n    alembic upgrade head\nCMD ["gunicorn", "-k", "uvicorn.workers.UvicornWorker", "a:b"]\n',
      ["alembic:2", "gunicorn:4", "uvicorn:4"],
    ],
    ["docker/web.Dockerfile", "CMD exec /opt/venv/bin/uvicorn app:app\n", ["uvicorn:1"]],
    [
      "compose.yml",
      "services:\n  web:\n    command: uvicorn app:app\n  worker:\n    command:\n      - celery\n      - -A\n      - app\n",
      ["celery:6", "uvicorn:3"],
    ],
    [
      "Makefile",
      "lint:\n\t@ruff check . && poetry run mypy app\n\tpython -m black .\n",
      ["black:3", "mypy:2", "ruff:2"],
    ],
    [
      ".github/workflows/ci.yml",
      "    steps:\n      - run: flask db upgrade\n      - name: Test\n        run: |\n          CI=1 coverage run -m pytest -n auto\n",
      ["coverage:5", "flask-migrate:2", "flask:2", "pytest-xdist:5", "pytest:5"],
    ],
    [
      "tox.ini",
      "[testenv]\ncommands =\n    pytest --cov=app\n    flake8 app\n",
      ["flake8:4", "pytest-cov:3", "pytest:3"],
    ],
    [
      "noxfile.py",
      'def tests(session):\n    session.run("pytest", "--reruns", "2")\n',
      ["pytest-rerunfailures:2", "pytest:2"],
    ],
    ["scripts/start.sh", "#!/bin/sh\nexec gunicorn \\\n  --worker-class gevent app:app\n", ["gevent:2", "gunicorn:2"]],
    ["deploy/web.service", "[Service]\nExecStart=/srv/venv/bin/gunicorn app:app\n", ["gunicorn:2"]],
    [
      "pytest.ini",
      "[pytest]\nDJANGO_SETTINGS_MODULE = shop.settings\naddopts = -q --cov=shop\n",
      ["pytest-cov:3", "pytest-django:2"],
    ],
    [
      "pyproject.toml",
      '[tool.pytest.ini_options]\naddopts = [\n  "--cov",\n]\nasyncio_mode = "auto"\n[tool.x]\n',
      ["pytest-asyncio:5", "pytest-cov:2"],
    ],
    ["bin/lint", "#!/bin/bash\nset -e\npython -m flake8 .\nisort app\n", ["flake8:3", "isort:4"]],
    [
      "run",
      '#!/usr/bin/env bash\ncmd() {\n  docker compose exec web "$@"\n}\nlint() {\n  cmd ruff check\n}\n',
      ["ruff:6"],
    ],
    [
      "justfile",
      "set dotenv-load\n\nlint: build\n    @docker compose run --rm -e CI=1 web djlint .\n    {{ python }} -m mypy app\n",
      ["djlint:4", "mypy:5"],
    ],
    [
      "Taskfile.yml",
      "tasks:\n  lint:\n    cmds:\n      - ruff check .\n      - cmd: mypy app\n  test:\n    cmd: pytest\n",
      ["mypy:5", "pytest:7", "ruff:4"],
    ],
    [
      "package.json",
      '{\n  "scripts": {\n    "build": "vite build",\n    "test": "poetry run pytest && flake8"\n  }\n}\n',
      ["flake8:4", "pytest:4"],
    ],
    [
      "pyproject.toml",
      '[tool.poe.tasks]\nlint = "ruff check"\n[tool.poe.tasks.all]\nhelp = "black"\nsequence = [{ cmd = "mypy app" }, "isort app"]\n',
      ["isort:5", "mypy:5", "ruff:2"],
    ],
    [
      "tox.toml",
      '[env_run_base]\ndescription = "flake8"\ncommands = [["pytest", "-n", "2"]]\n',
      ["pytest-xdist:3", "pytest:3"],
    ],
    ["Pipfile", '[packages]\ncelery = "*"\n[scripts]\nserve = "gunicorn app:app"\n', ["gunicorn:4"]],
    ["fly.toml", '[processes]\nweb = "uvicorn app:app"\n', ["uvicorn:2"]],
    [
      "tasks.py",
      'import subprocess, sys\ndef lint(c):\n    c.run("black .")\n    subprocess.run([sys.executable, "-m", "mypy", "app"])\n',
      ["black:3", "mypy:4"],
    ],
    [
      ".pre-commit-config.yaml",
      "repos:\n  - repo: local\n    hooks:\n      - id: types\n        entry: mypy app\n        language: system\n",
      ["mypy:5"],
    ],
    ["Makefile", "lint:\n\t$(PYTHON) -m ruff check\n\t$(BIN)/black .\n", ["black:3", "ruff:2"]],
  ])("of %s", (path, text, expected) => expect(needs(path, text)).toEqual(expected));

  it.each([
    ["what is installed", "Dockerfile", "RUN pip install gunicorn celery\nRUN apt-get install -y supervisor\n"],
    ["names of services", "compose.yml", "services:\n  celery:\n    image: flower\n    depends_on: [uvicorn]\n"],
    ["targets", "Makefile", "pytest: lint\nflask:\n\techo flask\n"],
    ["comments", "start.sh", "# gunicorn app:app\necho start # celery\n"],
    [
      "names of steps",
      ".github/workflows/ci.yml",
      "    - name: pytest\n      uses: a/ruff@v1\n      with:\n        gunicorn: 1\n",
    ],
    ["scripts of one's own", "start.sh", "./celery start\nscripts/flask.sh\n"],
    ["longer names", "Procfile", "web: gunicorn-like app\n"],
    ["other files", "README.md", "    gunicorn app:app\n"],
    ["settings of other tools", "pyproject.toml", '[tool.other]\nasyncio_mode = "auto"\naddopts = "--cov"\n'],
    [
      "hooks with environments of their own",
      ".pre-commit-config.yaml",
      "repos:\n  - repo: https://example.org/black\n    hooks:\n      - id: black\n  - repo: local\n    hooks:\n      - id: lint\n        entry: ruff check\n        language: python\n        additional_dependencies: [ruff]\n",
    ],
    ["what runs in an environment of its own", "lint.sh", "uvx ruff check\npipx run black .\n"],
    [
      "names of scripts",
      "package.json",
      '{ "name": "flask", "scripts": { "black": "eslint" }, "dependencies": { "celery": "1" } }\n',
    ],
    ["scripts of another language", "bin/report", "#!/usr/bin/env ruby\ngunicorn\n"],
    ["texts without a first line that says what reads them", "bin/words", "gunicorn app:app\n"],
    ["functions that hand on nothing", "run", '#!/bin/sh\nsay() {\n  echo "$1"\n}\nsay ruff check\n'],
    [
      "entry points of one's own",
      "pyproject.toml",
      '[project.scripts]\nshop = "gunicorn"\n[tool.poetry.scripts]\nrun = "celery:main"\n',
    ],
    ["other options", "pytest.ini", "[pytest]\naddopts = --covers -no\ntestpaths = tests\n"],
  ])("not %s", (_, path, text) => expect(needs(path, text)).toEqual([]));

  it("counts what an environment says before the table", () => {
    const distribution = { name: "green-server", version: "1", requires: [], download: null, installed: null };
    const graph = {
      distributions: new Map([["green-server", { ...distribution, commands: ["gunicorn"] }]]),
    } as unknown as DependencyGraph;
    const files = [{ path: "Procfile", text: "web: gunicorn a\n", isDevelopment: false }];
    expect(commandUses(files, new Set(), graph)).toMatchObject([{ distribution: "green-server", kind: "command" }]);
  });
  it("knows a command by the name of what is asked for", () => {
    expect(needs("Procfile", "web: my_server run\n", ["my-server"])).toEqual(["my-server:1"]);
    expect(needs("Procfile", "web: my_server run\n")).toEqual([]);
  });
});

describe("the table", () => {
  it("names normalised distributions", () => {
    const all = [...Object.values(table.commands), ...[...table.options, ...table.settings].map((one) => one.needs)];
    expect(all.length).toBeGreaterThan(150);
    for (const names of all) expect(names.map(normaliseName)).toEqual(names);
  });
  it("speaks of options of commands that it knows", () => {
    for (const { commands, pattern } of table.options) {
      expect(() => new RegExp(pattern)).not.toThrow();
      for (const command of commands) expect(Object.keys(table.commands)).toContain(command);
    }
  });
});
