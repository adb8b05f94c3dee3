import { expect, test } from "vitest";
import { readScriptScopes } from "../../src/syntax/script-scopes.js";

/** Each place as `line:name`, with `=` where it writes, and the line of what it is bound to. */
function places(text: string, language: "javascript" | "typescript" | "tsx" = "typescript"): string[] {
  const line = (at: number) => text.slice(0, at).split("\n").length;
  const found = readScriptScopes(text, "module", 0, language).places;
  const home = new Map<unknown, number>();
  for (const place of found)
    if (place.variable && place.writes && !home.has(place.variable)) home.set(place.variable, line(place.start));
  return found
    .filter((place) => !place.writes)
    .map((place) => {
      expect(text.slice(place.start, place.start + place.name.length)).toBe(place.name);
      return `${line(place.start)} ${place.name} ${place.variable ? home.get(place.variable) : "-"}`;
    });
}

test("types, enumerations and namespaces are names, merged declarations are one", () => {
  const text = `interface Price { total: Money }
type Money = number | Price;
enum Kind { North = 1, South = North }
namespace Shop { export const price = 1; }
function pay<T extends Price>(a: T, kind: Kind): a is T { return Shop.price; }
interface Price { kind: Kind }
let first: typeof pay, other: Price;
`;
  expect(places(text)).toEqual([
    ...["1 Money 2", "2 Price 1", "3 North 3", "5 Price 1", "5 T 5", "5 Kind 3", "5 a 5", "5 T 5", "5 Shop 4"],
    ...["6 Kind 3", "7 pay 5", "7 Price 1"],
  ]);
});

test("heritage, type arguments, mapped and inferred types", () => {
  const text = `class Base<T> { constructor(private readonly value: T) {} }
interface Deep extends Outer<Inner> { [key: string]: Leaf }
class Row extends Base<Inner> implements Deep { show(): Leaf { return make<Leaf>(this); } }
type All<T> = { [K in keyof T]: T[K] };
type Part<T> = T extends Array<infer Item> ? Item : never;
`;
  expect(places(text)).toEqual([
    ...["1 T 1", "2 Outer -", "2 Inner -", "2 Leaf -"],
    ...["3 Base 1", "3 Inner -", "3 Deep 2", "3 Leaf -", "3 make -", "3 Leaf -"],
    ...["4 T 4", "4 T 4", "4 K 4", "5 T 5", "5 Array -", "5 Item 5"],
  ]);
});

test("JSX in TypeScript, and not in plain TypeScript", () => {
  expect(places("const Row = 1;\nuse(<Row<A> b={c} />);\n", "tsx")).toEqual(["2 use -", "2 Row 1", "2 A -", "2 c -"]);
  expect(places("const a = <Money>b;\n")).toEqual(["1 Money -", "1 b -"]);
});
