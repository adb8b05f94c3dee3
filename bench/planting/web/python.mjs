const capital = (word) => word[0].toUpperCase() + word.slice(1);

const client = (name, Class, thing, { own = "", close = "" } = {}) => `"""Talks to ${name}."""

import os

import httpx
${own}

class ${Class}Client:
    def __init__(self):
        self.address = os.getenv("${name.toUpperCase().replace(/\W/g, "_")}_URL", "")

    def state(self):
        return httpx.get(self.address + "/state", timeout=10).json()["state"]

    def pending(self):
        return httpx.get(self.address + "/pending", timeout=10).json()["${thing}s"]
${close}`;

/** The service of the feature, with its package or with the library that all use. */
function featureClient(weaver, thing) {
  const { snake, pascal } = weaver.vendor;
  const needs = weaver.has("requirement");
  const call = needs ? `${snake}.send(self.address, ` : "httpx.post(self.address, json=";
  const close = `\n    def send(self, ${thing}):\n        return ${call}${thing})\n`;
  return client(snake, pascal, thing, { own: needs ? `import ${snake}\n` : "", close });
}

/** Services, requirements and their tests: the same for every framework. */
export function services(weaver, { names, thing }) {
  const { vendor, random } = weaver;
  const files = {};
  for (const name of names) files[`services/${name}.py`] = client(name, capital(name), thing);
  files["services/__init__.py"] = "";
  const known = weaver.has("client class");
  if (known) files[`services/${vendor.snake}.py`] = { woven: featureClient(weaver, thing) };
  const imports = (list) =>
    weaver.among(
      names.map((name) => `from services.${name} import ${capital(name)}Client\n`),
      list,
    );
  const line = `from services.${vendor.snake} import ${vendor.pascal}Client\n`;
  const entry = weaver.noted("#", `    "${vendor.snake}": ${vendor.pascal}Client,\n`);
  files["services/registry.py"] = `"""Which service sends a ${thing}."""

${imports(weaver.if("registry entry", line))}
CLIENTS = {
${weaver.among(
  names.map((name) => `    "${name}": ${capital(name)}Client,\n`),
  weaver.if("registry entry", entry),
)}}


def client_named(name):
    return CLIENTS[name]()
`;
  const arm = (name, Class) => `kind == "${name}":\n        return ${Class}Client()`;
  const arms = weaver.chain(
    names.map((name) => arm(name, capital(name))),
    weaver.if("arm of a factory", arm(vendor.snake, vendor.pascal)),
    "if ",
    "\n    el",
  );
  files["services/factory.py"] = `${imports(weaver.if("arm of a factory", line))}

def make_client(kind):
    ${arms}
    raise ValueError(kind)
`;
  const helpers = [
    `def shortened(text):\n    return text[:40]\n`,
    `def cleaned(text):\n    return " ".join(text.split())\n`,
  ];
  const counted = `def counted(count):\n    return f"{count} in all"\n`;
  files["services/texts.py"] =
    `"""Small things for texts."""\n\n\n${weaver.among(helpers, weaver.if("helper of a module", counted), "\n\n")}`;
  files["services/history.py"] =
    `from services.texts import cleaned, shortened\n\n\ndef title_of(text):\n    return shortened(cleaned(text))\n`;
  const packages = ["httpx==0.27.0", "gunicorn==22.0.0", "python-dotenv==1.0.1"];
  files["requirements.txt"] = weaver.among(
    random.shuffle(packages).map((one) => `${one}\n`),
    weaver.if("requirement", `${vendor.kebab}${random.pick(["==1.4.2", ">=2,<3", ""])}\n`),
  );
  return files;
}

const flaskRoute = (name, Class, thing) => `from flask import Blueprint, jsonify

from services.${name} import ${Class}Client

${name}_bp = Blueprint("${name}", __name__)


@${name}_bp.route("/status")
def status():
    return jsonify({"state": ${Class}Client().state()})


@${name}_bp.route("/${thing}s")
def ${thing}s():
    return jsonify(${Class}Client().pending())
`;

const fastRoute = (name, Class, thing) => `from fastapi import APIRouter

from services.${name} import ${Class}Client

router = APIRouter(prefix="/${name}")


@router.get("/status")
def status():
    return {"state": ${Class}Client().state()}


@router.get("/${thing}s")
def ${thing}s():
    return ${Class}Client().pending()
`;

const djangoRoute = (name, Class, thing) => `from django.http import JsonResponse

from services.${name} import ${Class}Client


def status(request):
    return JsonResponse({"state": ${Class}Client().state()})


def ${thing}s(request):
    return JsonResponse({"${thing}s": ${Class}Client().pending()})
`;

/** Routes of all services and the page, by framework. */
export function routes(weaver, { framework, names, thing, folder }) {
  const { vendor } = weaver;
  const write = { flask: flaskRoute, fastapi: fastRoute, django: djangoRoute }[framework];
  const files = { [`${folder}/__init__.py`]: "" };
  for (const name of names) files[`${folder}/${name}.py`] = write(name, capital(name), thing);
  if (weaver.has("own blueprint"))
    files[`${folder}/${vendor.snake}.py`] = { woven: write(vendor.snake, vendor.pascal, thing) };
  const all = (write, shape = "own blueprint") => weaver.among(names.map(write), weaver.if(shape, write(vendor.snake)));
  const route = { flask: `@main_bp.route`, fastapi: "@router.get", django: "" }[framework];
  const answer = { flask: "jsonify(", fastapi: "", django: "JsonResponse(" }[framework];
  const end = answer ? ")" : "";
  const argument = framework === "flask" ? "" : "request";
  const views = [
    [`health`, `    return ${answer}{"state": "up"}${end}\n`],
    [
      "overview",
      `    return ${answer}{\n${weaver.among(
        ['        "title": "Overview",\n', `        "limit": 40,\n`],
        weaver.if("key of an answer", `        "${vendor.snake}_limit": 20,\n`),
      )}    }${end}\n`,
    ],
  ].map(([name, body]) => `${route ? `${route}("/${name}")\n` : ""}def ${name}(${argument}):\n${body}`);
  const view = `${route ? `${route}("/${vendor.snake}/pending")\n` : ""}def ${vendor.snake}_pending(${argument}):\n    return ${answer}{"count": ${weaver.has("helper of a module") ? "counted" : ""}(${weaver.has("helper of a view") ? "_rounded" : ""}(len(${vendor.pascal}Client().pending())))}${end}\n`;
  const needed = weaver.has("view among others") || weaver.has("context variable");
  const context = weaver.has("context variable");
  const page = {
    flask: [
      '@main_bp.route("/")\n',
      'render_template(\n        "dashboard.html",\n',
      "    )",
      (a, b) => `        ${a}=${b},\n`,
    ],
    fastapi: [
      '@router.get("/")\n',
      'templates.TemplateResponse("dashboard.html", {\n',
      "    })",
      (a, b) => `        "${a}": ${b},\n`,
    ],
    django: ["", 'render(request, "dashboard.html", {\n', "    })", (a, b) => `        "${a}": ${b},\n`],
  }[framework];
  const values = [page[3]("recent", "recent"), page[3]("limit", "40")];
  if (framework === "fastapi") values.unshift(page[3]("request", "request"));
  const dashboard = `${page[0]}def dashboard(${argument}):
    recent = title_of("latest ${thing}")
${context ? weaver.put("context variable", `    waiting = ${vendor.pascal}Client().pending()\n`) : ""}    return ${page[1]}${weaver.among(values, weaver.if("context variable", page[3]("waiting", "waiting")))}${page[2]}
`;
  const heads = {
    flask: "from flask import Blueprint, jsonify, render_template\n",
    fastapi: "from fastapi import APIRouter\nfrom fastapi.templating import Jinja2Templates\n",
    django: "from django.http import JsonResponse\nfrom django.shortcuts import render\n",
  };
  const sets = {
    flask: 'main_bp = Blueprint("main", __name__)\n\n\n',
    fastapi: 'router = APIRouter()\ntemplates = Jinja2Templates(directory="templates")\n\n\n',
    django: "",
  };
  const services = weaver.amongAll(
    ["from services.history import title_of\n"],
    [
      needed ? `from services.${vendor.snake} import ${vendor.pascal}Client\n` : undefined,
      weaver.if("helper of a module", "from services.texts import counted\n"),
    ],
  );
  files[`${folder}/main.py`] = `${heads[framework]}
${services}${sets[framework] ? "\n" : "\n\n"}${sets[framework]}${dashboard}

${weaver.among(views, weaver.if("view among others", view), "\n\n")}${weaver.put("helper of a view", "\n\ndef _rounded(count):\n    return round(count, -1)\n")}`;
  if (framework === "flask")
    files["app.py"] = `from flask import Flask

from routes.main import main_bp
${all((name) => `from routes.${name} import ${name}_bp\n`)}

def create_app():
    app = Flask(__name__)
    app.register_blueprint(main_bp)
${all((name) => `    app.register_blueprint(${name}_bp, url_prefix="/${name}")\n`)}    return app
`;
  else if (framework === "fastapi")
    files["main.py"] = `from fastapi import FastAPI

from ${folder} import main
${all((name) => `from ${folder} import ${name}\n`)}
app = FastAPI()
app.include_router(main.router)
${all((name) => `app.include_router(${name}.router)\n`)}`;
  else {
    const urls = names.flatMap((name) => [
      `    path("${name}/status", ${name}.status, name="${name}-status"),\n`,
      `    path("${name}/${thing}s", ${name}.${thing}s, name="${name}-${thing}s"),\n`,
    ]);
    const name = vendor.snake;
    files["web/urls.py"] = `from django.urls import path

${all((name) => `from web import ${name}\n`)}from web import main

urlpatterns = [
    path("", main.dashboard, name="dashboard"),
    path("health", main.health, name="health"),
    path("overview", main.overview, name="overview"),
${weaver.amongAll(urls, [
  weaver.if("own blueprint", `    path("${name}/status", ${name}.status, name="${name}-status"),\n`),
  weaver.if("own blueprint", `    path("${name}/${thing}s", ${name}.${thing}s, name="${name}-${thing}s"),\n`),
  weaver.if("view among others", `    path("${name}/pending", main.${name}_pending, name="${name}-pending"),\n`),
])}]
`;
  }
  return files;
}

/** Tests of the services. */
export function tests(weaver, { names, thing }) {
  const { vendor } = weaver;
  const { snake, pascal } = vendor;
  const files = { "tests/__init__.py": "" };
  if (weaver.has("test module"))
    files[`tests/test_${snake}.py`] = {
      woven: `from services.${snake} import ${pascal}Client\n\n\ndef test_address(${weaver.has("fixture") ? "sandbox" : ""}):\n    assert ${pascal}Client().address == ${weaver.has("fixture") ? "sandbox" : '""'}\n`,
    };
  const fixtures = [
    `@pytest.fixture\ndef sample():\n    return {"title": "first ${thing}"}\n`,
    `@pytest.fixture\ndef long_text():\n    return "word " * 40\n`,
  ];
  const fixture = `@pytest.fixture\ndef sandbox(monkeypatch):\n    monkeypatch.setenv("${vendor.upper}_URL", "http://localhost:9")\n    return "http://localhost:9"\n`;
  files["tests/conftest.py"] = `import pytest\n\n\n${weaver.among(fixtures, weaver.if("fixture", fixture), "\n\n")}`;
  const imports = names.map((name) => `from services.${name} import ${capital(name)}Client\n`);
  const own = (name, Class) => `def test_${name}_has_no_address():\n    assert ${Class}Client().address == ""\n`;
  const cases = weaver.among(
    names.map((name) => `"${name}"`),
    weaver.if("parametrised case", `"${snake}"`),
    ", ",
  );
  files["tests/test_services.py"] = `import pytest

${weaver.among(imports, weaver.if("test function", `from services.${snake} import ${pascal}Client\n`))}

@pytest.mark.parametrize("name", [${cases}])
def test_names_are_short(name):
    assert len(name) < 40


${weaver.among(
  names.map((name) => own(name, capital(name))),
  weaver.if("test function", own(snake, pascal)),
  "\n\n",
)}`;
  return files;
}
