import { describe, expect, it } from "vitest";
import { normaliseName } from "../../../src/dependencies/names.js";
import { RUNTIME_RULES } from "../../../src/dependencies/usage/rules.js";
import { runtimeUses } from "../../../src/dependencies/usage/runtime.js";

/** What a text needs, as `distribution:line`. */
function needs(text: string, path = "app.py", known: string[] = []): string[] {
  return runtimeUses([{ path, text, isDevelopment: false }], new Set(known))
    .map(({ distribution, line }) => `${distribution}:${line}`)
    .sort();
}

describe("names of packages that need another at run time", () => {
  const langchain = "from langchain_community.vectorstores import Chroma\n";

  it.each([
    ["a call", `${langchain}\nstore = Chroma("x")\n`, ["chromadb:3"]],
    ["a class method", `${langchain}Chroma.from_texts([])\n`, ["chromadb:2"]],
    ["another name for it", "from langchain.vectorstores import FAISS as Store\nStore()\n", ["faiss-cpu:2"]],
    ["a module's name", "from langchain_community import vectorstores\nvectorstores.FAISS(1)\n", ["faiss-cpu:2"]],
    [
      "an import in brackets, inside a function",
      "def f():\n    from langchain_huggingface import (\n        HuggingFaceEmbeddings,\n    )\n    return HuggingFaceEmbeddings()\n",
      ["sentence-transformers:5"],
    ],
    ["an import that others take from here", langchain, ["chromadb:1"]],
    [
      "an annotation",
      "from pydantic import BaseModel, EmailStr\n\nclass User(BaseModel):\n    email: EmailStr\n",
      ["email-validator:4"],
    ],
    ["a function of a module", 'import pandas as pd\npd.read_parquet("a")\n', ["pyarrow:2"]],
    ["a method", 'import pandas as pd\nframe.to_excel("a.xlsx")\n', ["openpyxl:2"]],
    [
      "an argument",
      'from bs4 import BeautifulSoup\nBeautifulSoup(\n    page(1),  # note\n    "lxml",\n)\n',
      ["lxml:2"],
    ],
    ["a keyword", "import httpx\nclient = httpx.AsyncClient(http2=True)\n", ["h2:2"]],
    [
      "an attribute",
      'from transformers import AutoModel\nm = AutoModel.from_pretrained("x", device_map="auto")\n',
      ["accelerate:2", "torch:2"],
    ],
    [
      "schemes",
      'from passlib.context import CryptContext\nCryptContext(schemes=["argon2", "bcrypt"])\n',
      ["argon2-cffi:2", "bcrypt:2"],
    ],
  ])("%s", (_, text, expected) => expect(needs(text)).toEqual(expected));

  it.each([
    ["a class of one's own", "class Chroma:\n    pass\nChroma()\n"],
    ["a class of the same name elsewhere", "from colours import Chroma\nChroma()\n"],
    ["a package that brings what it needs", "from langchain_chroma import Chroma\nChroma()\n"],
    ["a relative import", "from .langchain_community import Chroma\nChroma()\n"],
    ["a comment", "import langchain_community\n# from langchain_community.vectorstores import Chroma\n"],
    [
      "a docstring",
      '"""\nfrom langchain_community.vectorstores import Chroma\nChroma()\n"""\nimport langchain_community\n',
    ],
    ["another parser", 'from bs4 import BeautifulSoup\nBeautifulSoup(page, "html.parser")\n'],
    ["a parser as the first argument", 'from bs4 import BeautifulSoup\nBeautifulSoup("lxml")\n'],
    ["an argument in a comment", 'from bs4 import BeautifulSoup\nBeautifulSoup(page)  # "lxml"\n'],
    ["an import whose argument never comes", "import httpx\nfrom httpx import Client\nClient()\nother(http2=True)\n"],
    ["a method without the package", 'frame.to_excel("a.xlsx")\n'],
    ["a name of which it is only a part", "from fastapi import FormData\nFormData()\n"],
    ["values of other kinds", "import pandas as pd\npd.read_csv('a.csv')\n"],
  ])("nothing by %s", (_, text) => expect(needs(text)).toEqual([]));

  it("takes the alternatives that are there", () => {
    const text = "from langchain_community.vectorstores import FAISS\n";
    expect(needs(text, "app.py", ["faiss-gpu", "flask"])).toEqual(["faiss-gpu:1"]);
  });
  it("tells what the program goes on without", () => {
    const text =
      "try:\n    from langchain_community.vectorstores import Chroma\nexcept ImportError:\n    Chroma = None\n";
    expect(runtimeUses([{ path: "a.py", text, isDevelopment: true }], new Set())).toMatchObject([
      { kind: "symbol", text: "Chroma", isOptional: true, isDevelopment: true },
    ]);
  });
});

describe("texts that choose a distribution", () => {
  it.each([
    ["an address", 'URL = "mysql+pymysql://u:p@h/d"\n', "app.py", ["pymysql:1"]],
    ["a formatted address", 'create(\n    f"postgresql+asyncpg://{user}@h"\n)\n', "app.py", ["asyncpg:2"]],
    ["a driver put in", 'url.replace("postgres://", "postgresql+asyncpg://")\n', "app.py", ["asyncpg:1"]],
    ["a backend", 'D = {"ENGINE": "django.db.backends.postgresql"}\n', "settings.py", ["psycopg:1"]],
    ["a variable", "A=1\nexport DATABASE_URL=sqlite+aiosqlite:///x.db\n", ".env.example", ["aiosqlite:2"]],
    ["a variable of Compose", "    environment:\n      - BROKER=redis://cache:6379/0\n", "compose.yml", ["redis:2"]],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a default of Compose
    ["a default", "  URL: ${URL:-mssql+pyodbc://x}\n", "compose.yml", ["pyodbc:1"]],
  ])("%s", (_, text, path, expected) => expect(needs(text, path)).toEqual(expected));

  it.each([
    ["a docstring", 'def f():\n    """Such as mysql+pymysql://u@h."""\n', "app.py"],
    ["a docstring that is one address", '"""mysql+pymysql://u@h"""\n', "app.py"],
    ["a comment", '# URL = "mysql+pymysql://u@h"\n', "app.py"],
    ["what is only looked for", 'url.startswith("redis://")\nurl.replace("postgres://", "")\n', "app.py"],
    ["a sentence", 'print("use mysql+pymysql://u@h")\n', "app.py"],
    ["addresses of other kinds", 'URL = "https://mysql.com"\nB = "sqlite:///x.db"\n', "app.py"],
    ["a backend that needs nothing", '"ENGINE": "django.db.backends.sqlite3"\n', "settings.py"],
    ["a comment in settings", "# URL=redis://cache\nA=1  # redis://cache\n", ".env"],
    ["documents", "URL=redis://cache\n", "README.md"],
    ["buckets of a deployment", "target: s3://bucket/x\n", "deploy.yml"],
  ])("nothing by %s", (_, text, path) => expect(needs(text, path)).toEqual([]));

  it("does not tell passwords", () => {
    const [use] = runtimeUses([{ path: "a.py", text: 'U = "redis://:secret@h"\n', isDevelopment: false }], new Set());
    expect(use).toMatchObject({ kind: "text", text: "redis://" });
  });
});

describe("the rules", () => {
  const all = [...RUNTIME_RULES.symbols, ...RUNTIME_RULES.texts];

  it("name normalised distributions and their evidence", () => {
    for (const { needs: names, evidence } of all) {
      expect(names.length).toBeGreaterThan(0);
      expect(names.map(normaliseName)).toEqual(names);
      expect(evidence.length).toBeGreaterThan(10);
    }
  });
  it("have patterns that can be read, and words that they hold", () => {
    for (const { when } of RUNTIME_RULES.symbols) if (when !== undefined) expect(() => new RegExp(when)).not.toThrow();
    for (const { pattern, words } of RUNTIME_RULES.texts) {
      expect(() => new RegExp(pattern)).not.toThrow();
      expect(words.some((word) => pattern.replaceAll("\\", "").includes(word) || word.endsWith("://"))).toBe(true);
    }
  });
});
