/**
 * The small syntax that every language is read as: regions, their kinds, slots and traits. A transform maps its parse
 * tree to it, the engine judges it without knowing the language.
 */

import type { Range } from "./model.js";

/**
 * The closed list of region kinds. Together they form one small syntax for all languages: a transform
 * maps its parse tree to it, the engine judges it without knowing the language.
 *
 * Statements
 * - `file` the root; `suite` the statements of a block (also of a file: the root's only child is a suite)
 * - `expressionStatement` value: one expression, evaluated for its effect
 * - `assignment` children in slots `target` (one for each name, member, index or pattern), `value`, `annotation`.
 *   JS declarators: one `assignment` for each; a `const a = 1, b = 2` is a `declaration` with them as slot `item`
 * - `exit` return, raise or throw, yield as a statement, break, continue; slot `value`; `name` is the keyword
 * - `branch` an if chain: children are `arm`s in order. Python `elif` and JS `else if` are arms of the same branch
 * - `arm` slots `test` (absent: the else) and `body` (a suite)
 * - `loop` slots `target`, `iterable` (for) or `test` (while), `body`, `else`
 * - `with` slots `item` (each a `withItem` with slots `value` and `target`) and `body`
 * - `try` slots `body`, `handler` (each a `handler` with slots `type`, `body`), `else`, `finally`
 * - `switch` slots `subject` and `case` (each a `case` with slots `pattern`*, `test`, `body`; no pattern: the default)
 * - `function`, `class` with decorators in slot `decorator` (the range of the region includes them), `parameter`s,
 *   slot `base`, slot `body`. A JS `const f = () => {}` is an `assignment` whose value is a `lambda`
 * - `import` slots `item`, each an `importName`; none for a bare `import "x"` or `import *`
 * - `statement` any other: del, assert, global, pass, empty; its expressions are children in slot `value`
 *
 * Expressions
 * - `name`; `member` (slot `object`; `name` is the property); `index` (slots `object`, `key`)
 * - `call` (slots `callee` and `argument`; each argument is an `argument` with slot `value`; `name` for a keyword)
 * - `literal` text, number, true, false, none; `value` holds its constant value
 * - `template` a string with interpolations: parts in slot `part`
 * - `compare` (slots `left`, `right`; `operator`); a chained comparison is an `expression`
 * - `and`, `or` (slots `operand`, flattened), `not` (slot `value`), `conditional` (slots `test`, `then`, `else`)
 * - `sequence` list, tuple, set, array: slot `element`; `mapping`: slot `entry`, each an `entry` with slots `key`, `value`
 * - `spread` (`*x`, `**x`, `...x`), `lambda` (parameters, slot `body`), `comprehension` (slots `element`, `target`,
 *   `iterable`, `test`), `group` (parentheses, await: transparent; slot `value`), `expression` anything else
 *
 * Types: `union` (slot `element`): members of a type; anything else in an annotation is an `expression`.
 *
 * Markup
 * - `element` an HTML element with its tags: children are content; attributes in slot `attribute`
 * - `attribute` slot `value` (a `literal`, or a `template`, or the expression regions of a script); `name`
 * - `text` a run of character data; `output` `{{ … }}` with slot `value`
 * - `branch`/`arm`/`loop`/`assignment`/`import`/`function` (a macro) for template tags; their bodies are suites
 *   of content. `block` a named template block with slot `body`; `include` a template pulled in
 *
 * Documents
 * - `passage` a part of a document that can leave alone: a section, list, item, table, row, block of code, line of
 *   one, badge, or the words that introduce one of these. What it is about is in slot `subject` (a heading, the label
 *   of an item, the first cell of a row: a `text`; a command, a path, a variable: a `name`); several subjects are
 *   alternatives. What it holds is a suite in slot `body`; a value it gives in slot `default`. Sentences are `text`
 *
 * Styles
 * - `rule` slots `element` (each a `selector`, or the name of what the block is handed to) and `body` (a suite); without
 *   elements a frame of an animation. `selector` refers weakly to what it must find to match, lists inside it (`:is(…)`)
 *   are `sequence`s of selectors
 * - `property` a declaration or variable, `name` its name; slot `element`: the members of its value, each a `term`
 * - `term` slots `value` (references that it is there for) and `part` (references that the rest needs)
 * - animations, fonts, named layers are `class`es, mixins `function`s, other blocks `block`s, rules without block
 *   `statement`s or `import`s
 *
 * Settings
 * - `settings` a group of keys in a configuration file: slot `entry`, each a `setting` (`name`; slot `value`); form
 *   `array`: one of several records of a list. `list`: slot `element`; form `tuple`: places count
 * - `chain` commands joined by `operator` (`&&`, `||`, `|`): slot `part`
 *
 * Words
 * - `comment`, `docstring`
 */
export type RegionKind =
  | "file"
  | "suite"
  | "expressionStatement"
  | "assignment"
  | "declaration"
  | "exit"
  | "branch"
  | "arm"
  | "loop"
  | "with"
  | "withItem"
  | "try"
  | "handler"
  | "switch"
  | "case"
  | "function"
  | "class"
  | "parameter"
  | "decorator"
  | "import"
  | "importName"
  | "statement"
  | "name"
  | "member"
  | "index"
  | "call"
  | "argument"
  | "literal"
  | "template"
  | "compare"
  | "and"
  | "or"
  | "not"
  | "conditional"
  | "sequence"
  | "mapping"
  | "entry"
  | "spread"
  | "lambda"
  | "comprehension"
  | "group"
  | "union"
  | "expression"
  | "element"
  | "attribute"
  | "text"
  | "output"
  | "block"
  | "include"
  | "passage"
  | "rule"
  | "selector"
  | "property"
  | "term"
  | "settings"
  | "setting"
  | "list"
  | "chain"
  | "comment"
  | "docstring";

/** What a region is to its parent. */
export type Slot =
  | "root"
  | "body"
  | "test"
  | "value"
  | "target"
  | "annotation"
  | "item"
  | "arm"
  | "handler"
  | "type"
  | "else"
  | "finally"
  | "case"
  | "subject"
  | "pattern"
  | "decorator"
  | "parameter"
  | "base"
  | "object"
  | "key"
  | "callee"
  | "argument"
  | "part"
  | "left"
  | "right"
  | "operand"
  | "then"
  | "element"
  | "entry"
  | "iterable"
  | "default"
  | "attribute"
  | "content";

/** The smallest syntax that can be judged alone. Regions of a file form a tree. */
export interface Region extends Range {
  /** Index in `Facts.regions`; a parent comes before its children, siblings in text order. */
  id: number;
  /** Index of the parent; -1 for the root. */
  parent: number;
  kind: RegionKind;
  slot: Slot;
  /**
   * The identifying word, where there is one: identifier, property, keyword, parameter, function, tag or
   * attribute name, literal key of an entry, keyword of an exit, callee in dotted form of a call.
   */
  name?: string;
  /**
   * Comparison operator in Python's spelling: == != in, not in, is, is not, <, … (JS === is ==); `absent` and `present`
   * ask whether the left side is there at all (`typeof x === "undefined"`).
   */
  operator?: string;
  /** Value of a literal: its text without quotes and escapes, or the constant. Absent: not a literal. */
  value?: string | number | boolean | null;
  /** How a sequence or a list of parameters is written; decides separators and what empty looks like. */
  form?: "list" | "tuple" | "set" | "array" | "select";
  traits?: Trait[];
}

/**
 * What a transform knows of a region beyond its kind.
 * - `pure` a call without effects (a getter, a constructor of a value, a conversion)
 * - `effect` an expression that changes something without being a call (`x = 1`, `x++`, `delete x.y`)
 * - `lookup` a call that looks its first argument up as a key (`x.get(k)`, `getenv(k)`, `getElementById(k)`,
 *   `url_for(k)`, `$(k)`, `fetch(url)`): the value is gone with the key; further arguments are defaults
 * - `patches` a call that puts something else where its first argument leads: no use of what is there; an assignment
 *   that says what such a stand-in answers
 * - `fallback` an argument, parameter or operand position whose literal is a default value
 * - `stores` a call that keeps what it is given where the program finds it again: browsers of people who come back hold it
 * - `log` a call that only prints or logs words
 * - `waits` a call that only lets time pass
 * - `framework` a definition that a framework calls: route, hook, command, fixture, signal handler, test
 * - `hook` one that a framework calls for what it does, not for what it gives back: it goes when nothing is left of that
 * - `answers` one that must give something back: an error handler, a loader of users
 * - `route`, `get` a route's function; `get`: it only answers GET
 * - `renders` a call that renders a page or redirects
 * - `mounts` a call that puts a router into an application: it serves the router and needs nothing of it
 * - `test` a test function or class
 * - `input` reads the request or the function's own parameters (an own input handed back is not a result)
 * - `injects` a call in a parameter that says what a framework fills it with: without that there is nothing to fill it
 * - `vital` an argument that a call is there for: an empty list, a settled condition or a function that is gone leaves
 *   nothing to call it for
 * - `address` an argument that says where a call puts a view: one of the target's goes, the last with its call
 * - `inputs` a list of what a callback reads, so that it runs again when one changes: empty, it runs once
 * - `filled` a list that must have a member (the values of a choice): its last one is for a person
 * - `gathers` a call whose arguments by place are members of one list: each goes alone, the call with the last
 * - `alternatives` a tuple of which any member will do: their places say nothing
 * - `selects` a call that picks stored records by the columns that its arguments name: without one it picks more
 * - `column` a stored column or field: needs a migration
 * - `guard` a decorator or dependency that can refuse a request
 * - `dynamic` a name, key or path built at run time
 * - `abstract` an `__init__`-like or otherwise protected definition: never swept, keeps an empty body; an attribute
 *   that gives names to the content of its element, be it none
 * - `empty` an element without content of its own by design (img, input, br)
 * - `submit` a control that acts without a script (submit button, link with href, named input)
 * - `identity` an attribute that says what its element is or leads to (id, name, for, href, src, action, the value of
 *   an option or radio button, the target of a tab): when its value is gone the element goes; other attributes go alone
 *   Of a setting: it says what its group stands for (the image of a service); of an entry: what its record runs
 * - `optional` a setting that may be left out: it goes when nothing is left in it; an entry that counts only while its
 *   value is true (a class of a binding)
 * - `glyph` a property that shows a character which only its font knows
 * - `entered` a case that the one above it runs into
 * - `handler` an attribute that holds a script run on an event
 * - `directive` a statement that only says how the rest of the file is read (`from __future__ import annotations`)
 * - `async`, `selected` (an option chosen by a literal `selected`), `once` (a block that others extend)
 */
export type Trait =
  | "pure"
  | "effect"
  | "lookup"
  | "patches"
  | "fallback"
  | "stores"
  | "log"
  | "waits"
  | "framework"
  | "hook"
  | "answers"
  | "route"
  | "get"
  | "renders"
  | "mounts"
  | "test"
  | "input"
  | "injects"
  | "vital"
  | "address"
  | "inputs"
  | "filled"
  | "gathers"
  | "alternatives"
  | "selects"
  | "column"
  | "guard"
  | "dynamic"
  | "abstract"
  | "empty"
  | "submit"
  | "identity"
  | "optional"
  | "glyph"
  | "entered"
  | "handler"
  | "async"
  | "selected"
  | "once"
  | "terminates"
  | "directive";
