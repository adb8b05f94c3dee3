import { beforeAll, expect, test } from "vitest";
import { makeTarget } from "../../../src/target/target.js";
import { analyzeComponent } from "../../../transforms/components/analyze.js";
import components from "../../../transforms/components/index.js";
import { analyzeVue } from "../../../transforms/components/vue/analyze.js";

beforeAll(() => components.prepare!());

const read = (text: string, path = "src/Shop.vue") => analyzeComponent({ path, text, encoding: "utf8" });
const uses = (text: string) =>
  read(text).occurrences.flatMap(({ symbol, defines }) => (defines ? [] : [symbol.replace(/script@\d+\./, "")]));

test("a template uses the names of its scripts, components in either spelling", () => {
  const script =
    "<script setup>\nimport PriceRow from './PriceRow.vue';\nconst total = 1;\nconst other = 2;\n</script>\n";
  const found = uses(`<template><price-row :sum="total" /></template>\n${script}`);
  expect(found).toContain("js:src/Shop.vue#PriceRow");
  expect(found).toContain("js:src/Shop.vue#total");
  expect(found).not.toContain("js:src/Shop.vue#other");
});

test("classes and ids in markup keep their rules, parts of a built name do not", () => {
  const facts = read('<p class="a {b} c-{d}" id="e" class:f={g}>h</p>\n<p :class="{ i: j }"></p>\n', "src/A.svelte");
  const symbols = facts.occurrences.map((one) => one.symbol);
  expect(symbols.sort()).toEqual(["class:.a", "class:.b", "class:.f", "class:.i", "class:.j", "dom:#e"]);
});

test("no text makes it throw, and none is free of the fault", () => {
  for (const text of [
    "",
    "<script",
    "<script>(</script>",
    "<style>a{</style>{{",
    "<script lang='ts'>let a: B = <C>d;</script>",
  ]) {
    const facts = read(text);
    expect(facts.faults).toHaveLength(1);
    for (const { id, parent, start, end } of facts.regions) {
      expect(parent).toBeLessThan(id);
      expect(0 <= start && start <= end && end <= text.length).toBe(true);
    }
  }
});

test("imports of a script in TypeScript count as well", () => {
  const facts = read("<script lang=\"ts\">\nimport { load } from './api';\nconst a: Price = load();\n</script>\n");
  expect(facts.extra).toMatchObject({ imports: [{ from: "./api", name: "load" }] });
});

test("a script of a component of Svelte is read in its own language", () => {
  const facts = read(
    "<script lang='ts'>\nenum Kind { Card }\nlet kind: Kind = <Kind>given;\n</script>\n",
    "src/A.svelte",
  );
  expect(facts.occurrences.map((one) => one.symbol)).toContain("js:window#given");
  expect(facts.regions.some((one) => one.kind === "assignment")).toBe(true);
});

const target = makeTarget({ name: "acme" });
const readVue = (text: string) => analyzeVue({ path: "src/Shop.vue", text, encoding: "utf8" }, target);

test("a single file whose parts parse is read without a fault", () => {
  const text = `<script setup lang="ts">
const total = 1 as number;
</script>
<template>
  <Textarea v-model="note" /><BR-like /><img src="a.png">
  <p v-if="a < b && '}}' !== c">{{ total < 2 ? "<b>" : total }}</p>
  <template v-else #acme="{ one }">{{ one }}</template>
</template>
<style lang="scss" scoped>
.a { .b { color: v-bind(total); } }
</style>
<docs>a < b, {{ not a tag }}</docs>
`;
  const facts = readVue(text)!;
  expect(facts.faults).toEqual([]);
  for (const { id, parent, start, end } of facts.regions) {
    expect(parent).toBeLessThan(id);
    expect(0 <= start && start <= end && end <= text.length).toBe(true);
    if (parent >= 0) expect(facts.regions[parent]!.start <= start && end <= facts.regions[parent]!.end).toBe(true);
  }
  const uses = facts.occurrences.filter((one) => !one.defines && /#script@\d+\.total$/.test(one.symbol));
  expect(uses.map(({ region }) => text.slice(facts.regions[region]!.start, facts.regions[region]!.end).trim())).toEqual(
    ["total", "total", ".a { .b { color: v-bind(total); } }"],
  );
});

test.each([
  ["a script", "<script>(</script>"],
  ["a sheet", "<template><p/></template>\n<style>a{</style>"],
  ["a block", "<template><p/>"],
])("%s that does not parse makes the file unread", (_what, text) => {
  expect(readVue(text)).toBeUndefined();
});
