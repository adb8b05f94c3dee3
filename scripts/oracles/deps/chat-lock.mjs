// The chat application's packages as a lock file of uv tells them: bytes of each wheel, and what needs what.
import { readFileSync } from "node:fs";

const REQUIREMENT = /^([A-Za-z0-9][\w.-]*)(?:\[([^\]]*)\])?[^;]*(?:;\s*(.*))?$/;

/** Text of a `uv.lock` of the 159 packages that the application pins, with the sizes of public lock files. */
export function chatLock() {
  const { packages, scenarios } = JSON.parse(
    readFileSync(new URL("../../../test/dependencies/data/chat-application.json", import.meta.url), "utf8"),
  );
  const pinned = new Set(scenarios.A_as_is.names.split(" "));
  const chosen = packages.filter(({ name }) => pinned.has(name));
  const roots = [...pinned].map((name) => `    { name = ${JSON.stringify(name)} },\n`).join("");
  return [
    'version = 1\nrevision = 2\nrequires-python = "==3.11.*"\n',
    `[[package]]\nname = "chatbot"\nversion = "0"\nsource = { virtual = "." }\ndependencies = [\n${roots}]\n`,
    ...chosen.map(entry),
  ].join("\n");
}

function entry({ name, version, bytes, requires }) {
  const needs = requires.filter((one) => !/extra\s*==/.test(one)).map(need);
  const extras = new Map();
  for (const one of requires.filter((text) => /extra\s*==/.test(text))) {
    const extra = /extra\s*==\s*["']([^"']+)["']/.exec(one)[1];
    extras.set(extra, [...(extras.get(extra) ?? []), need(one.split(";")[0])]);
  }
  const file = `${name.replaceAll("-", "_")}-${version}-py3-none-any.whl`;
  const wheel = `{ url = "https://files.example/${file}", hash = "sha256:00", size = ${bytes} }`;
  const optional = [...extras].map(([extra, list]) => `${extra} = [\n${list.join("")}]\n`).join("");
  return (
    `[[package]]\nname = "${name}"\nversion = "${version}"\nsource = { registry = "https://pypi.org/simple" }\n` +
    `dependencies = [\n${needs.join("")}]\nwheels = [\n    ${wheel},\n]\n` +
    (optional === "" ? "" : `\n[package.optional-dependencies]\n${optional}`)
  );
}

function need(requirement) {
  const [, name, extras, marker] = REQUIREMENT.exec(requirement.trim());
  const parts = [`name = "${name.toLowerCase().replace(/[-_.]+/g, "-")}"`];
  if (extras) parts.push(`extra = [${extras.split(",").map((extra) => `"${extra.trim()}"`)}]`);
  if (marker) parts.push(`marker = ${JSON.stringify(marker)}`);
  return `    { ${parts.join(", ")} },\n`;
}
