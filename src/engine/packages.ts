import { readLists } from "../dependencies/lists/read.js";
import { normaliseName } from "../dependencies/names.js";
import { providersOf } from "../dependencies/usage/module-table.js";
import type { SourceFile } from "./model.js";

/** Modules of Python's standard library (3.9 to 3.14, public top-level names: docs.python.org/3/py-modindex.html). */
const standard = new Set(
  (
    "__future__ _thread abc aifc argparse array ast asynchat asyncio asyncore atexit audioop base64 bdb binascii binhex bisect builtins bz2 " +
    "calendar cgi cgitb chunk cmath cmd code codecs codeop collections colorsys compileall compression concurrent configparser contextlib contextvars " +
    "copy copyreg cProfile crypt csv ctypes curses dataclasses datetime dbm decimal difflib dis distutils doctest email encodings ensurepip " +
    "enum errno faulthandler fcntl filecmp fileinput fnmatch formatter fractions ftplib functools gc genericpath getopt getpass gettext glob " +
    "graphlib grp gzip hashlib heapq hmac html http imaplib imghdr imp importlib inspect io ipaddress itertools json keyword linecache " +
    "locale logging lzma mailbox mailcap marshal math mimetypes mmap modulefinder msilib msvcrt multiprocessing netrc nis nntplib ntpath " +
    "numbers opcode operator optparse os ossaudiodev parser pathlib pdb pickle pickletools pipes pkgutil platform plistlib poplib posix " +
    "posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc queue quopri random re readline reprlib resource rlcompleter runpy " +
    "sched secrets select selectors shelve shlex shutil signal site smtpd smtplib sndhdr socket socketserver spwd sqlite3 sre_compile " +
    "sre_constants sre_parse ssl stat statistics string stringprep struct subprocess sunau symbol symtable sys sysconfig syslog tabnanny " +
    "tarfile telnetlib tempfile termios test textwrap this threading time timeit tkinter token tokenize tomllib trace traceback " +
    "tracemalloc tty turtle types typing unicodedata unittest urllib uu uuid venv warnings wave weakref webbrowser winreg winsound wsgiref " +
    "xdrlib xml xmlrpc zipapp zipfile zipimport zlib zoneinfo"
  ).split(" "),
);

/** Modules that many distributions share, each named after its part: `azure.identity` comes with `azure-identity`. */
const namespaces = new Set(["azure", "backports", "google", "opentelemetry", "ruamel", "zope"]);

const isStandardModule = (name: string): boolean => standard.has(name);

/**
 * Distributions that may provide a module, the likeliest first, with normalised names (PEP 503).
 *
 * @param module its top-level name, or in dotted form, which tells more of shared names
 */
export function distributionOf(module: string): string[] {
  const parts = module.split(".");
  const top = parts[0]!;
  const tied = providersOf(module);
  const known = tied.length > 0 ? tied : [normaliseName(top)];
  const joined = [3, 2].filter((length) => parts.length >= length).map((length) => parts.slice(0, length));
  const longer = joined.map((some) => normaliseName(some.join("-")));
  const prefixed = ["python-", "py", "django-", "flask-"].map((prefix) => prefix + normaliseName(top));
  return namespaces.has(top) ? [...longer, ...known] : [...known, ...longer, ...prefixed];
}

/** What could be the name of a distribution in a list that cannot be read whole. */
const WORD = /["'\s]?([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[[^\]]*\])?\s*(?=[=<>~!;"',]|$)/gm;

/**
 * Distributions that the repository's lists name, or undefined if it has none. Of a list that is put together when it runs,
 * or of which something cannot be read, every word may be one.
 */
export function requirementNames(sources: ReadonlyMap<string, SourceFile>): Set<string> | undefined {
  const texts = new Map([...sources].map(([path, { text }]) => [path, text]));
  const lists = readLists(texts);
  if (lists.length === 0) return undefined;
  const names = new Set(lists.flatMap(({ requirements }) => requirements.map(({ name }) => name)));
  for (const { path, faults, requirements } of lists) {
    if (faults.length === 0 && requirements.length > 0) continue;
    for (const match of texts.get(path)!.matchAll(WORD)) names.add(normaliseName(match[1]!));
  }
  return names;
}

/** Names by which Python files of the repository can be imported: of modules and of the folders around them. */
export function ownModules(paths: Iterable<string>): Set<string> {
  const names = new Set<string>();
  for (const path of paths)
    if (path.endsWith(".py")) for (const name of path.replace(/\.py$/, "").split("/")) names.add(name);
  return names;
}

/**
 * The likeliest distribution of an imported module that no requirements file names; undefined if one does, or if the
 * module needs none.
 *
 * @param module as {@link distributionOf} takes it
 * @param required names that the repository's requirement files name, see {@link requirementNames}
 * @param own names of the repository's own modules, see {@link ownModules}
 */
export function missingDistribution(
  module: string,
  required: ReadonlySet<string>,
  own: ReadonlySet<string>,
): string | undefined {
  const top = module.split(".")[0]!;
  // A name that starts with a line belongs to a package that has another name for others to use.
  if (isStandardModule(top) || own.has(top) || top.startsWith("_")) return undefined;
  const distributions = distributionOf(module);
  return distributions.some((one) => required.has(one)) ? undefined : distributions[0];
}
