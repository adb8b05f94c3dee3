import { beforeAll, expect, it } from "vitest";
import type { Transform } from "../../src/engine/model.js";
import { makePlan, type PlanInput } from "../../src/engine/plan.js";
import { loadTransforms } from "../../src/registry.js";
import { inMemoryInventory } from "../../src/repo/memory.js";
import { makeTarget } from "../../src/target/target.js";
import { resultOf } from "../support/planning.js";

let transforms: Transform[];
beforeAll(async () => {
  transforms = await loadTransforms();
});

const FILES = {
  "app/kinds.py": 'class Kind:\n    HIPCHAT = "hipchat"\n    MAIL = "mail"\n',
  "app/main.py": "from app.kinds import Kind\n\nkinds = [Kind.MAIL, Kind.HIPCHAT]\n",
  "app/menu.py": 'ENTRIES = ["mail", "sms", "hipchat"]\n',
};

function planWith(verify: NonNullable<PlanInput["verify"]>) {
  const inventory = inMemoryInventory(FILES);
  const lists = { terms: [], only: [], skip: [], keep: [], scope: [] };
  const plan = makePlan({
    inventory,
    base: "0".repeat(40),
    target: makeTarget({ name: "hipchat", terms: [] }),
    options: { target: "hipchat", ...lists, cleanup: false, force: false },
    transforms,
    verify,
  });
  return { plan, inventory };
}

it("leaves a file as it is that a check will not accept whatever is held in it", async () => {
  const { plan, inventory } = planWith(async (before, after) =>
    after.get("app/main.py") === before.get("app/main.py")
      ? []
      : [{ path: "app/main.py", line: 3, code: "F821", name: "Kind", message: "undefined name" }],
  );
  const made = await plan;
  expect(resultOf(inventory, made)).toEqual({ ...FILES, "app/menu.py": 'ENTRIES = ["mail", "sms"]\n' });
  const rows = made.document.ledger.filter((row) => row.path === "app/main.py");
  expect(rows.map(({ fate, reason }) => `${fate}: ${reason}`)).toEqual(["review: still needed at app/main.py:3"]);
});

it("refuses a plan with a fault that no file of it explains", async () => {
  const { plan } = planWith(async () => [{ path: "app/other.py", line: 1, code: "E9", message: "no such file" }]);
  await expect(plan).rejects.toThrow("the result would have a new fault at app/other.py:1: no such file");
});
