import type { Region } from "../../../src/engine/region.js";
import type { Framework, View } from "./view.js";

/** pytest and unittest: tests, fixtures and the parameters that ask for them, patches. */
export const pytest: Framework = {
  name: "pytest",
  inspect(view) {
    const { tree, path } = view;
    const inTests = /(^|\/)(tests?\/|test_[^/]*\.pyi?$|[^/]*_test\.pyi?$|conftest\.py$)/.test(path);
    const fixtures = view.functions.filter((region) => isFixture(view, region));
    for (const region of fixtures) {
      view.trait(region, "framework");
      const call = fixtureCall(view, region);
      const name = (call && view.string(tree.keyword(call.id, "name"))) ?? region.name ?? "";
      // One that runs unasked is there for more than those that ask for it.
      const unasked = call && tree.keyword(call.id, "autouse");
      view.define(`fixture:${name}`, region, unasked ? {} : { private: true, asked: true });
    }
    if (!inTests) return;
    for (const region of tree.regions) {
      if (region.kind === "call") addMarker(view, region);
      if (region.kind === "class" && isTestClass(view, region)) view.trait(region, "test", "framework");
      if (region.kind !== "function") continue;
      if (
        /^(setUp|tearDown|setUpClass|tearDownClass|setup_method|teardown_method|setup_module|teardown_module)$/.test(
          region.name ?? "",
        )
      )
        view.trait(region, "framework");
      if (/^test/.test(region.name ?? "")) view.trait(region, "test", "framework");
      if (/^test/.test(region.name ?? "") || fixtures.includes(region)) askFor(view, region);
    }
  },
};

/** A class that pytest or unittest collects; unittest asks for a base, which may be the project's own. */
function isTestClass(view: View, region: Region): boolean {
  if (/^Test/.test(region.name ?? "")) return true;
  const from = bases(view, region);
  if (from.some((base) => /TestCase$/.test(base))) return true;
  const isNamed = /(Test|Tests|TestCase)$/.test(region.name ?? "");
  return isNamed && from.length > 0 && methodsOf(view, region).some(({ name }) => /^test/.test(name ?? ""));
}

function methodsOf({ tree }: View, region: Region): Region[] {
  const body = tree.first(region.id, "body");
  return (body ? tree.children(body.id) : []).map((id) => tree.at(id)).filter(({ kind }) => kind === "function");
}

/** `config.addinivalue_line("markers", "slow: takes long")` makes a marker known by its first word. */
function addMarker(view: View, call: Region): void {
  if (!/(^|\.)addinivalue_line$/.test(call.name ?? "")) return;
  const [key, line] = view.tree.positional(call.id);
  const name =
    key && line && view.string(key) === "markers" ? /^\s*([\w-]+)/.exec(view.string(line) ?? "")?.[1] : undefined;
  if (name !== undefined) view.refer(`marker:${name}`, line!);
}

/** Names of fixtures that come with pytest: their parameters refer to nothing of the repository. */
const builtIn = new Set("self cls request monkeypatch tmp_path tmpdir capsys caplog capfd mocker client".split(" "));

function askFor(view: View, region: Region): void {
  for (const parameter of view.tree.inSlot(region.id, "parameter")) {
    const name = parameter.name ?? "";
    if (name === "self" || name === "cls" || parameter.operator !== undefined) continue;
    if (view.tree.first(parameter.id, "default")) continue;
    view.refer(`fixture:${name}`, parameter, builtIn.has(name) && name !== "client");
  }
  for (const decorator of view.tree.inSlot(region.id, "decorator")) {
    if (!/usefixtures$/.test(decorator.name ?? "")) continue;
    const call = view.tree.first(decorator.id, "value");
    for (const value of call ? view.tree.positional(call.id) : []) {
      const name = view.string(value);
      if (name !== undefined) view.refer(`fixture:${name}`, value);
    }
  }
}

function isFixture(view: View, region: Region): boolean {
  return view.tree.inSlot(region.id, "decorator").some((one) => /(^|\.)fixture$/.test(one.name ?? ""));
}

function fixtureCall(view: View, region: Region): Region | undefined {
  const decorator = view.tree.inSlot(region.id, "decorator").find((one) => /(^|\.)fixture$/.test(one.name ?? ""));
  const value = decorator && view.tree.first(decorator.id, "value");
  return value?.kind === "call" ? value : undefined;
}

function bases(view: View, region: Region): string[] {
  return view.tree.inSlot(region.id, "base").map((base) => view.origin(base) ?? base.name ?? "");
}
