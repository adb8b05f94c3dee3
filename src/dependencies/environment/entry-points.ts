/**
 * Commands that a distribution installs: names below `[console_scripts]` and `[gui_scripts]` of its `entry_points.txt`.
 *
 * @see https://packaging.python.org/en/latest/specifications/entry-points/
 */
export function commandsOf(text: string): string[] {
  const commands: string[] = [];
  let section = "";
  for (const line of text.split(/\r?\n/)) {
    const header = /^\s*\[\s*([^\]]*?)\s*\]/.exec(line);
    if (header !== null) section = header[1]!;
    else if (section === "console_scripts" || section === "gui_scripts") {
      const name = /^\s*([^#;=\s][^=]*?)\s*=/.exec(line)?.[1];
      if (name !== undefined) commands.push(name);
    }
  }
  return commands.sort();
}

/**
 * Groups of a distribution's entry points, those of commands apart: what it may be loaded by, such as `flake8.extension`.
 */
export function groupsOf(text: string): string[] {
  const groups = [...text.matchAll(/^[ \t]*\[[ \t]*([^\]\n]*?)[ \t]*\]/gm)].map((match) => match[1]!);
  return [...new Set(groups)].filter((group) => group !== "console_scripts" && group !== "gui_scripts").sort();
}
