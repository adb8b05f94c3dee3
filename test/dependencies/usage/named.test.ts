import { describe, expect, it } from "vitest";
import { namedUses } from "../../../src/dependencies/usage/named.js";

/** Distributions of these tests, by the module that each has. */
const MODULES: Readonly<Record<string, string>> = {
  corsheaders: "django-cors-headers",
  debug_toolbar: "django-debug-toolbar",
  storages: "django-storages",
  anymail: "django-anymail",
  celery: "celery",
  redis: "redis",
  pythonjsonlogger: "python-json-logger",
  sphinx_copybutton: "sphinx-copybutton",
  furo: "furo",
  mypy_django_plugin: "django-stubs",
  pylint_django: "pylint-django",
  django_coverage_plugin: "django-coverage-plugin",
  pymysql: "pymysql",
  django_celery_beat: "django-celery-beat",
  shop_fixtures: "shop-fixtures",
};
const TOOLS = [
  "flake8",
  "mypy",
  "black",
  "coverage",
  "pre-commit",
  "poethepoet",
  "gunicorn",
  "setuptools",
  "mkdocs",
  "mkdocs-material",
];
const known = new Set([
  ...Object.values(MODULES),
  ...TOOLS,
  "mkdocs-awesome-pages-plugin",
  "pymdown-extensions",
  "isort",
]);

/** What a text needs, as `distribution:line`. */
function needs(path: string, text: string): string[] {
  return namedUses([{ path, text, isDevelopment: false }], known, (module) => {
    const name = MODULES[module.split(".")[0]!];
    return name === undefined ? [] : [name];
  })
    .map(({ distribution, line }) => `${distribution}:${line}`)
    .sort();
}

describe("settings of a program", () => {
  it.each([
    [
      "a list, and what is added to it",
      'INSTALLED_APPS = [\n    "django.contrib.admin",\n    "corsheaders",  # headers\n]\nif DEBUG:\n    INSTALLED_APPS += ["debug_toolbar"]\nINSTALLED_APPS.append("storages")\n',
      ["django-cors-headers:3", "django-debug-toolbar:6", "django-storages:7"],
    ],
    [
      "a tuple, and a list that goes into another",
      'THIRD_PARTY_APPS = (\n    "corsheaders",\n)\nMIDDLEWARE = [*BASE, "debug_toolbar.middleware.DebugToolbarMiddleware"]\nMIDDLEWARE.insert(0, "anymail.x.Y")\n',
      ["django-anymail:5", "django-cors-headers:2", "django-debug-toolbar:4"],
    ],
    [
      "values of tables, and what the environment may say otherwise",
      'EMAIL_BACKEND = os.environ.get("BACKEND", "anymail.backends.mailgun.EmailBackend")\nSTORAGES = {\n    "default": {"BACKEND": "storages.backends.s3.S3Storage"},\n}\n',
      ["django-anymail:1", "django-storages:3"],
    ],
    [
      "settings of logging",
      'LOGGING = {"formatters": {"json": {"()": "pythonjsonlogger.jsonlogger.JsonFormatter"}}}\n',
      ["python-json-logger:1"],
    ],
    [
      "a scheduler",
      'app.conf.beat_scheduler = "django_celery_beat.schedulers:DatabaseScheduler"\n',
      ["django-celery-beat:1"],
    ],
    ["an annotation", 'INSTALLED_APPS: list[str] = ["corsheaders"]\n', ["django-cors-headers:1"]],
    ["plug-ins of pytest", 'pytest_plugins = ["shop_fixtures.orders"]\n', ["shop-fixtures:1"]],
    ["an import by name", 'import importlib\ndriver = importlib.import_module("pymysql")\n', ["pymysql:2"]],
  ])("name modules: %s", (_, text, expected) => expect(needs("shop/settings.py", text)).toEqual(expected));

  it.each([
    [
      "comments and docstrings",
      '"""\nINSTALLED_APPS = ["corsheaders"]\n"""\n# INSTALLED_APPS = ["storages"]\nINSTALLED_APPS = [\n    # "debug_toolbar",\n]\n',
    ],
    ["keys of a table", 'LOGGING = {"loggers": {"celery": {"level": "INFO"}}}\nX = CACHES["redis"]\n'],
    ["names of files and hosts", 'LOG_FILE = "celery.log"\nHOST = "redis"\nHOSTS = ["redis", "redis.internal"]\n'],
    ["words of a sentence", 'INSTALLED_APPS_HELP = "corsheaders is not used"\n'],
    ["what is no setting", 'def f():\n    names = ["corsheaders", "storages.backends"]\n'],
    ["comparisons", 'if INSTALLED == ["corsheaders"]:\n    pass\n'],
    [
      "a module that is put together",
      'importlib.import_module("pymysql" + suffix)\n'.replace('"pymysql" + suffix', 'f"pymysql_{x}"'),
    ],
    ["Sphinx's words elsewhere", 'extensions = ["sphinx_copybutton"]\n'],
  ])("do not: %s", (_, text) => expect(needs("shop/settings.py", text)).toEqual([]));

  it("name classes in other files, and no hosts or files", () => {
    expect(needs(".env", "EMAIL_BACKEND=anymail.backends.mailgun.EmailBackend\nHOST=redis.example.org\n")).toEqual([
      "django-anymail:1",
    ]);
    expect(
      needs(
        "logging.yaml",
        "formatters:\n  json:\n    class: pythonjsonlogger.jsonlogger.JsonFormatter\n    # class: anymail.a.B\n",
      ),
    ).toEqual(["python-json-logger:3"]);
    expect(needs("README.md", "class: pythonjsonlogger.jsonlogger.JsonFormatter\n")).toEqual([]);
  });
});

describe("settings of tools", () => {
  it.each([
    [
      "docs/conf.py",
      'extensions = [\n    "sphinx.ext.autodoc",\n    "sphinx_copybutton",\n]\nhtml_theme = "furo"\n',
      ["furo:5", "sphinx-copybutton:3"],
    ],
    [".flake8", "[flake8]\nmax-line-length = 100\n", ["flake8:1"]],
    [
      "setup.cfg",
      "[metadata]\nname = shop\n[flake8]\nmax = 1\n[mypy]\nplugins = mypy_django_plugin.main\n[coverage:run]\nbranch = 1\n",
      ["coverage:7", "django-stubs:6", "flake8:3", "mypy:5"],
    ],
    [
      "pyproject.toml",
      '[project]\nname = "shop"\n[tool.black]\nline-length = 100\n[tool.poe.tasks]\nx = "y"\n[tool.mypy]\nplugins = [\n  "mypy_django_plugin.main",\n]\n',
      ["black:3", "django-stubs:9", "mypy:7", "poethepoet:5"],
    ],
    [".pylintrc", "[MASTER]\nload-plugins=pylint_django, pylint_django.checkers\n", ["pylint-django:2"]],
    [".coveragerc", "[run]\nplugins =\n    django_coverage_plugin\n", ["coverage:1", "django-coverage-plugin:3"]],
    [
      ".pre-commit-config.yaml",
      "repos:\n  - repo: https://example.org/isort\n    hooks:\n      - id: isort\n",
      ["pre-commit:1"],
    ],
    ["deploy/gunicorn.conf.py", "workers = 2\n", ["gunicorn:1"]],
    [
      "mkdocs.yml",
      "site_name: Shop\ntheme:\n  name: material\nplugins:\n  - search\n  - awesome-pages:\n      strict: true\nmarkdown_extensions:\n  - pymdownx.details\n",
      ["mkdocs-awesome-pages-plugin:6", "mkdocs-material:3", "mkdocs:5", "pymdown-extensions:9"],
    ],
  ])("of %s", (path, text, expected) => expect(needs(path, text)).toEqual(expected));

  it.each([
    ["what builds the project", "pyproject.toml", "[tool.setuptools.packages.find]\n[tool.setuptools_scm]\n"],
    ["sections of other files", "notes.ini", "[flake8]\n"],
    [
      "tables that are no tools",
      "pyproject.toml",
      '[project]\nname = "black"\n[project.optional-dependencies]\nflake8 = []\n',
    ],
    [
      "hooks, which have environments of their own",
      "ci/hooks.yaml",
      "      - id: isort\n        additional_dependencies: [mypy]\n",
    ],
    [
      "plug-ins in comments",
      "setup.cfg",
      "[metadata]\n# plugins = pylint_django\ndescription = plugins = pylint_django\n",
    ],
    ["what else a site says", "mkdocs.yml", "nav:\n  - redis: redis.md\nextra:\n  - celery\n".replace("mkdocs", "x")],
  ])("not %s", (_, path, text) => expect(needs(path, text).filter((one) => one !== "mkdocs:1")).toEqual([]));
});
