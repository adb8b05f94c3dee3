import { isLanguage, isMessagePath, messageKey } from "../../src/syntax/message-files.js";
import type { DraftOccurrence, Reading } from "./draft.js";
import { keyName } from "./expressions.js";
import { constantOf, type Names } from "./names.js";
import { field, named, type Syntax, unwrapped } from "./tree.js";

/**
 * Messages of a script that is a file of translations (`locales/en.ts`): each key of the object that it hands out, by its
 * dotted name. All languages lose it at once, with the last code that shows it.
 */
export function catalogueMessages(reading: Reading, names: Names, program: Syntax): DraftOccurrence[] {
  if (!isMessagePath(reading.path)) return [];
  const found: DraftOccurrence[] = [];
  const visit = (object: Syntax, around: string) => {
    for (const entry of named(object)) {
      if (entry.type !== "pair") continue;
      const key = field(entry, "key");
      const name = key && keyName(reading, key);
      const draft = reading.draftOf.get(entry);
      if (name === undefined || !draft) continue;
      const whole = around === "" ? name : `${around}.${name}`;
      found.push({ symbol: `message:${messageKey(whole)}`, defines: true, private: true, draft });
      const value = objectOf(names, field(entry, "value"));
      if (value) visit(value, whole);
    }
  };
  for (const object of handedOut(names, program)) visit(withoutCover(reading, names, object), "");
  return found;
}

/** The objects that a module hands out. */
function handedOut(names: Names, program: Syntax): Syntax[] {
  return program.children.flatMap((node): Syntax[] => {
    if (node.type === "expression_statement") {
      const [inner] = named(node);
      const left = inner?.type === "assignment_expression" ? field(inner, "left") : undefined;
      const isExport = left?.type === "member_expression" && !field(left, "object")?.children.length;
      const value = isExport ? objectOf(names, field(inner!, "right")) : undefined;
      return value ? [value] : [];
    }
    if (node.type !== "export_statement") return [];
    const declared = field(node, "declaration");
    const values = declared
      ? named(declared).map((one) => (one.type === "variable_declarator" ? field(one, "value") : undefined))
      : [field(node, "value") ?? node.children.find((child) => child.type === "identifier")];
    return values.flatMap((value) => objectOf(names, value) ?? []);
  });
}

/** The object that a value is, or that a constant of the script holds. */
function objectOf(names: Names, value: Syntax | undefined): Syntax | undefined {
  const inner = value && unwrapped(value);
  if (inner?.type === "object") return inner;
  if (inner?.type === "identifier") return objectOf(names, constantOf(names, inner));
  // `defineMessages({ … })` and its like.
  const [only, ...more] = inner?.type === "call_expression" ? named(field(inner, "arguments") ?? inner) : [];
  return only?.type === "object" && more.length === 0 ? only : undefined;
}

/** What stands below `en: { … }` or `translation: { … }`, if that is all there is. */
function withoutCover(reading: Reading, names: Names, object: Syntax): Syntax {
  const [only, ...others] = named(object);
  const key = only?.type === "pair" && others.length === 0 ? field(only, "key") : undefined;
  const name = key && keyName(reading, key);
  const inner =
    name && (name === "translation" || isLanguage(name)) ? objectOf(names, field(only!, "value")) : undefined;
  return inner ? withoutCover(reading, names, inner) : object;
}
