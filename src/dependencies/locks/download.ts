import type { WheelChoice } from "../wheels/choice.js";
import { type Table, textOf } from "./values.js";

/**
 * The wheel among a lock's files that the target would download, and the names of all wheels.
 *
 * @param files with a name, file name, address or path each
 */
export function downloadOf(files: readonly Table[], wheels: WheelChoice): { file: Table | undefined; files: string[] } {
  const named = files
    .map((file) => ({ file, name: fileName(file) }))
    .filter((one): one is { file: Table; name: string } => one.name?.endsWith(".whl") ?? false);
  const best = wheels.best(named, ({ name }) => name);
  return { file: best?.file, files: named.map(({ name }) => name) };
}

/** What a file is called: as told, or the end of its address or path. */
function fileName(file: Table): string | undefined {
  for (const key of ["name", "file", "filename"]) {
    const name = textOf(file[key]);
    if (name !== undefined) return name;
  }
  const place = textOf(file.url) ?? textOf(file.path);
  const last = place
    ?.replace(/[?#].*$/s, "")
    .split("/")
    .pop();
  return last && decoded(last);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
