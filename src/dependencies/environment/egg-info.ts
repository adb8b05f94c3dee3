/**
 * Requirements of an `.egg-info` folder's `requires.txt` as `Requires-Dist` would say them. A section is for an extra, a
 * marker, or both: `[socks]`, `[:python_version < "3.8"]`, `[tls:sys_platform == "win32"]`.
 */
export function eggRequirements(text: string): string[] {
  const requirements: string[] = [];
  let markers: string[] = [];
  for (const line of text.split(/\r?\n/).map((one) => one.trim())) {
    if (line === "") continue;
    const section = /^\[([^:\]]*)(?::(.*))?\]$/.exec(line);
    if (section !== null) {
      const [, extra, marker] = section;
      markers = [...(marker ? [`(${marker})`] : []), ...(extra ? [`extra == "${extra}"`] : [])];
    } else requirements.push(markers.length === 0 ? line : `${line} ; ${markers.join(" and ")}`);
  }
  return requirements;
}
