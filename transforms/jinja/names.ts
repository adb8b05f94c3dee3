import type { Dialect } from "./dialect.js";

/**
 * Names under which loaders find a template: its path below every `templates` folder on the way. Without such a folder
 * it is the whole path, and of a page of Mako, whose folders are told at run time, every end of its path.
 * @param path POSIX path of the file
 */
export function templateNames(path: string, dialect: Dialect): string[] {
  const parts = path.split("/");
  const names: string[] = [];
  for (let index = parts.length - 2; index >= 0; index--) {
    if (parts[index] === "templates" || parts[index] === "jinja2") names.push(parts.slice(index + 1).join("/"));
  }
  if (names.length > 0) return names;
  return dialect === "mako" ? parts.map((_, index) => parts.slice(index).join("/")) : [path];
}

/** The name that a page gives for another, without the steps that lead to it: `../base.html` is `base.html`. */
export function givenName(value: string): string {
  return value.replace(/^(?:\.{0,2}\/)+/, "");
}

/** Character that stands for a computed part of a value. */
export const HOLE = "\u0001";

/** A name with computed parts as `prefix*suffix`; undefined if nothing of it is known. */
export function pattern(value: string): string | undefined {
  if (!value.includes(HOLE)) return value;
  const prefix = value.slice(0, value.indexOf(HOLE));
  const suffix = value.slice(value.lastIndexOf(HOLE) + 1);
  return prefix === "" && suffix === "" ? undefined : `${prefix}*${suffix}`;
}

/** A path of the application without query and fragment, computed parts as `{}`; undefined if it leads elsewhere. */
export function routePath(value: string): string | undefined {
  if (!value.startsWith("/") || value.startsWith("//")) return undefined;
  const path = value.split(/[?#]/)[0]!;
  return path.replaceAll(new RegExp(`${HOLE}+`, "g"), "{}");
}

const STATIC = "/static/";

/** Path of a static file that a value leads to, below the static folder. */
export function staticPath(value: string): string | undefined {
  const path = routePath(value);
  return path?.startsWith(STATIC) && !path.includes("{}") ? path.slice(STATIC.length) : undefined;
}
