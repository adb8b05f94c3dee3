import { dirname, join } from "node:path/posix";
import { forDevelopers, MAIN, named } from "./audience.js";
import { declare, type Found, specificationOfText } from "./declare.js";
import type { Audience, DeclaredList, Included } from "./model.js";

const HEADER = /^\[([^\]\r\n]+)\]/;
const OPTION = /^([^\s=:#;[][^=:\r\n]*?)\s*[=:][^\S\r\n]*/;

/**
 * Reads the requirements in `setup.cfg`: `install_requires`, `tests_require` and `[options.extras_require]`. What builds the
 * project (`setup_requires`) is not the application's.
 *
 * @see https://setuptools.pypa.io/en/latest/userguide/declarative_config.html
 */
export function readSetupCfg(path: string, text: string): DeclaredList {
  const found: Found[] = [];
  const faults: DeclaredList["faults"] = [];
  const includes: Included[] = [];
  let section = "";
  let audience: Audience | undefined;
  let [offset, line] = [0, 0];
  const readWords = (written: string, start: number) => {
    const words = written.replace(/(?:^|\s)#.*$/, "").trim();
    if (words === "") return;
    const at = start + written.indexOf(words);
    const files = /^file:\s*(.+)$/.exec(words)?.[1];
    const specification = specificationOfText(words);
    if (files !== undefined)
      for (const file of files.split(","))
        includes.push({ path: join(dirname(path), file.trim()), as: "requirements", line });
    else if (specification)
      found.push({ ...specification, audience: audience!, range: { start: at, end: at + words.length } });
    else faults.push({ line, message: `is no requirement: ${words}` });
  };
  for (const raw of text.split(/(?<=\n)/)) {
    const start = offset;
    offset += raw.length;
    line += 1;
    const mark = start === 0 && raw.startsWith("\ufeff") ? 1 : 0;
    const content = raw.slice(mark).replace(/\r?\n$/, "");
    if (/^\s*(?:[#;].*)?$/.test(content)) continue;
    if (/^\s/.test(content)) {
      if (audience) readWords(content, start + mark);
      continue;
    }
    const header = HEADER.exec(content)?.[1];
    const option = OPTION.exec(content);
    audience = undefined;
    if (header !== undefined) section = header.trim();
    else if (option) {
      audience = audienceOf(section, option[1]!.trim());
      const value = content.slice(option[0].length);
      // On the line of the key, semicolons part requirements; markers cannot stand there.
      let at = start + mark + option[0].length;
      if (audience)
        for (const part of value.split(";")) {
          readWords(part, at);
          at += part.length + 1;
        }
    }
  }
  return {
    path,
    format: "setup.cfg",
    isEditable: false,
    requirements: declare(path, text, found),
    includes,
    indexes: [],
    faults,
  };
}

function audienceOf(section: string, key: string): Audience | undefined {
  if (section === "options.extras_require") return named("extra", key);
  if (section !== "options") return undefined;
  if (key === "install_requires") return MAIN;
  return key === "tests_require" ? forDevelopers("tests") : undefined;
}
