import { describe, expect, it } from "vitest";
import { isOnlyAbout } from "../../../src/engine/phrase.js";
import { makeTarget } from "../../../src/target/target.js";
import { readCommand } from "../../../transforms/docs/commands.js";
import { labelOf } from "../../../transforms/docs/labels.js";
import { sentencesOf } from "../../../transforms/docs/sentences.js";
import { slugsOf } from "../../../transforms/docs/slugs.js";

const target = makeTarget({ name: "acme" });
const whole = (text: string) => ({ start: 0, end: text.length });
const isAbout = (text: string) => isOnlyAbout(text, whole(text), target.find(text));

describe("a phrase", () => {
  it.each([
    "Acme",
    "Running with Acme",
    "Option 2: Acme (local)",
    "Install [Acme](https://acme.example/download)",
    "Pull a model: `acme pull x`",
    "Acme's settings",
  ])("is about the target: %s", (text) => expect(isAbout(text)).toBe(true));

  it.each([
    "Acme and North",
    "Migrating from Acme",
    "Running without Acme",
    "Provider: acme",
    "Letters through Acme",
    "Install [North](https://north.example) for Acme",
    "Running",
  ])("is about something else as well: %s", (text) => expect(isAbout(text)).toBe(false));
});

describe("a line of a terminal", () => {
  const read = (words: string) => readCommand({ ...whole(words), words }, (word) => target.matches(word));
  const subject = (words: string) => {
    const name = read(words).subject?.name;
    return name !== undefined && target.matches(name);
  };

  it.each([
    "acme pull x",
    "$ sudo systemctl start acme",
    "docker compose exec -T acme acme list",
    "curl -fsSL https://acme.example/install.sh | sh",
    "docker run -d -p 80:80 --name box acme/acme",
    "pip install -U acme",
  ])("is the target's: %s", (words) => expect(subject(words)).toBe(true));

  it.each([
    "cd acme",
    "acme serve && flask run",
    "cp acme.env .env",
    "pip install app[acme]",
    "pip install acme flask",
  ])("is not, or not alone: %s", (words) => expect(subject(words)).toBe(false));

  it("gives single words of an installation", () => {
    const words = "pip install flask acme-client";
    expect(read(words).words.map((word) => words.slice(word.start, word.end))).toEqual(["acme-client"]);
  });
});

describe("words", () => {
  it("are cut into sentences, short forms and code left whole", () => {
    const text = "Use a server, e.g. North. Run `a. B` now.  It works! 好。Then:";
    expect(sentencesOf(text, whole(text)).map((one) => text.slice(one.start, one.end))).toEqual([
      "Use a server, e.g. North.",
      "Run `a. B` now.",
      "It works!",
      "好。",
      "Then:",
    ]);
  });

  it.each([
    ["**Acme**: local", "**Acme**"],
    ["Acme - local", "Acme"],
    ["[Acme](https://a.example) – local", "[Acme](https://a.example)"],
    ["`A`, `B` - both", "`A`, `B`"],
    ["Set it: now.", "Set it"],
    ["No label here", undefined],
    ["Only this:", undefined],
  ])("begin with a label: %s", (text, label) => {
    const found = labelOf(text, whole(text));
    expect(found && text.slice(found.start, found.end)).toBe(label);
  });
});

it("headings have the anchors that GitHub gives them", () => {
  const slug = slugsOf();
  expect(["Running with Acme!", "A / B", "A / B", "Größe 😀"].map(slug)).toEqual([
    "running-with-acme",
    "a--b",
    "a--b-1",
    "größe-",
  ]);
});
