// The results of all templates as tables.

/**
 * One row for each application, one for each kind of what was taken out, and the causes of what was left out.
 * `sound` is false if there is any fault: in a round trip, at an element, or at anything else that unpick's own check
 * does not refuse.
 */
export function tableOf(results) {
  const read = results.filter(({ skipped }) => !skipped);
  const removals = read.flatMap((one) => one.removals);
  const applications = [...new Set(results.map(({ application }) => application))];
  const rows = [...applications, undefined].map((application) => {
    const own = read.filter((one) => !application || one.application === application);
    const all = results.filter((one) => !application || one.application === application);
    const taken = own.flatMap((one) => one.removals);
    const faults = sum(own, (one) => one.faults.length) + taken.filter(({ fault }) => fault).length;
    return [application ?? "all", all.length, own.length, sum(own, (one) => one.elements), taken.length, faults];
  });
  const groups = [...new Set(removals.map(({ group }) => group))].sort();
  const kinds = groups.map((group) => {
    const own = removals.filter((one) => one.group === group);
    const faults = own.filter(({ fault }) => fault);
    const refused = group === "element" ? 0 : faults.filter((one) => one.refused).length;
    return [group, own.length, faults.length - refused, refused];
  });
  const skipped = new Map();
  for (const one of results) if (one.skipped) skipped.set(one.skipped, (skipped.get(one.skipped) ?? 0) + 1);
  const lines = [
    ...markdown(["application", "files", "templates", "elements", "removals", "faults"], rows),
    "",
    ...markdown(["taken out", "removals", "faults", "refused by unpick's own check"], kinds),
    "",
    ...[...skipped].map(([cause, count]) => `- not read: ${count}: ${cause}`),
  ];
  const sound = kinds.every(([, , faults]) => faults === 0) && read.every(({ faults }) => faults.length === 0);
  return { text: lines.join("\n"), sound };
}

function markdown(head, rows) {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
}

function sum(list, of) {
  return list.reduce((total, one) => total + of(one), 0);
}
