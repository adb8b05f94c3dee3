import { beforeAll, describe, expect, test } from "vitest";
import python from "../../../transforms/python/index.js";
import { occurrencesIn, traitsIn } from "./helpers.js";

beforeAll(() => python.prepare!());

type Case = [name: string, files: Record<string, string>, path: string, expected: string[], never?: string[]];
const run = (cases: Case[]) =>
  test.each(cases)("%s", (_name, files, path, expected, never = []) => {
    const found = occurrencesIn(files, path);
    for (const one of expected) expect(found).toContain(one);
    for (const one of never) expect(found.filter((other) => other.includes(one))).toEqual([]);
  });

const flask = "from flask import Flask, Blueprint, jsonify, render_template, request, redirect, url_for\n";

describe("flask", () => {
  run([
    [
      "a route",
      { "a.py": `${flask}app = Flask(__name__)\n@app.route("/x/<int:id>", methods=["POST"])\ndef f(id): pass\n` },
      "a.py",
      [
        '@app.route("/x/<int:id>", methods=["POST"]) = route:POST /x/{}',
        '@app.route("/x/<int:id>", methods=["POST"]) = endpoint:f',
      ],
    ],
    [
      "a blueprint's own prefix",
      { "a.py": `${flask}bp = Blueprint("n", __name__, url_prefix="/p")\n@bp.get("/x")\ndef f(): pass\n` },
      "a.py",
      ['@bp.get("/x") = route:GET /p/x', '@bp.get("/x") = endpoint:n.f'],
    ],
    [
      "a prefix given when it is registered elsewhere",
      {
        "app.py": `${flask}from b import bp\napp = Flask(__name__)\napp.register_blueprint(bp, url_prefix="/q")\n`,
        "b.py": `${flask}bp = Blueprint("n", __name__, url_prefix="/p")\n@bp.route("/x")\ndef f(): pass\n`,
      },
      "b.py",
      ['@bp.route("/x") = route:GET /q/x', '@bp.route("/x") = route:* /q/x'],
      ["route:GET /p/x"],
    ],
    [
      "an imported blueprint",
      {
        "r.py": `from b import bp\n@bp.route("/x")\ndef f(): pass\n`,
        "b.py": `${flask}bp = Blueprint("n", __name__, url_prefix="/p")\n`,
      },
      "r.py",
      ['@bp.route("/x") = route:GET /p/x', '@bp.route("/x") = endpoint:n.f'],
    ],
    [
      "an endpoint of its own",
      { "a.py": `${flask}app = Flask(__name__)\n@app.route("/x", endpoint="e")\ndef f(): pass\n` },
      "a.py",
      ['@app.route("/x", endpoint="e") = endpoint:e'],
    ],
    [
      "add_url_rule",
      { "a.py": `${flask}app = Flask(__name__)\ndef f(): pass\napp.add_url_rule("/x", "e", f)\n` },
      "a.py",
      ["def f(): pass = route:GET /x", "def f(): pass = endpoint:e"],
    ],
    [
      "keys of an answer",
      {
        "a.py": `${flask}app = Flask(__name__)\n@app.route("/x")\ndef f():\n    d = {"a": 1}\n    d["b"] = 2\n    if d: return jsonify(c=3), 400\n    return jsonify(d)\n`,
      },
      "a.py",
      ['"a": 1 = json:/x#a (private)', 'd["b"] = 2 = json:/x#b (private)', "c=3 = json:/x#c (private)"],
    ],
    [
      "what a template gets",
      { "a.py": `${flask}def f():\n    return render_template("x.html", a=1, **{"b": 2})\n` },
      "a.py",
      ['"x.html" -> template:x.html', "a=1 = ctx:x.html#a (private)", '"b": 2 = ctx:x.html#b (private)'],
    ],
    [
      "what every template gets",
      {
        "a.py": `${flask}app = Flask(__name__)\napp.jinja_env.globals["g"] = 1\n@app.context_processor\ndef f():\n    return {"h": 2}\n`,
      },
      "a.py",
      ['app.jinja_env.globals["g"] = 1 = ctx:*#g (private)', '"h": 2 = ctx:*#h (private)'],
    ],
    [
      "addresses",
      {
        "a.py": `${flask}bp = Blueprint("n", __name__)\ndef f():\n    url_for("n.g"); url_for(".h"); url_for("static", filename="a.js"); redirect("/x?y=1")\n`,
      },
      "a.py",
      ['"n.g" -> endpoint:n.g', '".h" -> endpoint:n.h', '"a.js" -> static:a.js', '"/x?y=1" -> route:GET /x'],
      ["endpoint:static"],
    ],
    [
      "a request of a test",
      {
        "a.py": `${flask}app = Flask(__name__)\n@app.post("/x/<id>")\ndef f(id): pass\n`,
        "tests/test_a.py": 'def test_a(client):\n    client.post("/x/5")\n',
      },
      "tests/test_a.py",
      ['"/x/5" -> route:POST /x/5'],
    ],
    ["a path in a dict", { "a.py": 'x = {}\nx.get("/y")\n' }, "a.py", [], ["route:"]],
    [
      "a function of the same name",
      { "a.py": 'def render_template(x): pass\nrender_template("y")\n' },
      "a.py",
      ['"y" ~> py:a.py#render_template.<locals>.x'],
    ],
  ]);

  test("traits", () => {
    const text = `${flask}app = Flask(__name__)\n@app.route("/x")\ndef f(): pass\n@app.post("/y")\ndef g(): pass\n@app.before_request\ndef h(): pass\ndef i(): pass\n`;
    expect(traitsIn(text, "function")).toEqual({
      '@app.route("/x")': ["framework", "get", "route"],
      '@app.post("/y")': ["framework", "route"],
      "@app.before_request": ["framework", "hook"],
      "def i(): pass": [],
    });
    expect(
      traitsIn(
        "@bp.route('/x')\n@login_required\n@cache.cached(5)\n@admin_required\n@bp.errorhandler(404)\ndef f(): pass\n",
        "decorator",
      ),
    ).toEqual({
      "@bp.route('/x')": ["framework"],
      "@login_required": ["guard"],
      "@cache.cached(5)": [],
      "@admin_required": ["guard"],
      "@bp.errorhandler(404)": ["framework"],
    });
  });
});

describe("other frameworks", () => {
  run([
    [
      "fastapi",
      {
        "main.py":
          'from fastapi import FastAPI\nfrom r import router\napp = FastAPI()\napp.include_router(router, prefix="/api")\n',
        "r.py":
          'from fastapi import APIRouter\nrouter = APIRouter(prefix="/m")\n@router.get("/x/{id}")\nasync def f(id):\n    return {"a": 1}\n',
      },
      "r.py",
      ['@router.get("/x/{id}") = route:GET /api/m/x/{}', '"a": 1 = json:/api/m/x/{}#a (private)'],
    ],
    [
      "django",
      {
        "urls.py":
          'from django.urls import path\nimport views\nurlpatterns = [path("x/<int:id>/", views.f, name="n")]\n',
        "views.py": "def f(request): pass\n",
      },
      "urls.py",
      [
        'path("x/<int:id>/", views.f, name="n") = endpoint:n',
        'path("x/<int:id>/", views.f, name="n") = route:* /x/{}/',
        "views.f -> py:views.py#f",
      ],
    ],
    [
      "django, lists in lists with prefixes and namespaces",
      {
        "site/urls.py":
          "from django.urls import include, path\n" +
          'urlpatterns = [path("shop/", include("shop.urls")), path(PREFIX, include("plain.urls", namespace="p"))]\n' +
          'urlpatterns += [path(f"{PREFIX}login/", f, name="login")]\n',
        "shop/urls.py":
          'from django.urls import include, path, re_path\nfrom shop import views\napp_name = "shop"\n' +
          'carts = [path("new/", views.new, name="new")]\n' +
          'urlpatterns = [path("carts/", include(carts)), re_path(r"^(?P<n>[a-z(]+)/(x|y)/$", views.n, name="n")]\n' +
          'urlpatterns.append(path("late/", views.late, name="late"))\n',
        "plain/urls.py":
          "from django.urls import include, path\n" +
          'urlpatterns = [path("a/", v.a, name="a")]\n' +
          'urlpatterns = [path("", include((urlpatterns, "own")))]\n' +
          'urlpatterns += [path("b/", v.b, name="b")]\n',
      },
      "shop/urls.py",
      [
        'path("new/", views.new, name="new") = route:* /shop/carts/new/',
        'path("new/", views.new, name="new") = endpoint:shop:new',
        're_path(r"^(?P<n>[a-z(]+)/(x|y)/$", views.n, name="n") = route:* /shop/{}/{}/',
        'path("late/", views.late, name="late") = endpoint:shop:late',
      ],
      ["endpoint:new", "route:* /carts/new/"],
    ],
    [
      "django, a list that takes in itself",
      {
        "urls.py":
          "from django.urls import include, path\n" +
          'urlpatterns = [path("a/", v.a, name="a")]\n' +
          'urlpatterns = [path("", include((urlpatterns, "own")))]\n' +
          'urlpatterns += [path(f"{P}b/", v.b, name="b")]\n' +
          "if P:\n    urlpatterns = [path(P, include(urlpatterns))]\n",
      },
      "urls.py",
      [
        'path("a/", v.a, name="a") = endpoint:own:a',
        'path("a/", v.a, name="a") = route:* /a/',
        'path(f"{P}b/", v.b, name="b") = endpoint:b',
        'path(f"{P}b/", v.b, name="b") = route:* /b/',
      ],
    ],
    [
      "django REST framework, view sets of a router",
      {
        "urls.py":
          "from django.urls import include, path\nimport api\n" +
          'urlpatterns = [path("api/", include(api.router.urls))]\n',
        "api.py":
          "from rest_framework.routers import DefaultRouter\nfrom sets import BookViewSet\n" +
          'router = DefaultRouter()\nrouter.register("books", BookViewSet, basename="book")\n' +
          'signals.register("books", BookViewSet)\n',
        "sets.py":
          "from rest_framework.decorators import action\n\n\nclass BookViewSet(ModelViewSet):\n" +
          "    @action(detail=True)\n    def mark_read(self, request, pk): pass\n",
      },
      "api.py",
      [
        'router.register("books", BookViewSet, basename="book") = route:* /api/books/',
        'router.register("books", BookViewSet, basename="book") = route:* /api/books/{}/',
        'router.register("books", BookViewSet, basename="book") = endpoint:book-detail',
      ],
      ["signals.register = "],
    ],
    [
      "django REST framework, an action of a view set",
      {
        "api.py":
          "from rest_framework.routers import SimpleRouter\nfrom sets import BookViewSet\n" +
          'router = SimpleRouter()\nrouter.register("books", BookViewSet)\n',
        "sets.py":
          "from rest_framework.decorators import action\n\n\nclass BookViewSet(ModelViewSet):\n" +
          "    @action(detail=True)\n    def mark_read(self, request, pk): pass\n",
      },
      "sets.py",
      ["@action(detail=True) = route:* /books/{}/mark_read/", "@action(detail=True) = endpoint:book-mark-read"],
    ],
    [
      "namespaces of flask-restx",
      {
        "api.py":
          "from flask import Blueprint\nfrom flask_restx import Api\nfrom items import items\nfrom tags import tags\n" +
          'bp = Blueprint("api", __name__, url_prefix="/api/v1")\napi = Api(bp)\n' +
          'api.add_namespace(items, "/things")\napi.add_namespace(tags)\n',
        "items.py":
          'from flask_restx import Namespace, Resource\nitems = Namespace("items")\n' +
          '@items.route("/<item_id>")\nclass Item(Resource):\n    def get(self, item_id): pass\n',
        "tags.py":
          'from flask_restx import Namespace, Resource\ntags = Namespace("tags")\n' +
          '@tags.route("")\nclass Tags(Resource):\n    def post(self): pass\n',
      },
      "items.py",
      ["def get(self, item_id): pass = route:GET /api/v1/things/{}"],
      ["/items/"],
    ],
    [
      "a fixture",
      {
        "tests/conftest.py": "import pytest\n@pytest.fixture\ndef acme(): pass\n",
        "tests/test_a.py": "def test_a(acme): pass\n",
      },
      "tests/test_a.py",
      ["acme -> fixture:acme"],
    ],
    [
      "a fixture's definition",
      { "tests/conftest.py": "import pytest\n@pytest.fixture\ndef acme(): pass\n" },
      "tests/conftest.py",
      ["@pytest.fixture = fixture:acme (private)"],
    ],
    [
      "an option",
      { "a.py": 'p.add_argument("--acme-host", default="x")\n' },
      "a.py",
      ['p.add_argument("--acme-host", default="x") = option:--acme-host'],
    ],
    [
      "a task by name",
      { "a.py": '@app.task(name="t")\ndef f(): pass\nsend_task("t")\n' },
      "a.py",
      ['@app.task(name="t") = task:t', '"t" -> task:t'],
    ],
    ["a function that is no test", { "a.py": "def test_a(acme): pass\n" }, "a.py", [], ["fixture:"]],
  ]);

  test("columns", () => {
    expect(
      traitsIn(
        "class A(Base):\n    x = Column(String)\n    y: Mapped[str] = mapped_column()\n    z = 1\n",
        "assignment",
      ),
    ).toEqual({
      "x = Column(String)": ["column"],
      "y: Mapped[str] = mapped_column()": ["column"],
      "z = 1": [],
    });
  });

  test("tests", () => {
    const text = "class TestA:\n    def test_b(self): pass\n    def helper(self): pass\ndef test_c(): pass\n";
    expect(traitsIn(text, "function", "tests/test_a.py")).toEqual({
      "def test_b(self): pass": ["framework", "test"],
      "def helper(self): pass": [],
      "def test_c(): pass": ["framework", "test"],
    });
  });
});

describe("calls", () => {
  const text = `import os, sys, json, logging, requests, shutil
logger = logging.getLogger(__name__)
os.getenv("A", "b")
x.get("k", 1)
requests.get("u")
client.get("u")
requests.get("u").json().get("k")
len(x)
json.loads(x)
shutil.copy(a, b)
Acme()
x.append(1)
x.strip()
print(x)
logger.info(x)
app.logger.error(x)
sys.exit(1)
request.get_json()
getattr(x, y)
`;
  test("traits", () => {
    expect(traitsIn(text, "call")).toMatchObject({
      'os.getenv("A", "b")': ["lookup", "pure"],
      'x.get("k", 1)': ["lookup", "pure"],
      'requests.get("u")': [],
      'client.get("u")': [],
      'requests.get("u").json().get("k")': ["lookup", "pure"],
      "len(x)": ["pure"],
      "json.loads(x)": ["pure"],
      "shutil.copy(a, b)": [],
      "Acme()": [],
      "x.append(1)": [],
      "x.strip()": ["pure"],
      "print(x)": ["log"],
      "logger.info(x)": ["log"],
      "app.logger.error(x)": ["log"],
      "sys.exit(1)": ["terminates"],
      "request.get_json()": ["input", "pure"],
      "getattr(x, y)": ["dynamic", "lookup", "pure"],
    });
  });

  test("defaults", () => {
    expect(traitsIn('os.getenv("A", "b")\nf("c", "d")\nadd(default="e")\n', "argument")).toEqual({
      '"A"': [],
      '"b"': ["fallback"],
      '"c"': [],
      '"d"': [],
      'default="e"': ["fallback"],
    });
  });
});
