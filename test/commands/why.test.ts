import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { schemaFaults } from "../report/schema.js";
import { makeRepository, removeFolders, run } from "./support.js";

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });
afterAll(removeFolders);

const SHOP = {
  "app.py": [
    "from flask import Flask, jsonify, render_template",
    "",
    "from services.hipchat import list_rooms",
    "",
    "app = Flask(__name__)",
    "",
    "",
    '@app.route("/")',
    "def home():",
    '    return render_template("home.html")',
    "",
    "",
    '@app.route("/api/rooms")',
    "def rooms():",
    '    return jsonify({"rooms": list_rooms()})',
    "",
  ].join("\n"),
  "services/__init__.py": "",
  "services/hipchat.py": [
    'HIPCHAT_ROOMS = ["lobby"]',
    "",
    "",
    "def list_rooms():",
    "    return sorted(HIPCHAT_ROOMS)",
    "",
  ].join("\n"),
  "templates/home.html": [
    "<html><body>",
    '<button class="room-button" onclick="loadRooms()">Rooms</button>',
    '<ul id="roomList"></ul>',
    '<ul id="orderList"></ul>',
    "<script src=\"{{ url_for('static', filename='app.js') }}\"></script>",
    "</body></html>",
    "",
  ].join("\n"),
  "static/app.js": [
    "async function loadRooms() {",
    '  const response = await fetch("/api/rooms");',
    "  const data = await response.json();",
    '  fill("roomList", data.rooms);',
    "}",
    "",
    'document.addEventListener("DOMContentLoaded", () => fill("orderList", []));',
    "",
    "function fill(id, names) {",
    '  document.getElementById(id).textContent = names.join(", ");',
    "}",
    "",
  ].join("\n"),
  "static/app.css": [".room-button {", "  color: teal;", "}", "", "body { color: black; }", ""].join("\n"),
};

describe("why", () => {
  let folder: string;

  beforeAll(async () => {
    folder = makeRepository(SHOP);
    const ran = await run(folder, ["plan", "hipchat", "--force"]);
    expect(ran.error).toBe("");
  });

  test("tells the chain from a rule of a sheet to the service behind the route, each link with its place", async () => {
    const { rows } = JSON.parse((await run(folder, ["why", "static/app.css:1", "--json"])).output);
    expect(rows[0].because).toEqual([
      'templates/home.html:2  <button class="room-button" onclick="loadRooms()">Rooms</button>  ' +
        "(the last use of class `room-button`)",
      "static/app.js:1  async function loadRooms() {  (nothing is left in it)",
      'static/app.js:2  const response = await fetch("/api/rooms");  (calls route GET /api/rooms)',
      'app.py:13  @app.route("/api/rooms")  (all it could answer is gone)',
      'app.py:15  return jsonify({"rooms": list_rooms()})  (uses `list_rooms`)',
      "app.py:3  from services.hipchat import list_rooms  (uses `list_rooms`, which goes)",
      "services/hipchat.py:4  def list_rooms():  (nothing is left in it)",
      "services/hipchat.py:5  return sorted(HIPCHAT_ROOMS)  (uses `HIPCHAT_ROOMS`)",
      'services/hipchat.py:1  HIPCHAT_ROOMS = ["lobby"]  (`HIPCHAT_ROOMS` names hipchat)',
    ]);
  });

  test("answers for every line that goes, by the place that takes it", async () => {
    const ran = await run(folder, ["why", "static/app.js:3", "--json"]);
    const document = JSON.parse(ran.output);
    expect(schemaFaults("why", document)).toEqual([]);
    expect(document.rows).toHaveLength(1);
    expect(document.rows[0]).toMatchObject({ line: 1, fate: "removed", lines: { first: 1, last: 5 } });
    expect((await run(folder, ["why", "static/app.js:3"])).output).toContain("goes with lines 1 to 5; line 1:");
  });

  test("says of a line that stays that nothing is decided about it", async () => {
    for (const place of ["static/app.css:5", "static/app.js:9", "templates/home.html:4"])
      expect((await run(folder, ["why", place])).output).toContain("no mention and no linked place");
  });

  test("an element is told by what looked it up; nothing is said to go from a file of a step that is left out", async () => {
    expect((await run(folder, ["why", "templates/home.html:3"])).output).toContain("(the last use of id `roomList`)");
    const { output } = await run(folder, ["plan", "hipchat", "--force", "--skip", "jinja", "--json"]);
    const rows: { path: string; fate: string }[] = JSON.parse(output).ledger;
    expect(rows.some(({ path, fate }) => path.startsWith("templates/") && fate === "removed")).toBe(false);
  });
});
