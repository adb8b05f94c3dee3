import { extname } from "node:path/posix";
import type { Audience, Declared } from "../../dependencies/lists/model.js";
import { normaliseName } from "../../dependencies/names.js";
import { parseSpecification } from "../../dependencies/specification.js";
import type { Requirement } from "../../engine/requirements.js";

/** A line of a list as what lists declare; markers and extras are read from the line itself. */
export function declaredFrom(row: Requirement, line: string): Declared {
  const written = line.replace(/(?:^|\s)#.*$/, "").replace(/\s--?[a-z].*$|\\\s*$/, "");
  const name = normaliseName(row.name);
  const specification = parseSpecification(written) ?? {
    name,
    writtenName: row.name,
    extras: [],
    specifier: "",
  };
  return {
    path: row.file,
    line: row.line,
    name,
    specification,
    audience: audienceOf(row.file),
    isPinned: isPinned(row),
    isEditable: false,
    hashes: [],
    comment: "",
    range: { start: 0, end: 0 },
  };
}

/** One version or one address, and no other. */
export const isPinned = ({ specifier }: Requirement) => /^(?:={2,3}[^,*]+|@.*)$/.test(specifier);

function audienceOf(path: string): Audience {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  if (/^constraints?\b/.test(name)) return { kind: "constraint", name: "", isDevelopment: false };
  const word = /(?:^|[-_.])(dev|develop|development|tests?|testing|lint|docs?|ci)(?:$|[-_.])/.exec(
    name.slice(0, name.length - extname(name).length),
  )?.[1];
  return word === undefined
    ? { kind: "main", name: "", isDevelopment: false }
    : { kind: "group", name: word, isDevelopment: true };
}
