// The lines of a requirements file in the words of pip_reads.py, so that both can be compared as they are.

/**
 * @param {import("../../../src/dependencies/lists/requirements-file.js").RequirementsLine[]} lines
 * @returns {unknown[]}
 */
export function asPipReads(lines) {
  return lines.flatMap((line) => {
    if (line.kind === "blank") return [];
    const head = [line.line, line.text, line.kind];
    if (line.kind === "other") return [head];
    const valuesOf = (name) => line.options.filter((one) => one.name === name).map(({ value }) => value);
    const isGiven = (name) => line.options.some((one) => one.name === name);
    if (line.kind === "options")
      return [
        [
          ...[...head, valuesOf("--requirement"), valuesOf("--constraint"), valuesOf("--index-url").at(-1) ?? null],
          ...[valuesOf("--extra-index-url"), valuesOf("--find-links"), isGiven("--no-index"), isGiven("--pre")],
        ],
      ];
    const hashes = {};
    for (const value of valuesOf("--hash")) {
      const [algorithm, ...digest] = value.split(":");
      hashes[algorithm] = [...(hashes[algorithm] ?? []), digest.join(":")];
    }
    const told = line.specification ? specificationOf(line.specification) : null;
    // pip takes the name of a wheel only from the wheel itself.
    const name = told?.name ?? (line.requirement.includes("egg=") ? (line.name ?? null) : null);
    return [[...head, line.requirement, line.isEditable, hashes, told, name]];
  });
}

function specificationOf({ name, extras, specifier, url, marker }) {
  const parts = specifier.split(",").map((one) => one.replace(/\s+/g, "").replace(/\$\{[A-Z0-9_]+\}/g, "0"));
  return {
    name,
    extras: [...new Set(extras)].sort(),
    specifier: [...new Set(parts.filter((one) => one !== ""))].sort(),
    url: url ?? null,
    marker: marker ? treeOf(marker) : null,
  };
}

function treeOf(marker) {
  if (marker.kind !== "compare") return [marker.kind, ...marker.parts.map(treeOf)];
  const side = (value) => ("variable" in value ? value.variable : `"${value.text}"`);
  return [side(marker.left), marker.operator, side(marker.right)];
}
