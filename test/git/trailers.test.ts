import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findTrailers, formatMessage, parseMessage, subjectOf } from "../../src/git/trailers.js";

const base = "0123456789abcdef0123456789abcdef01234567";

const parts = {
  subject: "Remove ollama from python",
  body: ["It is not used any more.", "", "Second paragraph."],
  base,
  version: "0.1.0",
  options: { target: "ollama", skip: ["css"] },
  step: "python",
};

describe("messages of a stack", () => {
  test("look like this", () => {
    expect(formatMessage({ ...parts, signedOffBy: "Ann <ann@example.org>" })).toBe(`Remove ollama from python

It is not used any more.

Second paragraph.

Unpick-Base: ${base}
Unpick-Version: 0.1.0
Unpick-Options: {"target":"ollama","skip":["css"]}
Unpick-Step: python
Signed-off-by: Ann <ann@example.org>
`);
  });

  test("come back, with CRLF and other trailers too", () => {
    const expected = { base, version: "0.1.0", options: parts.options, step: "python" };
    expect(parseMessage(formatMessage(parts))).toEqual(expected);
    expect(parseMessage(`${formatMessage(parts).replaceAll("\n", "\r\n")}Change-Id: I1\r\n`)).toEqual(expected);
  });

  test("come back whatever they contain", () => {
    const string = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("a\nUnpick-Step: evil", "\r\n\n", "\\u000a", " x "),
    );
    fc.assert(
      fc.property(
        string,
        fc.array(string),
        string,
        fc.dictionary(string, fc.json()),
        string,
        (subject, body, version, options, step) => {
          fc.pre(step !== "");
          const message = formatMessage({ ...parts, subject: `S ${subject}`, body, version, options, step });
          expect(message).not.toMatch(/[\0\r\u2028\u2029]/);
          expect(parseMessage(message)).toEqual({ base, version, options: JSON.parse(JSON.stringify(options)), step });
        },
      ),
    );
  });

  test("a body that imitates trailers is not believed", () => {
    const body = [`Unpick-Base: ${"f".repeat(40)}`, "Unpick-Step: evil", "a\n\nUnpick-Version: 9"];
    expect(parseMessage(formatMessage({ ...parts, body }))).toMatchObject({ base, step: "python", version: "0.1.0" });
  });

  test("lone surrogates of file names survive in the options", () => {
    const options = { skip: ["caf\udce9.txt", "line\nend"] };
    const message = Buffer.from(formatMessage({ ...parts, options })).toString();
    expect(parseMessage(message)?.options).toEqual(options);
  });

  test.each([
    ["none", "Fix a bug\n\nLong text\n"],
    ["doubled", formatMessage(parts).replace("Unpick-Step: python\n", "Unpick-Step: python\nUnpick-Step: css\n")],
    ["no hash", formatMessage(parts).replace(base, "HEAD")],
    ["damaged JSON", formatMessage(parts).replace('{"target"', '{"target')],
    ["JSON that is no object", formatMessage(parts).replace(/Options: .*/, "Options: [1]")],
    ["not at the end", `${formatMessage(parts)}\nAnother paragraph\n`],
  ])("%s: not a step", (_, message) => {
    expect(parseMessage(message)).toBeNull();
  });

  test("a squash message gives all steps", () => {
    const squash = `Squashed commit of the following:\n\n${[parts, { ...parts, step: "css" }]
      .map((part) => `commit ${base}\n\n${formatMessage(part).replace(/^/gm, "    ")}`)
      .join("\n")}`;
    expect(findTrailers(squash).map((trailers) => trailers.step)).toEqual(["python", "css"]);
  });

  test("bugs of the caller are thrown", () => {
    expect(() => formatMessage({ ...parts, subject: "\n" })).toThrow("subject");
    expect(() => formatMessage({ ...parts, base: "HEAD" })).toThrow("hash");
  });

  test("the subject is the first line", () => {
    expect(subjectOf("\nFix it \nmore")).toBe("Fix it");
    expect(subjectOf("")).toBe("");
  });
});
