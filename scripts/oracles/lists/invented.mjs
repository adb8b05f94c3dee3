// biome-ignore-all lint/suspicious/noTemplateCurlyInString: so lists name variables
// Invented requirements files of every kind of line, put together by a seed: the same ones each time.

const REQUIREMENTS = [
  ...[
    "flask",
    "Flask==3.1.1",
    "flask [async,dotenv] >= 3, < 4",
    "a.b_c-d~=1.2",
    "pkg (>=1.0)",
    "numpy!=1.*,>1",
    "x===1.0",
  ],
  ...["tomli>=2 ; python_version < '3.11'", 'a; (os_name=="nt" or extra == "x") and python_version>="3"', "a ;", "a;b"],
  ...["pip @ https://example.org/pip.zip#sha1=00", "a @ file:///a.whl ; os_name == 'posix'", "a@https://example.org/a"],
  ...["https://example.org/a-1.0-py3-none-any.whl", "git+https://example.org/a.git@v1#egg=Some_Name&subdirectory=x"],
  ...[
    "./libs/a.whl",
    "libs/a",
    "a-1.0-py3-none-any.whl",
    "a.tar.gz",
    ".",
    ".[dev]",
    "/srv/a",
    "a==${VERSION}",
    "==1",
    "a=1",
  ],
  ...["a==1.0+cpu", "a==1.0.dev1,>=1.0a1", "a>=1,", "a>=1,,<2", "a[]", "a[x", "é", "a\tb", "a b", "-", "a>=1 <2", "1"],
];
const OPTIONS = [
  ...["-r base.txt", "-rbase.txt", "--requirement=base.txt", "--req base.txt", "-r", "-r 'a b.txt'", "-c pins.txt"],
  ...["--constraint pins.txt", "-e .", "-e ./libs/a[x]", "--editable=git+https://example.org/b.git#egg=b", "-e 'a b'"],
  ...["-i https://example.org/simple", "--index-url=https://a/", "--extra-index-url https://b/", "--no-index", "--pre"],
  ...["-f ./wheels", "--find-links https://c/", "--trusted-host example.org", "--no-binary :all:", "--only-binary=a,b"],
  ...[
    "--prefer-binary",
    "--require-hashes",

    "--unknown",
    "--pre=1",
    "--in x",
    "--no x",
    "--",
  ],
];
const BEHIND = [
  ...["", "", "", "", " # why", "#not a comment", "  #", " --hash=sha256:00", " --hash sha256:00 --hash=sha512:11"],
  ...[
    " \\\n    --hash=sha256:22",
    ' --config-settings "a=b"',
    ' --global-option="x"',
    " \\\n",
    " \\ ",
    " --pre",
    "\t# tab",
  ],
];
const ALONE = [
  "",
  "   ",
  "# comment",
  "  # indented",
  "# ends with \\",
  "\\",
  "#",
  "\ufeff",
  "\f",
  "a\\\n# between \\\nb",
];
const ENDS = ["\n", "\n", "\n", "\r\n", "\r\n", "\r", "\v"];

/**
 * @param {number} count how many
 * @returns {string[]}
 */
export function inventedFiles(count) {
  let state = 6;
  // Numbers of a linear congruential generator (Numerical Recipes).
  const next = (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const one = (list) => list[next(list.length)];
  const line = () => {
    const kind = next(10);
    if (kind < 5) return one(REQUIREMENTS) + one(BEHIND);
    return kind < 8 ? one(OPTIONS) + one(BEHIND) : one(ALONE);
  };
  return Array.from({ length: count }, () => {
    const end = one(ENDS);
    const lines = Array.from({ length: 1 + next(8) }, () => `${one(["", "", "", " ", "\t"])}${line()}${end}`);
    return one(["", "", "", "\ufeff"]) + lines.join("") + one(["", "", line()]);
  });
}
