import type { Trait } from "../../src/engine/region.js";
import { dottedName } from "./dotted-name.js";
import { type Reading, textOf } from "./draft.js";
import { field, named, type Syntax } from "./tree.js";

const words = (list: string) => new Set(list.split(/\s+/));

/** Functions without effects. */
const pureFunctions = words(`String Number Boolean BigInt Symbol parseInt parseFloat isNaN isFinite encodeURIComponent
  decodeURIComponent encodeURI decodeURI structuredClone getComputedStyle btoa atob require
  JSON.parse JSON.stringify Object.keys Object.values Object.entries Object.fromEntries Object.freeze Object.create
  Array.isArray Array.from Array.of Date.now Date.parse performance.now Number.isNaN Number.isInteger Number.isFinite
  Number.parseInt Number.parseFloat String.fromCharCode String.raw URL.createObjectURL document.createElement
  document.createTextNode document.createDocumentFragment window.getComputedStyle window.matchMedia matchMedia
  ref shallowRef computed reactive shallowReactive readonly toRef toRefs toRaw unref isRef defineAsyncComponent`);

/** Constructors of plain values. */
const pureConstructors = words(`Set Map WeakMap WeakSet Date URL URLSearchParams FormData Headers Array Object RegExp
  Error TypeError RangeError AbortController TextEncoder TextDecoder Blob Intl.NumberFormat Intl.DateTimeFormat Promise
  Uint8Array DOMParser`);

/** Methods that read. Those that change their object (push, sort, splice) are not here. */
const pureMethods = words(`getElementById querySelector querySelectorAll getElementsByClassName getElementsByTagName
  getElementsByName closest matches getAttribute hasAttribute hasAttributes contains getBoundingClientRect toString valueOf
  toUpperCase toLowerCase toLocaleUpperCase toLocaleLowerCase trim trimStart trimEnd slice substring substr split join concat
  includes indexOf lastIndexOf startsWith endsWith charAt charCodeAt codePointAt at padStart padEnd repeat replace replaceAll
  match matchAll search localeCompare normalize flat keys values entries has get getAll getItem item toFixed toPrecision
  toLocaleString toLocaleDateString toLocaleTimeString toISOString getTime getFullYear getMonth getDate getDay getHours
  getMinutes getSeconds toReversed toSorted with hasOwnProperty json text blob cloneNode test find filter map some every
  reduce reduceRight findIndex findLast findLastIndex flatMap is`);

/** Methods that read with so many arguments at most, and write with more (jQuery). */
const getters = new Map<string, number>([
  ...["data", "attr", "prop", "css"].map((name): [string, number] => [name, 1]),
  ...["val", "text", "html", "width", "height", "offset", "position", "outerWidth", "outerHeight", "scrollTop"].map(
    (name): [string, number] => [name, 0],
  ),
]);

/** Methods that find a value by their first argument. */
const lookupMethods =
  words(`getElementById querySelector querySelectorAll getElementsByClassName getElementsByName closest get
  has getAll getItem getAttribute`);

/** Functions that fetch what a path names. */
const requests = words(`fetch window.fetch axios axios.get axios.post axios.put axios.patch axios.delete axios.head
  $.get $.post $.getJSON jQuery.get jQuery.post jQuery.getJSON navigator.sendBeacon EventSource WebSocket`);

/** Calls that keep a value in the browser: by themselves, by a hook, or all of a store. */
const stores =
  /^(?:localStorage\.setItem|Cookies\.set|\$\.cookie|jQuery\.cookie|persist|persistReducer|atomWithStorage|(?:\w+\.)?use(?:LocalStorage|StoredState|PersistedState|StorageState|Storage))$/;

/** What is known of a call by the name of its callee. */
export function callTraits(reading: Reading, node: Syntax): Trait[] {
  const callee = field(node, "function") ?? field(node, "constructor");
  if (!callee) return [];
  const name = dottedName(reading, callee).replace(/^(window|globalThis|self)\.(?=.)/, "");
  const last = name.slice(name.lastIndexOf(".") + 1);
  const isMember = callee.type === "member_expression";
  const traits: Trait[] = [];
  if (name.startsWith("console.")) traits.push("log");
  if (stores.test(name)) traits.push("stores");
  if (name === "$" || name === "jQuery" || requests.has(name) || (isMember && looksUp(reading, node, name, last))) {
    traits.push("lookup");
  }
  if (isPure(reading, node, name, last, isMember)) traits.push("pure");
  return traits;
}

/** True if a method takes its first argument as a key. A selector makes `find` one. */
function looksUp(reading: Reading, node: Syntax, name: string, last: string): boolean {
  if (/^(axios|\$|jQuery|http|api|client)\.(post|put|patch|delete|head|ajax)$/.test(name)) return false;
  if (lookupMethods.has(last)) return true;
  if (!["find", "children", "parents", "siblings", "filter"].includes(last)) return false;
  const [first] = named(field(node, "arguments") ?? node);
  return first?.type === "string" && /^["'`][#.]/.test(textOf(reading, first));
}

function isPure(reading: Reading, node: Syntax, name: string, last: string, isMember: boolean): boolean {
  // A request reaches out, and what `get` of a client does is its own affair.
  if (requests.has(name) || /^(\$|jQuery|axios|http|api|client)\./.test(name)) return false;
  const known =
    node.type === "new_expression"
      ? pureConstructors.has(name)
      : pureFunctions.has(name) ||
        name.startsWith("Math.") ||
        (isMember && (pureMethods.has(last) || isGetter(node, last)));
  const selects = (name === "$" || name === "jQuery") && selectsOnly(reading, node);
  if (!known && !selects) return false;
  // A callback runs as part of the call.
  const passed = field(node, "arguments");
  return !passed || named(passed).every((argument) => !isCallback(argument) || isQuiet(reading, argument));
}

/** `$(box).data("id")` reads, `$(box).data("id", 3)` and `.css({ … })` write. */
function isGetter(node: Syntax, method: string): boolean {
  const given = named(field(node, "arguments") ?? { ...node, children: [] });
  const most = getters.get(method);
  return most !== undefined && given.length <= most && given.every((one) => one.type !== "object");
}

/** `$("#id")` finds; `$(function)` runs and `$("<p>")` makes. */
function selectsOnly(reading: Reading, node: Syntax): boolean {
  const [first] = named(field(node, "arguments") ?? node);
  return first !== undefined && !isCallback(first) && !/^["'`]\s*</.test(textOf(reading, first));
}

const isCallback = (node: Syntax) => node.type === "arrow_function" || node.type === "function_expression";

/** True if nothing in a callback changes anything outside it, as far as its words tell. */
function isQuiet(reading: Reading, node: Syntax): boolean {
  if (/^(assignment|augmented_assignment|update|await|yield)_expression$|^throw_statement$/.test(node.type))
    return false;
  if (node.type === "unary_expression" && node.children.some((child) => child.type === "delete")) return false;
  if (/^(call|new)_expression$/.test(node.type) && !callTraits(reading, node).includes("pure")) return false;
  return node.children.every((child) => isQuiet(reading, child));
}
