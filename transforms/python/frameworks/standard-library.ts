import type { Region } from "../../../src/engine/region.js";
import { namesInPattern } from "../lookups.js";
import type { Framework, View } from "./view.js";

const pureBuiltins = new Set(
  (
    "str int float bool list dict set tuple frozenset bytes bytearray len sorted isinstance issubclass getattr hasattr " +
    "repr type range enumerate zip map filter min max sum abs round any all reversed hash id callable vars super " +
    "ord chr format slice object iter dir"
  ).split(" "),
);

const pureModules =
  /^(os\.(getenv|environ\.get|cpu_count|getpid|getcwd|path\.\w+)|pathlib\.(Path|PurePath)(\.\w+)*|json\.(loads|dumps)|time\.(time|monotonic|perf_counter)|datetime\.\w+(\.\w+)*|uuid\.\w+|re\.\w+|collections\.\w+|copy\.\w+|logging\.getLogger|urllib\.parse\.\w+|base64\.\w+|hashlib\.\w+|textwrap\.\w+|typing\.\w+|functools\.partial|itertools\.\w+|operator\.\w+|decimal\.Decimal|string\.\w+|math\.\w+|enum\.auto|dataclasses\.\w+|platform\.\w+|importlib\.util\.find_spec|shutil\.which|traceback\.format_exc|secrets\.\w+|html\.\w+|inspect\.\w+)$/;

/** Methods that only look, whatever they are called on. */
const pureMethods = new Set(
  (
    "get strip lstrip rstrip lower upper title capitalize casefold split rsplit splitlines partition rpartition format " +
    "join replace startswith endswith encode decode items keys values copy count index find rfind isdigit isalpha isalnum " +
    "zfill ljust rjust center isoformat strftime total_seconds as_posix resolve with_suffix with_name joinpath exists is_file is_dir " +
    "removeprefix removesuffix translate union intersection difference model_dump dict to_dict getlist hexdigest"
  ).split(" "),
);

/**
 * Methods that by their name answer a question or hand over what is there: `has_perm`, `is_open`, `get_setting`. What is
 * taken from a stream or a queue is no longer there for the next one, and what is opened has to be closed.
 */
const asks =
  /^(?:is|has|can|should)_[a-z]|^get_(?!(?:or|and|next|random|lock|new|nowait|token|char|byte|bytes|line|chunk|block|packet|frame|event|message|msg|task|job|item|response|connection|session|cursor)(?:_|$))[a-z]/;

/** Objects whose `get` goes over the network or into a database. */
const remote = /(^|[._])(requests|httpx|\w*session|\w*client|http|aiohttp|urllib3|api|conn|connection)$/i;

const logs =
  /^(print|pprint|pprint\.pprint|warnings\.warn|traceback\.print_exc|click\.echo|click\.secho|typer\.echo|sys\.(stdout|stderr)\.write|rich\.print|print_exc)$|(^|\.)(_?logger|_?log|LOG|LOGGER|logging|getLogger|get_logger|console|loguru)(\.\w+)*\.(debug|info|warning|warn|error|exception|critical|fatal|log|print|success|trace)$/;

const ends =
  /^(sys\.exit|exit|quit|os\._exit|os\.abort|flask\.abort|abort|werkzeug\.exceptions\.abort|pytest\.(skip|fail|exit))$/;

const waits = /^(time|asyncio|trio|anyio|gevent|eventlet|curio)\.sleep$/;

/** Where the second argument is what comes back without the key. */
const withDefault = /(^|\.)(getenv|get|pop|setdefault|get_config|getvar)$/;

const requestParts = new Set(
  "json args form files values data headers cookies get_json get_data GET POST FILES body query_params path_params META".split(
    " ",
  ),
);

/** The language's own calls: which have effects, which only look up, which only print. */
export const standardLibrary: Framework = {
  name: "standard library",
  inspect(view) {
    for (const call of view.calls) inspectCall(view, call);
    for (const region of view.tree.regions) {
      if (region.kind === "index") inspectIndex(view, region);
      if (region.kind === "member" && requestParts.has(region.name ?? "") && isRequest(view, region))
        view.trait(region, "input");
      if (region.kind === "function" && isProtected(view, region)) view.trait(region, "abstract");
      if (region.kind === "name" && view.binding(region)?.definitions.some((one) => one.by === "parameter"))
        view.trait(region, "input");
    }
  },
};

/** True if nothing takes a call's results by their places. */
function isAloneInStatement({ tree }: View, call: Region): boolean {
  let at = tree.parent(call);
  while (at?.kind === "group" || (at?.kind === "expression" && at.name !== "yield")) at = tree.parent(at);
  return at?.kind === "expressionStatement";
}

function inspectCall(view: View, call: Region): void {
  const { tree } = view;
  const callee = tree.first(call.id, "callee");
  const name = view.origin(callee) ?? call.name ?? "";
  const written = call.name ?? "";
  const own = name.startsWith("local:");
  const [first, second, third] = tree.positional(call.id);
  const method = callee?.kind === "member" ? (callee.name ?? "") : "";
  const object = callee && tree.first(callee.id, "object");
  // A function of a module is not a method: `shutil.copy(a, b)` copies.
  const ofModule = object?.kind === "name" && isModule(view, object);
  const far =
    !/^flask\.(session|request)/.test(name) &&
    (remote.test(written.replace(/\.\w+$/, "")) || remote.test(name.replace(/\.\w+$/, "")));
  const looks = (pureMethods.has(method) || asks.test(method)) && !ofModule && !far;
  if ((!own && (pureBuiltins.has(name) || pureModules.test(name))) || looks) view.trait(call, "pure");
  if (!own && (logs.test(name) || logs.test(written))) view.trait(call, "log");
  if (!own && /^(isinstance|issubclass)$/.test(name)) view.trait(second && tree.bare(second), "alternatives");
  if (!own && waits.test(name)) view.trait(call, "waits");
  if (name === "itertools.chain" || (name === "asyncio.gather" && isAloneInStatement(view, call)))
    view.trait(call, "gathers");
  if (/^re\./.test(name) && first && namesInPattern(tree, first).length > 0)
    for (const text of tree.positional(call.id)) view.trait(tree.bare(text), "dynamic");
  if (!own && ends.test(name)) view.trait(call, "terminates");
  if (requestParts.has(method) && callee && isRequest(view, callee)) view.trait(call, "input", "pure");
  const lookUp = /^(os\.getenv|os\.environ\.(get|pop|setdefault))$/.test(name);
  const keyed = ["get", "pop", "setdefault"].includes(method) && !ofModule && !far;
  if (lookUp || keyed) view.trait(call, "lookup");
  if (method === "extend" || method === "update") view.trait(first && tree.parent(first), "vital");
  if (withDefault.test(written) && second && !far) view.trait(tree.parent(second), "fallback");
  if (name === "getattr" || name === "hasattr") {
    view.trait(call, "lookup");
    if (third) view.trait(tree.parent(third), "fallback");
    inspectGetattr(view, call, second);
  }
  for (const argument of tree.inSlot(call.id, "argument"))
    if (argument.name === "default" || argument.name === "fallback") view.trait(argument, "fallback");
  if (lookUp || /^(decouple\.config|environ\.Env(\.\w+)?|environs\.Env(\.\w+)?|os\.environ\.__getitem__)$/.test(name)) {
    const variable = view.string(first);
    if (variable !== undefined) view.refer(`env:${variable}`, tree.bare(first!));
    if (/^(decouple|environ)/.test(name)) view.trait(call, "lookup", "pure");
  }
  if (/^monkeypatch\.(setenv|delenv)$/.test(written)) {
    const variable = view.string(first);
    if (variable !== undefined) view.refer(`env:${variable}`, tree.bare(first!), true);
  }
  if (/^(eval|exec|__import__|importlib\.import_module|globals|locals)$/.test(name)) {
    if (view.string(first) === undefined) view.trait(call, "dynamic");
    else if (/import/.test(name))
      view.note({ kind: "dotted", region: tree.bare(first!).id, value: view.string(first) });
  }
}

/** `getattr(x, "name")` is `x.name`; a name built at run time can be anything. */
function inspectGetattr(view: View, call: Region, key: Region | undefined): void {
  const name = view.string(key);
  if (key && name !== undefined) {
    view.refer(`py:*#${name}`, call);
    view.refer(`py:*#${name}`, view.tree.bare(key));
  } else view.trait(call, "dynamic");
}

function inspectIndex(view: View, index: Region): void {
  const object = view.tree.first(index.id, "object");
  const key = view.tree.first(index.id, "key");
  const origin = view.origin(object);
  const value = view.string(key);
  if (origin === "os.environ" && value !== undefined) view.refer(`env:${value}`, view.tree.bare(key!));
  if ((origin === "globals" || origin === "locals" || origin === "sys.modules") && value === undefined)
    view.trait(index, "dynamic");
  if (object?.traits?.includes("input")) view.trait(index, "input");
}

function isModule(view: View, name: Region): boolean {
  const binding = view.binding(name);
  return (
    binding?.definitions.some(
      (one) => one.by === "import" && view.tree.parent(view.tree.at(one.region))?.name === undefined,
    ) ?? false
  );
}

function isRequest(view: View, member: Region): boolean {
  const object = view.tree.first(member.id, "object");
  const origin = view.origin(object) ?? "";
  return /(^|\.)request$/.test(origin) || (object?.kind === "name" && object.name === "request");
}

/** Functions that the language or a base class calls: they keep their place even when empty. */
function isProtected(view: View, region: Region): boolean {
  if (/^__.*__$/.test(region.name ?? "")) return true;
  return view.tree
    .inSlot(region.id, "decorator")
    .some((one) => /(^|\.)(abstract\w+|overload|override)$/.test(one.name ?? ""));
}
