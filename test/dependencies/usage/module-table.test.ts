import { describe, expect, it } from "vitest";
import { normaliseName } from "../../../src/dependencies/names.js";
import { modulesOf, providersOf } from "../../../src/dependencies/usage/module-table.js";
import table from "../../../src/dependencies/usage/modules.json" with { type: "json" };

describe("the table of modules", () => {
  it("ties normalised names to names that can be imported", () => {
    for (const [name, modules] of Object.entries(table)) {
      expect(normaliseName(name)).toBe(name);
      expect(modules.length).toBeGreaterThan(0);
      expect(new Set(modules).size).toBe(modules.length);
      for (const module of modules) expect(module).toMatch(/^[A-Za-z]\w*(?:\.[a-z]\w*)*$/);
    }
  });

  it("knows one module of several distributions, the likeliest first", () => {
    expect(providersOf("cv2")[0]).toBe("opencv-python");
    expect(providersOf("cv2")).toContain("opencv-python-headless");
    expect(providersOf("psycopg2.extras")).toEqual(["psycopg2", "psycopg2-binary"]);
  });

  it("tells distributions apart that share a top", () => {
    expect(providersOf("google.cloud.storage.blob")).toEqual(["google-cloud-storage"]);
    expect(providersOf("google")).toContain("protobuf");
    expect(providersOf("google.cloud")).not.toContain("protobuf");
  });

  it("leaves what it does not know to the name", () => {
    expect(providersOf("flask_login")).toEqual([]);
    expect(modulesOf("Flask-Login")).toEqual(["flask_login", "Flask_Login"]);
    expect(modulesOf("protobuf")).toEqual(["protobuf"]);
    expect(modulesOf("Pillow")).toEqual(["PIL"]);
  });
});
