/** File of a module: source, or compiled for one interpreter (`_yaml.cpython-311-x86_64-linux-gnu.so`). */
const MODULE = /^([A-Za-z_]\w*)(?:\.py|(?:\.[\w-]+)*\.(?:so|pyd))$/;
const IDENTIFIER = /^[A-Za-z_]\w*$/;

/**
 * Modules that recorded files are imported as, by their shortest names: `flask`, but `google.protobuf` where nothing
 * recorded makes `google` itself a module, because several distributions may share it.
 *
 * @param paths relative to the folder of packages, with `/`
 */
export function modulesOf(paths: Iterable<string>): string[] {
  const found = new Set<string>();
  for (const path of paths) {
    const parts = path.split("/");
    const file = MODULE.exec(parts.pop()!)?.[1];
    if (file === undefined || !parts.every((part) => IDENTIFIER.test(part)) || parts.includes("__pycache__")) continue;
    found.add(file === "__init__" ? parts.join(".") : [...parts, file].join("."));
  }
  found.delete("");
  const shortest: string[] = [];
  for (const name of [...found].sort()) {
    const parts = name.split(".");
    if (!parts.some((_, index) => index > 0 && found.has(parts.slice(0, index).join(".")))) shortest.push(name);
  }
  return shortest;
}
