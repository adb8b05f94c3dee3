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
