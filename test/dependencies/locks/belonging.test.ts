import { expect, test } from "vitest";
import { lockFolder, locksOf } from "../../../src/dependencies/locks/belonging.js";

const PATHS = [
  "uv.lock",
  "README.md",
  "api/poetry.lock",
  "api/requirements.txt",
  "web/poetry.lock",
  "api/tools/pdm.lock",
];

test("a list has the lock in its folder, then those around it, and none beside or below", () => {
  expect(locksOf("api/pyproject.toml", PATHS)).toEqual(["api/poetry.lock", "api/requirements.txt", "uv.lock"]);
  expect(locksOf("api/jobs/pyproject.toml", PATHS)).toEqual(["api/poetry.lock", "api/requirements.txt", "uv.lock"]);
  expect(locksOf("pyproject.toml", PATHS)).toEqual(["uv.lock"]);
  expect(locksOf("apiary/pyproject.toml", PATHS)).toEqual(["uv.lock"]);
  expect(locksOf("shop/requirements.txt", ["api/uv.lock"])).toEqual([]);
});

test("a list that says why its lines are there is its own lock", () => {
  expect(locksOf("api/requirements.txt", PATHS)[0]).toBe("api/requirements.txt");
});

test("the nearest folder with a lock", () => {
  const folders = new Set([".", "api"]);
  expect(lockFolder("api/jobs/a.txt", folders)).toBe("api");
  expect(lockFolder("apiary/a.txt", folders)).toBe(".");
  expect(lockFolder("a.txt", new Set(["api"]))).toBeUndefined();
});
