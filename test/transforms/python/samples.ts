const statements = `"""Doc."""
import os, sys as system
from a import b, c as d, e
from f import (
    g,
    h as i,  # trailing
    # above
    j,
)
from k import l, \\
    m, \\
    n

# heads both
A = 1
B = 2  # behind

x = 1; y = 2; z = 3

def outer(a, /, b: int = 1, *, c=None, **rest):
    """Words."""
    first(a, b=1, *rest)
    # note
    if a: return b
    elif c:
        pass
    # introduces
    else:
        """not a docstring
  at the margin"""
        last()
    return a


@one
# between
@two(1)  # behind
class C(Base, metaclass=M):
    value = 1

    @property
    def name(self): return self.value

    def other(self, *args): pass


for i in (1, 2, 3):
    print(i)
else:
    done()
while x: x -= 1
`;

const compound = `with open(a) as f, open(b) as g:
    text = """
kept
    as it is
"""
    use(f, g)
with (
    one() as a,
    two() as b,  # second
):
    use(a)
try:
    import m
    OK = True
except (A, B) as e:
    OK = False
    # note
except C: pass
else:
    more()
finally:
    last()
match command:
    # first
    case "a" | "b":
        one()
    case {"k": v, **rest} if v: two()
    # the rest
    case _:
        three()
if a:
    if b:
        c()
    else: d()
elif e: f()
else:
    g()
async def h():
    async with i() as j: await k(j)
    async for l in m:
        yield l
`;

const values = `a = ["x", "y"]
b = ("x",)
c = ("x", "y", )
d = {"x", "y"}
e = {
    # about one
    "one": 1,  # first

    # about two and three
    "two": 2,
    "three": 3
}
f = call(1, 2, key=3, **more)
g = call(
    1,
    key=2,
)
h = call(one,
         two,
         three)
i = "x", "y"
j = lambda p, *q, r=1: p
k: Union[A, B] = None
l: A | B | None = x in ("a", "b")
m = [
    1, 2,
    3, 4
]
n = [*a, 1, *b]
del a, b
global_call(x for x in y)
def f(
    one,  # first
    *,
    two=2
) -> A | B: pass
class D(
    One,
    Two
): pass
`;

/** Sources in which any subset of removable regions is taken out. */
export const samples: Record<string, string> = {
  statements,
  compound,
  values,
  "CRLF line ends": statements.replaceAll("\n", "\r\n"),
  tabs: compound.replace(/^( {4})+/gm, (spaces) => "\t".repeat(spaces.length / 4)),
  "byte order mark, no final newline": `\ufeff${values.trimEnd()}`,
};
