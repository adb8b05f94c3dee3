import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Verdict } from "../../../src/engine/model.js";
import { applyEdits, settleBlankLines } from "../../../src/syntax/edits.js";
import { makeTarget } from "../../../src/target/target.js";
import docs from "../../../transforms/docs/index.js";

const MARKDOWN = `---
title: Acme
---
# App 😀

[![A](a.svg)](https://a.example)
[![B](b.svg)](https://b.example) text

First. Second one here:

- [One](#one)
  - [Two](#two)
> - quoted
> - more

## One

1. a
2. b:

   \`\`\`sh
   # why
   acme pull x
   other --flag acme
   \`\`\`
3. c

| A | B |
| - | - |
| acme | \`acme\` |
| b | c |

### Two

\`\`\`
app/
├── acme/
│   └── x.py
│
└── b.py
\`\`\`

[x]: https://acme.example
`;

const RESTRUCTURED = `Title
=====

.. _here:

Part
----

First. Second::

    $ acme serve
    out

* a
* b

  1. c
  2. d

====  ====
A     B
====  ====
acme  x
y     z
====  ====

Term
   Meaning.
`;

const target = makeTarget({ name: "acme" });

describe("any removal of parts", () => {
  const texts = [MARKDOWN, RESTRUCTURED].flatMap((text, index) =>
    [text, text.replaceAll("\n", "\r\n"), `\uFEFF${text}`, text.trimEnd()].map(
      (form) => [index === 0 ? "a.md" : "a.rst", form] as const,
    ),
  );
  it.each(texts)("keeps all other bytes of %s and can be read again", (path, text) => {
    const file = { path, text, encoding: "utf8" as const };
    const facts = docs.analyze!(file, target);
    const passages = facts.regions.filter((region) => region.kind === "passage");
    expect(passages.length).toBeGreaterThan(8);
    for (const region of facts.regions.slice(1)) {
      const parent = facts.regions[region.parent]!;
      expect(parent.start <= region.start && region.end <= parent.end, `${region.kind} ${region.start}`).toBe(true);
    }
    fc.assert(
      fc.property(fc.subarray(passages), (chosen) => {
        const verdicts: Verdict[] = chosen.map((region) => ({
          region: region.id,
          action: "remove",
          cause: { by: "name", reason: "" },
        }));
        const after = applyEdits(text, settleBlankLines(text, docs.rewrite!(file, facts, verdicts)));
        // Numbers and signs of trees aside, what is left is the text without the parts.
        const plain = (one: string) => one.replace(/[\d├└│\s>]/g, "");
        let rest = "";
        for (let at = 0; at < text.length; at++)
          if (!chosen.some((region) => region.start <= at && at < region.end)) rest += text[at];
        expect(plain(after)).toBe(plain(rest));
        expect(/[^\r]\n/.test(after)).toBe(/[^\r]\n/.test(text) && /[^\r]\n/.test(after));
        expect(docs.analyze!({ ...file, text: after }, target).faults).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
