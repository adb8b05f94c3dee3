import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addRequirement } from "../../../src/dependencies/lists/add.js";
import type { DeclaredList } from "../../../src/dependencies/lists/model.js";
import { readList } from "../../../src/dependencies/lists/read.js";
import { removeDeclared } from "../../../src/dependencies/lists/remove.js";
import { replaceRequirement } from "../../../src/dependencies/lists/replace.js";
import { applyEdits } from "../../../src/syntax/edits.js";

const listOf = (path: string, text: string): DeclaredList => readList(path, text)!;

function without(path: string, text: string, ...names: string[]): string {
  const list = listOf(path, text);
  const gone = list.requirements.filter(({ name }) => names.includes(name));
  expect(gone.length).toBeGreaterThanOrEqual(names.length);
  return applyEdits(text, removeDeclared(text, list, gone));
}

function withAdded(path: string, text: string, words: string, after?: string): string {
  const list = listOf(path, text);
  const one = list.requirements.find(({ name }) => name === after);
  return applyEdits(text, addRequirement(text, list, words, one ? { after: one } : {}));
}

function replaced(path: string, text: string, name: string, words: string): string {
  const list = listOf(path, text);
  return applyEdits(text, replaceRequirement(text, list, list.requirements.find((one) => one.name === name)!, words));
}

describe("a requirements file", () => {
  it("loses lines with their continuations and the comments that are theirs alone", () => {
    const text = `# The shop

# both for pages
flask==3.1.1
jinja2==3.1.4  # templates

# answers
ollama==0.3.1 \\
    --hash=sha256:aa \\
    --hash=sha256:bb
    # via chat

-r base.txt
six==1.17.0`;
    expect(without("requirements.txt", text, "ollama", "jinja2", "six")).toBe(`# The shop

# both for pages
flask==3.1.1


-r base.txt`);
  });

  it("keeps comments that head others, and its line ends", () => {
    expect(without("requirements.txt", "# pages\r\nflask\r\njinja2\r\n", "flask")).toBe("# pages\r\njinja2\r\n");
    expect(without("requirements.txt", "\ufeffflask\rjinja2\r", "flask")).toBe("\ufeffjinja2\r");
    expect(without("requirements.txt", "flask", "flask")).toBe("");
  });

  it("gets a line where its name belongs, after another one, or at the end", () => {
    expect(withAdded("requirements.txt", "# head\na\nc # see\n\n# tail\n", "b==1")).toBe(
      "# head\na\nb==1\nc # see\n\n# tail\n",
    );
    expect(withAdded("requirements.txt", "c\na\n\n# tail\n", "b")).toBe("c\na\nb\n\n# tail\n");
    expect(withAdded("requirements.txt", "c \\\n  --hash=sha256:00\na", "b", "c")).toBe(
      "c \\\n  --hash=sha256:00\nb\na",
    );
    expect(withAdded("requirements.txt", "  a\r\n  c", "d")).toBe("  a\r\n  c\r\n  d");
    expect(withAdded("requirements.txt", "a==1\n    # via b\nc==1\n", "b==2")).toBe("a==1\n    # via b\nb==2\nc==1\n");
    expect(withAdded("requirements.txt", "", "a")).toBe("a\n");
    expect(withAdded("requirements.txt", "--pre", "a")).toBe("--pre\na");
  });

  it("gets other words in the place of a requirement", () => {
    const text = "torch==2.7.1 --hash=sha256:00  # heavy\nflask\n";
    expect(replaced("requirements.txt", text, "torch", "torch==2.7.1+cpu")).toBe(
      "torch==2.7.1+cpu --hash=sha256:00  # heavy\nflask\n",
    );
  });

  it("is the same once a line has gone and come back", () => {
    const sorted = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,6}$/), { minLength: 3, maxLength: 8 });
    const head = fc.constantFrom("", "# head\n\n", "\ufeff", "--pre\n");
    fc.assert(
      fc.property(
        sorted,
        fc.nat(),
        head,
        fc.constantFrom("\n", "\r\n"),
        fc.boolean(),
        (names, at, first, end, isEnded) => {
          const lines = names.sort().map((name) => `${name}==1.0`);
          const text = (first + lines.join("\n") + (isEnded ? "\n" : "")).replaceAll("\n", end);
          const name = names[at % names.length]!;
          const shorter = without("requirements.txt", text, name);
          expect(shorter).not.toContain(`${name}==`.padStart(name.length + 3, "\n"));
          expect(withAdded("requirements.txt", shorter, `${name}==1.0`)).toBe(text);
        },
      ),
    );
  });
});

describe("pyproject.toml", () => {
  const project = (...lines: string[]) =>
    `[project]\nname = "shop"\n${lines.join("\n")}\n\n[tool.ruff]\nline-length = 100\n`;

  it("loses members of arrays, with their own comments, and keeps the array", () => {
    const text = project(
      "dependencies = [",
      '  "flask>=3",',
      "",
      "  # answers",
      '  "ollama", # local',
      "",
      '  "redis",  # queue',
      "]",
    );
    expect(without("pyproject.toml", text, "ollama")).toBe(
      project("dependencies = [", '  "flask>=3",', "", "", '  "redis",  # queue', "]"),
    );
    expect(without("pyproject.toml", text, "flask", "redis", "ollama")).toBe(project("dependencies = []"));
    const kept = project("dependencies = [", "  # what the shop needs", "", '  "flask",', "]");
    expect(without("pyproject.toml", kept, "flask")).toContain("# what the shop needs");
    expect(without("pyproject.toml", project('dependencies = ["flask", "ollama"]  # all'), "ollama")).toBe(
      project('dependencies = ["flask"]  # all'),
    );
    expect(without("pyproject.toml", project('dependencies = ["ollama"]  # all'), "ollama")).toBe(
      project("dependencies = []  # all"),
    );
  });

  it("loses what else is said of a package that no list names any more", () => {
    const text = `[project]
dependencies = ["flask", "chat-kit"]
optional-dependencies = { web = ["flask"] }

[tool.uv.sources]
flask = { index = "wheels" }
Chat_Kit = { git = "https://example.org/chat.git" }
`;
    expect(without("pyproject.toml", text, "chat-kit")).toBe(`[project]
dependencies = ["flask"]
optional-dependencies = { web = ["flask"] }

[tool.uv.sources]
flask = { index = "wheels" }
`);
    const list = listOf("pyproject.toml", text);
    const first = list.requirements.filter(({ audience, name }) => audience.kind === "main" && name === "flask");
    expect(applyEdits(text, removeDeclared(text, list, first))).toContain('flask = { index = "wheels" }');
  });

  it("loses entries of Poetry's tables, and tables that are requirements", () => {
    const text = `[tool.poetry.dependencies]
python = "^3.11"
flask = "^3.0"
# answers
ollama = { version = "^0.3", optional = true } # local

[tool.poetry.dependencies.celery]
version = "^5.4"

[tool.poetry.extras]
chat = ["ollama", "flask"]

[tool.poetry.group.test.dependencies]
pytest = "^8.0"
`;
    expect(without("pyproject.toml", text, "ollama", "celery")).toBe(`[tool.poetry.dependencies]
python = "^3.11"
flask = "^3.0"


[tool.poetry.extras]
chat = ["flask"]

[tool.poetry.group.test.dependencies]
pytest = "^8.0"
`);
  });

  it("gets members and entries in the way the others stand", () => {
    const short = project('dependencies = ["flask"]');
    expect(withAdded("pyproject.toml", short, "redis")).toBe(project('dependencies = ["flask", "redis"]'));
    expect(withAdded("pyproject.toml", project("dependencies = []"), 'a; os_name == "nt"')).toBe(
      project(`dependencies = ['a; os_name == "nt"']`),
    );
    const long = project("dependencies = [", "    'a', # first", "    'c'", "]");
    expect(withAdded("pyproject.toml", long, "b")).toBe(
      project("dependencies = [", "    'a', # first", "    'b',", "    'c'", "]"),
    );
    expect(withAdded("pyproject.toml", long, "d")).toBe(
      project("dependencies = [", "    'a', # first", "    'c',", "    'd'", "]"),
    );
    const grouped = '[dependency-groups]\ntest = ["pytest"]\n';
    expect(withAdded("pyproject.toml", grouped, "mock", "pytest")).toBe(
      '[dependency-groups]\ntest = ["pytest", "mock"]\n',
    );
    const poetry = '[tool.poetry.dependencies]\npython = "^3.11"\nflask = "^3"\n';
    expect(withAdded("pyproject.toml", poetry, "redis[hiredis]>=5,<6; os_name == 'posix'")).toBe(
      `${poetry}redis = { version = ">=5,<6", extras = ["hiredis"], markers = "os_name == 'posix'" }\n`,
    );
    expect(() => withAdded("pyproject.toml", "[tool.ruff]\n", "a")).toThrow("has no place");
    expect(() => withAdded("Pipfile", '[packages]\na = "*"\n', "b")).toThrow("only read");
  });

  it("gets other words in the place of a requirement", () => {
    const text = project('dependencies = ["torch>=2", "flask"]');
    expect(replaced("pyproject.toml", text, "torch", "torch==2.7.1+cpu")).toContain('["torch==2.7.1+cpu", "flask"]');
    expect(replaced("pyproject.toml", text, "torch", 'torch; os_name == "nt"')).toContain(
      `['torch; os_name == "nt"', `,
    );
    const poetry = '[tool.poetry.dependencies]\nflask = "^3" # web\nredis = { version = "^5", extras = ["hiredis"] }\n';
    expect(replaced("pyproject.toml", poetry, "flask", "flask==3.1.1")).toContain('flask = "==3.1.1" # web');
    expect(replaced("pyproject.toml", poetry, "redis", "redis>=6")).toContain('redis = { version = ">=6", extras');
    expect(replaced("pyproject.toml", poetry, "flask", "quart")).toContain('quart = "*" # web');
  });

  it("is the same once a member has gone and come back", () => {
    const sorted = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,6}$/), { minLength: 3, maxLength: 8 });
    const layouts = fc.record({
      isLong: fc.boolean(),
      comma: fc.boolean(),
      quote: fc.constantFrom('"', "'"),
      end: fc.constantFrom("\n", "\r\n"),
      isPoetry: fc.boolean(),
      isEnded: fc.boolean(),
    });
    fc.assert(
      fc.property(sorted, fc.nat(), layouts, (unsorted, at, { isLong, comma, quote, end, isPoetry, isEnded }) => {
        const names = unsorted.filter((name) => name !== "python").sort();
        const quoted = names.map((name) => quote + name + quote);
        const array = isLong
          ? `[\n    ${quoted.join(",\n    ")}${comma ? "," : ""}\n]`
          : `[${quoted.join(", ")}${comma ? "," : ""}]`;
        const body = isPoetry
          ? `[tool.poetry.dependencies]\n${names.map((name) => `${name} = "*"`).join("\n")}`
          : `[project]\ndependencies = ${array}`;
        const text = (body + (isEnded ? "\n" : "")).replaceAll("\n", end);
        const name = names[at % names.length]!;
        const shorter = without("pyproject.toml", text, name);
        expect(listOf("pyproject.toml", shorter).requirements.map((one) => one.name)).toEqual(
          names.filter((one) => one !== name),
        );
        expect(withAdded("pyproject.toml", shorter, name)).toBe(text);
      }),
    );
  });
});
