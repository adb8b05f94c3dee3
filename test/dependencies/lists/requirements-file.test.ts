// biome-ignore-all lint/suspicious/noTemplateCurlyInString: so lists name variables
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { asPipReads } from "../../../scripts/oracles/lists/lines.mjs";
import {
  parseRequirementsFile,
  printRequirementsFile,
  type RequirementsLine,
} from "../../../src/dependencies/lists/requirements-file.js";

const LIST = [
  "\ufeff# The shop",
  "-r base.txt",
  "--constraint=pins.txt  # held",
  "--index-url https://example.org/simple --pre",
  "",
  "Flask [async] == 3.1.1 \\",
  "    --hash=sha256:aa \\",
  "    --hash=sha256:bb",
  'tomli>=2 ; python_version < "3.11"  # old Pythons',
  "-e git+https://example.org/shop.git@main#egg=Shop_Core",
  "./libs/mail.whl",
  "https://example.org/wheels/big_model-1.0-py3-none-any.whl",
  "pip @ https://example.org/pip.zip#sha1=00 ; os_name == 'posix'",
  "db==${DB_VERSION}",
  "--unknown-option x",
  "last==1 \\",
].join("\r\n");

const kinds = (lines: readonly RequirementsLine[]) => lines.map(({ kind, text }) => `${kind} ${text}`);

describe("a requirements file", () => {
  const lines = parseRequirementsFile(LIST);
  const requirements = lines.filter((line) => line.kind === "requirement");

  it("is read line by line, with what pip refuses told", () => {
    expect(kinds(lines)).toEqual([
      "blank ",
      "options -r base.txt",
      "options --constraint=pins.txt",
      "options --index-url https://example.org/simple --pre",
      "blank ",
      "requirement Flask [async] == 3.1.1     --hash=sha256:aa     --hash=sha256:bb",
      'requirement tomli>=2 ; python_version < "3.11"',
      "requirement -e git+https://example.org/shop.git@main#egg=Shop_Core",
      "requirement ./libs/mail.whl",
      "requirement https://example.org/wheels/big_model-1.0-py3-none-any.whl",
      "requirement pip @ https://example.org/pip.zip#sha1=00 ; os_name == 'posix'",
      "requirement db==${DB_VERSION}",
      "other --unknown-option x",
      "requirement last==1",
    ]);
  });

  it("gives names from requirements, eggs and wheels, and none where only a path is", () => {
    expect(requirements.map(({ name }) => name)).toEqual([
      "flask",
      "tomli",
      "shop-core",
      undefined,
      "big-model",
      "pip",
      "db",
      "last",
    ]);
  });

  it("gives the place of each requirement, and of comments", () => {
    expect(requirements.map(({ range }) => LIST.slice(range.start, range.end))).toEqual(
      requirements.map(({ requirement }) => requirement),
    );
    const comments = lines.flatMap(({ comment }) => (comment ? [LIST.slice(comment.start, comment.end)] : []));
    expect(comments).toEqual(["# The shop", "# held", "# old Pythons"]);
  });

  it("keeps hashes with the requirement", () => {
    expect(requirements[0]!.options).toEqual([
      { name: "--hash", value: "sha256:aa" },
      { name: "--hash", value: "sha256:bb" },
    ]);
  });
});

const word = fc.constantFrom(
  ...["flask", "a==1", "# c", " #", "#x", "\\", " ", "\t", "-r", "-e", "--pre", "--hash=sha256:00", "--no-such", "'"],
  ...['"', "x; python_version<'3'", "-c", "b.txt", "--", "--index", "-rb.txt", "\u00a0", "${X}", "https://e.org/a#b"],
);
const lineEnd = fc.constantFrom("\n", "\r\n");
const written = fc.array(
  fc.tuple(
    fc.array(word, { maxLength: 5 }).map((some) => some.join("")),
    lineEnd,
  ),
  { maxLength: 8 },
);
const file = fc
  .tuple(fc.constantFrom("", "\ufeff"), written, fc.array(word, { maxLength: 3 }))
  .map(([mark, lines, last]) => mark + lines.map((line) => line.join("")).join("") + last.join(""));

describe("any text", () => {
  const check = (text: string) => {
    const lines = parseRequirementsFile(text);
    expect(printRequirementsFile(lines)).toBe(text);
    let end = 0;
    for (const line of lines) {
      expect(line.start).toBe(end);
      expect(line.end).toBeGreaterThan(line.start);
      end = line.end;
      if (line.kind !== "requirement") continue;
      expect(line.range.start).toBeGreaterThanOrEqual(line.start);
      expect(line.range.end).toBeGreaterThanOrEqual(line.range.start);
      expect(line.range.end).toBeLessThanOrEqual(line.end);
    }
    expect(end).toBe(text.length);
  };

  it("is printed as it was read", () => {
    fc.assert(fc.property(file, check), { numRuns: 500 });
    fc.assert(fc.property(fc.string({ unit: "binary" }), check), { numRuns: 500 });
  });

  it("loses one line and gets it back without a change to any other", () => {
    const places = fc.tuple(file, fc.nat());
    fc.assert(
      fc.property(places, ([text, number]) => {
        const lines = parseRequirementsFile(text);
        if (lines.length < 2) return;
        const at = number % lines.length;
        const without = lines.toSpliced(at, 1);
        // The byte order mark goes with the first line, and a last line is read as before only where it is the last.
        expect(kinds(parseRequirementsFile(printRequirementsFile(without)))).toEqual(kinds(without));
        expect(printRequirementsFile(without.toSpliced(at, 0, lines[at]!))).toBe(text);
      }),
      { numRuns: 500 },
    );
  });
});

const PIP = fileURLToPath(new URL("../../../scripts/oracles/lists/pip_reads.py", import.meta.url));

function pipReads(texts: string[]): unknown[][] | undefined {
  try {
    return JSON.parse(
      execFileSync("python3", [PIP], {
        input: JSON.stringify(texts),
        encoding: "utf8",
        stdio: ["pipe", "pipe", "ignore"],
        maxBuffer: 2 ** 26,
      }),
    );
  } catch {
    return undefined;
  }
}

describe("as pip reads", () => {
  const texts = [
    LIST.slice(1),
    "a \\\n# comment \\\nb",
    "\\a\\\nb",
    "a # b \\\nc\nd",
    "-r a.txt -r b.txt\n-ra.txt\n--req a.txt\n--index https://x\n--in x\n--pre=1\n-r",
    'a --hash sha256:00 --pre\n-e . --hash=sha256:00\n-e \'a b\'\n-e "a\\"b" c',
    "a\vb\fc\x1cd\x85e\u2028f\rg\n\x1fh",
    "--extra-index-url x -i y -i z\n-- -r a\nx -- -r b\n- a",
    ...fc.sample(file, { numRuns: 1500, seed: 6 }).map((text) => text.replace("\ufeff", "")),
  ];
  const said = pipReads(texts);
  test.skipIf(said === undefined)(said ? "line by line" : "skipped: python3 without pip", () => {
    // What packaging reads in requirements is compared by the oracle alone: here pieces stand together at random.
    const plain = (lines: unknown[]) =>
      (lines as unknown[][]).map((line) => (line[2] === "requirement" ? line.slice(0, 6) : line));
    for (const [at, text] of texts.entries())
      expect(plain(asPipReads(parseRequirementsFile(text))), JSON.stringify(text)).toEqual(plain(said![at]!));
  });
});
