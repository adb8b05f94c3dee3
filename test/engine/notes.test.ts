import { beforeAll, describe, expect, it } from "vitest";
import type { Transform } from "../../src/engine/model.js";
import type { PlanDocument, PlanOptions } from "../../src/engine/plan-model.js";
import { loadTransforms } from "../../src/registry.js";
import { inMemoryInventory } from "../../src/repo/memory.js";
import { schemaFaults } from "../report/schema.js";
import { planOf } from "../support/planning.js";

let transforms: Transform[];
beforeAll(async () => {
  transforms = await loadTransforms();
});

async function documentOf(
  files: Record<string, string>,
  configuration: string,
  options: Partial<PlanOptions> = {},
): Promise<PlanDocument> {
  const lists = { terms: [], only: [], skip: [], keep: [], scope: [] };
  const all = { target: "hipchat", ...lists, cleanup: false, force: false, ...options };
  const { document } = await planOf(inMemoryInventory(files), all, transforms, configuration);
  expect(schemaFaults("plan", JSON.parse(JSON.stringify(document)))).toEqual([]);
  return document;
}

const APPLICATION = {
  "app/kinds.py": 'class Kind:\n    HIPCHAT = "hipchat"\n    MAIL = "mail"\n',
  "app/main.py": "from app.kinds import Kind\n\nkinds = [Kind.MAIL, Kind.HIPCHAT]\n",
  "docs/a.md": "# A\n",
};

describe("what matches nothing", () => {
  it("is said for every key, with what to write instead of a path", async () => {
    const { notes } = await documentOf(
      APPLICATION,
      `
targets:
  hipchat:
    paths: [static/none/, docs/, "!docs/b.md"]
    keep: [nothing/**, "py:app/kinds.py#Shim"]
    tombstone: [app/kinds.py, "py:app/kinds.py#Kind.SLACK", "py:app/kinds.py#Kind.HIPCHAT"]
entrypoints: ["py:app/main.py#start", app/]
history: [decisions/]
`,
      { cleanups: ["junk", "jnk"] },
    );
    expect(notes.slice(0, 8)).toEqual([
      "paths: static/none/ matches no tracked file",
      "keep: nothing/** matches no tracked file",
      "keep: py:app/kinds.py#Shim matches no definition that was read",
      "tombstone: app/kinds.py is no symbol; write it like py:app/models.py#Provider.NAME",
      "tombstone: py:app/kinds.py#Kind.SLACK matches no definition that was read",
      "entrypoints: py:app/main.py#start matches no definition that was read",
      "history: decisions/ matches no tracked file",
      expect.stringMatching(/^cleanup: there is no clean-up called jnk; there are .*junk/),
    ]);
  });

  it("is not said of what does", async () => {
    const { notes } = await documentOf(
      APPLICATION,
      'targets: {hipchat: {keep: [docs/, "py:app/*#Kind"], paths: [docs/a.md]}}\nentrypoints: [app/]\n',
    );
    expect(notes).toEqual([]);
  });
});

describe("what stays because somebody asked for it", () => {
  it("is kept, not left to a person, in a ledger that balances", async () => {
    const { ledger, totals } = await documentOf(
      APPLICATION,
      'targets: {hipchat: {tombstone: ["py:app/kinds.py#Kind.HIPCHAT"]}}',
    );
    const fates = ledger.map(({ path, fate, reason, mention }) => ({ path, fate, reason, mention }));
    expect(fates).toEqual([
      { path: "app/kinds.py", fate: "kept", reason: "tombstone", mention: true },
      { path: "app/kinds.py", fate: "kept", reason: "tombstone", mention: true },
      { path: "app/main.py", fate: "removed", reason: expect.any(String), mention: true },
    ]);
    expect(totals.mentions).toMatchObject({ all: 3, kept: 2, removed: 1, review: 0 });
  });

  it("under keep stays with its uses, and nothing is changed", async () => {
    const { steps, totals } = await documentOf(
      APPLICATION,
      'targets: {hipchat: {keep: ["py:app/kinds.py#Kind.HIPCHAT"]}}',
    );
    expect(steps).toEqual([]);
    expect(totals.mentions).toMatchObject({ all: 3, kept: 3 });
  });

  it("says nothing of a symbol that would have stayed anyway", async () => {
    const { ledger } = await documentOf(APPLICATION, 'targets: {hipchat: {keep: ["py:app/kinds.py#Kind.MAIL"]}}');
    expect(ledger.filter(({ reason }) => reason === "keep")).toEqual([]);
  });
});

describe("listed paths", () => {
  const files = { ...APPLICATION, "talk/logo.svg": "<svg/>\n", "talk/room.py": "def room():\n    return 1\n" };
  const listed = "targets: {hipchat: {paths: [talk/]}}";

  it("go in the step of their transform, or in one of their own that can be left out", async () => {
    const stepsOf = async (options: Partial<PlanOptions>) =>
      (await documentOf(files, listed, options)).steps
        .map(({ name, files: changed }) => ({ name, deleted: changed.filter(({ status }) => status === "deleted") }))
        .flatMap(({ name, deleted }) => deleted.map(({ path }) => `${name} ${path}`));
    expect(await stepsOf({})).toEqual(["python talk/room.py", "paths talk/logo.svg"]);
    expect(await stepsOf({ skip: ["paths"] })).toEqual(["python talk/room.py"]);
    expect(await stepsOf({ skip: ["python"] })).toEqual(["paths talk/logo.svg"]);
    expect(await stepsOf({ only: ["paths"] })).toEqual(["paths talk/logo.svg"]);
    expect(await stepsOf({ keep: ["talk/logo.svg"] })).toEqual(["python talk/room.py"]);
    expect(await stepsOf({ scope: ["app"] })).toEqual([]);
  });
});

describe("an ordinary word as target", () => {
  it("gives a warning with what was left out", async () => {
    const text = { "a.py": "sandbox = 1\nmailbox = 2\nbox_client = 3\n" };
    const { notes } = await documentOf(text, "", { target: "box" });
    expect(notes[0]).toMatch(/^"box" is also an ordinary word: .*Left out as parts of other words: sandbox, mailbox\./);
    expect(notes[0]).not.toContain("box_client");
  });

  it("gives none for any other", async () => {
    const { notes } = await documentOf({ "a.py": "hipchats = 1\nhipchat_room = 2\n" }, "");
    expect(notes).toEqual([]);
  });
});

describe("ports and models that stay", () => {
  const files = {
    "a.py": 'PORT = 11434\n\n\ndef ask(kind):\n    if kind == "ollama":\n        return call("llama3")\n    return 1\n',
  };

  it("are listed with their places, and those that go are not", async () => {
    const { notes, ledger } = await documentOf(files, "", { target: "ollama" });
    expect(notes).toEqual([
      "ports, hosts and models that may be ollama's stay where nothing else says so: 11434 at a.py:1",
    ]);
    expect(ledger).toContainEqual(
      expect.objectContaining({ line: 6, text: "llama3", fate: "removed", mention: false }),
    );
  });

  it("are no matter beside a mention, which has a row of its own, and in files that go", async () => {
    const text = { "a.txt": "If Ollama does not answer, look at port 11434.\n", "talk/a.bin": "11434\n" };
    const { notes } = await documentOf(text, "targets: {ollama: {paths: [talk/]}}", { target: "ollama" });
    expect(notes).toEqual([]);
  });

  it("beyond twenty are counted, with the search that lists them", async () => {
    const { notes } = await documentOf({ "a.py": "PORT = 11434\n".repeat(25) }, "", { target: "ollama" });
    expect(notes[0]).toMatch(/11434 at a\.py:20, and 5 more: git grep -n -w -F -e 11434$/);
  });

  it("of a target without any are no matter", async () => {
    expect((await documentOf(files, "", { target: "hipchat" })).notes).toEqual([]);
  });
});

it("keeps the file that names the target for unpick", async () => {
  const text = "targets:\n  hipchat:\n    env: [HIPCHAT_*]\n";
  const { ledger, steps } = await documentOf({ "unpick.yaml": text, "sub/unpick.yaml": "hipchat: 1\nmail: 2\n" }, "");
  expect(steps.flatMap(({ files }) => files.map(({ path }) => path))).toEqual(["sub/unpick.yaml"]);
  const own = ledger.filter(({ path }) => path === "unpick.yaml");
  expect(own.map(({ fate, reason }) => `${fate} ${reason}`)).toEqual(["kept keep", "kept keep"]);
});

describe("interfaces that end", () => {
  const NAMES = '__all__ = ["Mail", "HipChat"]\n__all__ += ["hipchat_room"]\n';
  const FILES = {
    "chat/__init__.py": `from chat.rooms import HipChat, Mail, hipchat_room\n\n${NAMES}`,
    "chat/rooms.py":
      '__all__ = ["Mail", "helper"]\n\n\nclass Mail:\n    pass\n\n\nclass HipChat:\n    pass\n\n\ndef hipchat_room():\n    return HipChat()\n\n\ndef helper():\n    return Mail()\n',
  };

  it("are named with the module that offered them", async () => {
    const { notes } = await documentOf(FILES, "");
    expect(notes).toEqual([
      "names that leave `__all__`, for code outside this repository that imports them: " +
        "HipChat of chat/__init__.py, hipchat_room of chat/__init__.py",
    ]);
  });

  it("are not those that stay, nor names that no `__all__` offered", async () => {
    const { notes } = await documentOf({ "chat/rooms.py": FILES["chat/rooms.py"] }, "");
    expect(notes).toEqual([]);
  });
});

describe("messages that a tool collects", () => {
  const CATALOGUE =
    'msgid ""\nmsgstr ""\n"POT-Creation-Date: 2024-03-02 11:20+0100\\n"\n\nmsgid "Room \\"%s\\""\nmsgstr ""\n\nmsgid "Sent"\nmsgstr ""\n';
  const FILES = {
    "chat.py":
      'from gettext import gettext as _\n\n\ndef hipchat():\n    return _("Room \\"%s\\""), _("Sent")\n\n\ndef mail():\n    return _("Sent")\n',
    "po/de.po": CATALOGUE,
    "po/fr.po": CATALOGUE,
  };

  it("are counted where only removed code showed them", async () => {
    const { notes } = await documentOf(FILES, "");
    expect(notes).toEqual([
      "messages that nothing shows any more, 1 of po/de.po and 1 more: collect messages again to drop them, or take them out with --catalogues",
    ]);
  });

  it("are not mentioned where catalogues are edited, or all messages are still shown", async () => {
    const byHand = CATALOGUE.replace(/"POT.*\n/, "");
    expect((await documentOf({ ...FILES, "po/de.po": byHand, "po/fr.po": byHand }, "")).notes).toEqual([]);
    const again = `${FILES["chat.py"]}\n\nTITLE = _('Room "%s"')\n`;
    expect((await documentOf({ ...FILES, "chat.py": again }, "")).notes).toEqual([]);
  });
});
