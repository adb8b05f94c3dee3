import { describe, expect, it } from "vitest";
import { UserError } from "../../src/errors.js";
import { commonWordWarning, isCommonWord, wordAround } from "../../src/target/common.js";
import { presetNames, presetOf } from "../../src/target/presets.js";
import { respell } from "../../src/target/respell.js";
import { closest, suggestNames } from "../../src/target/suggest.js";
import { makeTarget } from "../../src/target/target.js";
import { wordsOf } from "../../src/target/words.js";

describe("makeTarget", () => {
  it("takes the preset of the name", () => {
    const target = makeTarget({ name: "Ollama", successor: "openai", terms: ["Local-LLM"] });
    expect(target.names).toEqual(["ollama", "local-llm"]);
    expect(target.packages).toContain("langchain-ollama");
    expect(target.environment).toEqual(["OLLAMA_*"]);
    expect(target.images).toEqual(["ollama/ollama"]);
    expect(target.successor).toBe("openai");
    expect(makeTarget({ name: "ollama", preset: null }).packages).toEqual([]);
  });

  it("takes a preset of another name with its spelling", () => {
    expect(makeTarget({ name: "local model", preset: "ollama" }).names).toEqual(["local model", "ollama"]);
  });

  it("tells which names are the target's", () => {
    const target = makeTarget({ name: "ollama" });
    for (const name of ["ollama", "ask_ollama", "OllamaClient", "langchain_ollama.chat", "OLLAMA_HOST"]) {
      expect(target.matches(name), name).toBe(true);
    }
    for (const name of ["", "collama", "llama3.1:8b", "11434"]) expect(target.matches(name), name).toBe(false);
  });

  it("finds modules, packages and variables that do not hold the name, where they stand alone", () => {
    const target = makeTarget({
      name: "gemini",
      packages: ["raven-js"],
      modules: ["google.generativeai"],
      environment: ["GOOGLE_AI_*"],
    });
    const text = "import google.generativeai.types; google-generativeai==1 raven.js craven-js raven-js-x GOOGLE_AI_KEY";
    expect(target.find(text).map((mention) => mention.text)).toEqual([
      "google.generativeai",
      "google-generativeai",
      "raven.js",
      "GOOGLE_AI_KEY",
    ]);
    expect(target.matches("google_ai_key")).toBe(false);
  });

  it("finds weak spellings apart from the others", () => {
    const target = makeTarget({ name: "ollama" });
    const text = "http://localhost:11434/ 114345 llama3.1:8b llama3.1:8bx";
    expect(target.find(text)).toEqual([]);
    expect(target.findWeak(text).map((mention) => mention.text)).toEqual(["11434", "llama3.1:8b", "llama3.1"]);
  });

  it("refuses what cannot be searched for", () => {
    expect(() => makeTarget({ name: "--" })).toThrow(UserError);
    expect(() => makeTarget({ name: "" })).toThrow(UserError);
    expect(() => makeTarget({ name: "x", preset: "olama" })).toThrow(
      expect.objectContaining({ exitCode: 2, hint: "Did you mean ollama?" }),
    );
  });

  it("writes a successor as unpick.yaml or a preset displays it", () => {
    expect(makeTarget({ name: "ollama", successor: "northwind" }).successorDisplay).toBeUndefined();
    expect(makeTarget({ name: "ollama", successorDisplay: "NorthWind" }).successorDisplay).toBe("NorthWind");
    expect(respell("Ollama", "northwind", "NorthWind")).toBe("NorthWind");
    expect(respell("ollama", "northwind", "NorthWind")).toBe("northwind");
    expect(respell("OLLAMA", "northwind", "NorthWind")).toBe("NORTHWIND");
  });

  it("has presets whose every entry is found by the target they make", () => {
    for (const name of presetNames()) {
      const target = makeTarget({ name });
      const preset = presetOf(name)!;
      for (const entry of [...(preset.modules ?? []), ...(preset.packages ?? []), ...(preset.images ?? [])]) {
        expect(target.matches(entry), entry).toBe(true);
      }
      for (const entry of preset.weak ?? []) expect(target.findWeak(`"${entry}"`), entry).toHaveLength(1);
    }
  });
});

describe("respell", () => {
  it.each([
    ["ollama", "openai", "openai"],
    ["Ollama", "openai", "OpenAI"],
    ["OLLAMA", "openai", "OPENAI"],
    ["OLLAMA", "azure-openai", "AZURE_OPENAI"],
    ["Ollama", "northwind", "Northwind"],
    ["Ollama", "northWind", "northWind"],
    ["Ollama", "Azure-OpenAI", "Azure OpenAI"],
    ["llamaCpp", "openai", "openai"],
    ["LlamaCpp", "gemini", "Gemini"],
    ["HIPCHAT", "constructor", "CONSTRUCTOR"],
    ["Hipchat", "constructor", "Constructor"],
  ])("writes %s as %s: %s", (mention, successor, expected) => {
    expect(respell(mention, successor)).toBe(expected);
  });
});

describe("ordinary words", () => {
  it("are known", () => {
    expect(["box", "Slack", "segment", "ai"].filter(isCommonWord)).toHaveLength(4);
    expect(["ollama", "hipchat", "slack-sdk"].filter(isCommonWord)).toEqual([]);
    expect(commonWordWarning("ollama")).toBeUndefined();
    expect(commonWordWarning("box", ["sandbox", "inbox", "sandbox"])).toContain("words: sandbox, inbox.");
  });

  it("are shown with the word around them", () => {
    expect(wordAround("a sandbox_1 b", { start: 6, end: 9 })).toBe("sandbox_1");
  });
});

describe("suggestions", () => {
  it("are the nearest words of identifiers", () => {
    const texts = ["class OlamaClient: pass", "const hip = chat; hip_chat_room()", "xyz"];
    expect(suggestNames("ollama", texts)).toEqual(["olama"]);
    expect(suggestNames("hip-chat", texts)).toEqual(["hipchat"]);
    expect(suggestNames("nothing", texts)).toEqual([]);
  });

  it("allow for swapped letters, and for nothing far away", () => {
    expect(closest("olalma", ["ollama", "banana"])).toEqual(["ollama"]);
    expect(closest("ab", ["xy", "a", "cd"])).toEqual(["a"]);
  });
});

it("splits identifiers into words", () => {
  expect(wordsOf("globalOllamaUrl GEOIPDb ollama3_x HTTPServer")).toEqual([
    ...["global", "Ollama", "Url", "GEOIP", "Db", "ollama", "3", "x", "HTTP", "Server"],
  ]);
});
