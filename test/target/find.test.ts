import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeTarget } from "../../src/target/target.js";

const found = (name: string, text: string, terms: string[] = []) =>
  makeTarget({ name, terms, preset: null })
    .find(text)
    .map((mention) => mention.text);

const beyond = (name: string, text: string) =>
  makeTarget({ name, preset: null })
    .insideOtherWords(text)
    .map((mention) => mention.text);

describe("a name of one word", () => {
  it.each([
    ["ollama", "ollama"],
    ["Ollama", "Ollama"],
    ["OLLAMA_HOST", "OLLAMA"],
    ["globalOllamaUrl", "Ollama"],
    ["ChatOllama", "Ollama"],
    ["ollama-settings", "ollama"],
    ["ollama3", "ollama"],
    ["v2ollama", "ollama"],
    ["_ollama_", "ollama"],
    ["langchain_ollama.chat", "ollama"],
    ["/api/ollama/models", "ollama"],
    ["LLMOllama", "Ollama"],
    ["OLLAMAUrl", "OLLAMA"],
    ["ollamaURL", "ollama"],
    ["setOLLAMA", "OLLAMA"],
    ["$ollama", "ollama"],
    ["Ollama's", "Ollama"],
    ["使用ollama模型", "ollama"],
    ["\ufeffollama", "ollama"],
    ["😀ollama😀", "ollama"],
    ["\\nollama", "ollama"],
    ["\\bollama\\b", "ollama"],
    ["%2follama%2f", "ollama"],
  ])("is found in %j", (text, mention) => {
    expect(found("ollama", text)).toEqual([mention]);
  });

  it.each([
    "collama",
    "useollama",
    "collamation",
    "ollamas",
    "OLLAMAS",
    "XOLLAMAX",
    "éollama",
    "ollamaé",
    "ollama\u0301",
    "\\\\nollama",
    "llama",
    "o-llama",
  ])("is not found in %j", (text) => {
    expect(found("ollama", text)).toEqual([]);
  });

  it("is found again beside a place that is refused", () => {
    expect(found("aa", "aaa aa")).toEqual(["aa"]);
    expect(makeTarget({ name: "aa", preset: null }).find("aaa aa")).toEqual([{ start: 4, end: 6, text: "aa" }]);
  });

  it("keeps its digits", () => {
    expect(found("auth0", "AUTH0_DOMAIN auth0Client auth01 auth 0")).toEqual(["AUTH0", "auth0"]);
    expect(found("11labs", "11labs_key 211labs")).toEqual(["11labs"]);
  });

  it("ends in its own capitals", () => {
    expect(found("openai", "OpenAIAPIKey OpenAIClient OPENAIClient AzureOpenAI openAi")).toEqual([
      "OpenAI",
      "OpenAI",
      "OPENAI",
      "OpenAI",
      "openAi",
    ]);
    expect(found("geoip", "GEOIPDb geoIPDatabase GEOIPDB")).toEqual(["GEOIP", "geoIP"]);
  });

  it("may be written in letters that are not ASCII", () => {
    expect(found("größe", "GRÖSSE Größe_x meineGröße größen")).toEqual(["Größe", "Größe"]);
    expect(found("通义", "使用通义模型")).toEqual(["通义"]);
  });

  it("may hold characters that mean something in a pattern", () => {
    expect(found("c++", "c++ C++11 obj-c++ cc")).toEqual(["c++", "C++", "c++"]);
    expect(found("a.b*", "a.b* axb* a-b*")).toEqual(["a.b*", "a-b*"]);
    expect(found("@sentry/node", "import '@sentry/node'; sentry")).toEqual(["@sentry/node"]);
  });
});

describe("a name of several words", () => {
  const forms = ["llama-cpp", "llama_cpp", "llama.cpp", "LlamaCpp", "llamaCpp", "llamacpp", "LLAMA_CPP", "llama cpp"];
  it.each(["llama-cpp", "llama_cpp", "llama cpp", "Llama.Cpp"])("as %j, is found with any joint", (name) => {
    for (const form of forms) expect(found(name, `x ${form}_y`), form).toEqual([form]);
  });

  it("is not found across lines or in parts of words", () => {
    expect(found("local_llm", "local\nllm nonlocal_llm local_llms local  llm")).toEqual([]);
  });

  it("in camel case has the joints of an identifier", () => {
    expect(found("HipChat", "hip_chat hip-chat hipChat HIPCHAT hip chat")).toEqual([
      "hip_chat",
      "hip-chat",
      "hipChat",
      "HIPCHAT",
    ]);
  });
});

describe("several names", () => {
  it("give the longest mention, and the shorter where only that stands alone", () => {
    expect(found("llama", "llama-cpp llama_cppx", ["llama-cpp"])).toEqual(["llama-cpp", "llama"]);
  });

  it("are in text order", () => {
    const { find } = makeTarget({ name: "beta", terms: ["alpha"], preset: null });
    expect(find("alpha beta alpha").map((mention) => mention.start)).toEqual([0, 6, 11]);
  });
});

describe("what else a plain search finds", () => {
  it("is told apart from mentions", () => {
    expect(beyond("ollama", "collama ollama OLLAMAS")).toEqual(["ollama", "OLLAMA"]);
    expect(makeTarget({ name: "ollama" }).insideOtherWords("collama")).toEqual([{ start: 1, end: 7, text: "ollama" }]);
  });
});

describe("generated identifiers", () => {
  const word = fc.stringMatching(/^[a-z]{2,8}$/);
  const cases: ((words: string[]) => string)[] = [
    (words) => words.join("_"),
    (words) => words.join("-"),
    (words) => words.join("."),
    (words) => words.join("_").toUpperCase(),
    (words) => words.map(capitalised).join(""),
    (words) => words.map((part, index) => (index === 0 ? part : capitalised(part))).join(""),
    (words) => words.map((part) => `${part}7`).join(""),
  ];

  it("hold the name in every case form and joint, at its exact place", () => {
    fc.assert(
      fc.property(
        word.filter((name) => name.length > 3),
        fc.array(word, { maxLength: 3 }),
        fc.array(word, { maxLength: 3 }),
        fc.constantFrom(...cases),
        fc.string(),
        (name, before, after, form, junk) => {
          fc.pre(![...before, ...after].some((part) => part.includes(name)));
          const identifier = form([...before, name, ...after]);
          const text = `${junk} ${identifier} ${junk}`;
          const mentions = makeTarget({ name, preset: null }).find(text);
          const inside = mentions.filter(
            ({ start, end }) => start > junk.length && end <= junk.length + 1 + identifier.length,
          );
          expect(inside.map((mention) => mention.text.toLowerCase())).toContain(name);
          for (const { start, end, text: covered } of mentions) expect(text.slice(start, end)).toBe(covered);
        },
      ),
    );
  });

  it("hold no mention when letters of one case go on around the name", () => {
    fc.assert(
      fc.property(word, word, fc.boolean(), fc.boolean(), (name, extra, isBefore, isUpper) => {
        const joined = isBefore ? extra + name : name + extra;
        const text = isUpper ? joined.toUpperCase() : joined;
        const target = makeTarget({ name, preset: null });
        expect(target.find(text)).toEqual([]);
        expect(target.insideOtherWords(text).length).toBeGreaterThan(0);
      }),
    );
  });

  it("and any text at all: mentions are exact, in order, apart, and with the rest cover a plain search", () => {
    const characters = fc.constantFrom(..."aAbB_- 1.\\néß文😀\u0301");
    const name = fc.array(fc.constantFrom(..."aAbB_-1+*(文"), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(name, fc.array(characters, { maxLength: 40 }), (letters, units) => {
        const spelled = letters.join("");
        fc.pre(/[\p{L}\p{N}]/u.test(spelled));
        const text = units.join("");
        const target = makeTarget({ name: spelled, preset: null });
        const all = [...target.find(text), ...target.insideOtherWords(text)].sort((a, b) => a.start - b.start);
        let end = 0;
        for (const mention of all) {
          expect(mention.start).toBeGreaterThanOrEqual(end);
          expect(text.slice(mention.start, mention.end)).toBe(mention.text);
          end = mention.end;
        }
        for (let at = text.toLowerCase().indexOf(spelled.toLowerCase()); at >= 0; ) {
          expect(all.some(({ start, end: stop }) => start < at + spelled.length && stop > at)).toBe(true);
          at = text.toLowerCase().indexOf(spelled.toLowerCase(), at + 1);
        }
      }),
      { numRuns: 500 },
    );
  });
});

it("passes through long texts without trouble", () => {
  const target = makeTarget({ name: "ollama" });
  const line = "the quick brown llama jumps over collama\n";
  expect(target.find(line.repeat(50_000))).toEqual([]);
  expect(target.find("a".repeat(1_000_000))).toEqual([]);
  expect(target.find("ollama_".repeat(20_000))).toHaveLength(20_000);
  expect(target.find("ollama".repeat(20_000))).toEqual([]);
});

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
