import { beforeAll, describe, expect, it } from "vitest";
import type { Transform } from "../../src/engine/model.js";
import { loadTransforms } from "../../src/registry.js";
import { inMemoryInventory } from "../../src/repo/memory.js";
import { planOf } from "../support/planning.js";

let transforms: Transform[];
beforeAll(async () => {
  transforms = await loadTransforms();
});

async function notesOf(files: Record<string, string>): Promise<string[]> {
  const lists = { terms: [], only: [], skip: [], keep: [], scope: [] };
  const options = { target: "hipchat", ...lists, cleanup: false, force: false };
  return (await planOf(inMemoryInventory(files), options, transforms, "")).document.notes;
}

describe("what others see of an application, and no longer will", () => {
  it.each([
    [
      "a name of `__all__`",
      { "kit/__init__.py": '__all__ = ["send", "hipchat_send"]\n\n\ndef send(): ...\n\n\ndef hipchat_send(): ...\n' },
      "names that leave `__all__`, for code outside this repository that imports them: hipchat_send of kit/__init__.py",
    ],
    [
      "a route, with the prefix of its blueprint",
      {
        "app.py":
          'from flask import Blueprint\n\npages = Blueprint("pages", __name__, url_prefix="/v1")\n\n\n@pages.post("/hipchat")\ndef hook():\n    return "", 204\n',
      },
      "routes that end, for callers outside this repository: POST /v1/hipchat",
    ],
    [
      "a route that another file registers, of a class",
      {
        "views.py":
          'from flask.views import MethodView\n\n\nclass Room(MethodView):\n    def get(self):\n        return "a"\n',
        "app.py":
          'from flask import Flask\n\nimport views\n\napp = Flask(__name__)\napp.add_url_rule("/hipchat/room", view_func=views.Room.as_view("room"))\n',
      },
      "routes that end, for callers outside this repository: GET /hipchat/room",
    ],
    [
      "an option of a command",
      {
        "run.py":
          'import argparse\n\nparser = argparse.ArgumentParser()\nparser.add_argument("--hipchat-room")\nparser.add_argument("--verbose")\nprint(parser.parse_args().verbose)\n',
      },
      "options that leave commands, for scripts that give them: --hipchat-room",
    ],
    [
      "a column that a migration has to drop first",
      {
        "tables.py":
          "from sqlalchemy import Column, Integer\n\nfrom base import Base\n\n\nclass User(Base):\n    id = Column(Integer, primary_key=True)\n    hipchat_room = Column(Integer)\n",
      },
      "for a migration to drop from the database, then from the code: User.hipchat_room (tables.py)",
    ],
  ])("says so of %s", async (_name, files, note) => {
    expect(await notesOf(files)).toContain(note);
  });

  it("says nothing of what stays", async () => {
    const files = {
      "app.py":
        'from flask import Blueprint\n\n__all__ = ["pages"]\n\npages = Blueprint("pages", __name__)\n\n\n@pages.get("/rooms")\ndef rooms():\n    # Like those of hipchat.\n    return "", 204\n',
    };
    expect(await notesOf(files)).toEqual([]);
  });
});

describe("tests that may count what changes", () => {
  const app =
    'from flask import Flask, render_template\n\napp = Flask(__name__)\nROOMS = ["slack", "hipchat", "irc"]\nDOORS = ["east", "west"]\n\n\n@app.route("/rooms")\ndef rooms():\n    return render_template("rooms.html", rooms=ROOMS)\n\n\n@app.route("/doors")\ndef doors():\n    return render_template("doors.html", doors=DOORS)\n';
  const pages = {
    "templates/rooms.html": '<h2>Slack</h2>\n<p>a</p>\n<a href="https://hipchat.com">HipChat</a>\n',
    "templates/doors.html": "<h2>East</h2>\n",
  };
  const note = "tests that may count, or pick by its place, what changes; run them: ";

  it("are named with the collection or page that loses a part", async () => {
    const files = {
      "app.py": app,
      ...pages,
      "tests/test_app.py": "from app import ROOMS\n\n\ndef test_rooms():\n    assert len(ROOMS) == 3\n",
      "tests/test_pages.py": 'def test_page(client):\n    assert client.get("/rooms").data.count(b"<a") == 1\n',
    };
    expect(await notesOf(files)).toContain(
      `${note}tests/test_app.py (ROOMS), tests/test_pages.py (templates/rooms.html)`,
    );
  });

  it("are not those of what stays as it is, nor code that is no test", async () => {
    const files = {
      "app.py": app,
      ...pages,
      "report.py": "from app import ROOMS\n\nprint(len(ROOMS))\n",
      "tests/test_app.py":
        'from app import DOORS\n\n\ndef test_doors(client):\n    assert len(DOORS) == 2\n    client.get("/doors")\n',
    };
    expect((await notesOf(files)).filter((one) => one.startsWith(note))).toEqual([]);
  });
});
