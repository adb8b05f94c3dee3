import { beforeAll, describe, expect, it } from "vitest";
import { completedExample, exampleOf, isEnvironmentFile } from "../../src/secrets/environment-file.js";
import { defaultsIn, loadSecretRules, tokensIn } from "../../src/secrets/find.js";
import { maskOf } from "../../src/secrets/mask.js";
import { rotationOf } from "../../src/secrets/rotation.js";
import { plantedSecrets } from "./planted.js";

beforeAll(loadSecretRules);

const names = (path: string, text: string) => defaultsIn(path, text).map(({ name }) => name);

describe("secrets by their form", () => {
  it.each(plantedSecrets())("$kind is found whole, hidden, and can be rotated", ({ value, line }) => {
    const text = `before\n${line}\nafter\n`;
    const found = tokensIn("notes.txt", text);
    expect(found.some(({ start, end }) => text.slice(start, end).includes(value))).toBe(true);
    for (const { rule } of found) expect(rotationOf(rule)).not.toContain("the service that gave it");
    const shown = maskOf("notes.txt", text)(text);
    expect(shown).not.toContain(value);
    expect(shown).toMatch(/^before\n[\s\S]*\nafter\n$/);
    expect(shown.split("\n")).toHaveLength(text.split("\n").length);
  });

  it("are not examples, versions, digests or variables", () => {
    const text = [
      `AWS_ACCESS_KEY_ID=${"AK"}IAIOSFODNN7EXAMPLE`,
      "url = postgresql://user:password@localhost/app",
      "REDIS_URL=redis://:$" + "{REDIS_PASSWORD}@cache/0",
      "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
      "sk-learn and key-value",
    ].join("\n");
    expect(tokensIn("notes.txt", text)).toEqual([]);
  });
});

describe("secrets that code falls back to", () => {
  it("are found by the syntax tree, by name", () => {
    const code = [
      'SECRET_KEY = "dev"',
      'app.config["SECRET_KEY"] = "changeme"',
      'secret_key = os.getenv("X", "admin123")',
      'jwt = os.environ.get("JWT_SECRET", "s3cret")',
      'db.password = os.getenv("DB_PASS") or "hunter22"',
      'connect(password="admin")',
      "class S(BaseSettings):",
      '    api_key: str = "a1b2c3d4e5"',
      'def login(user, passwd="letmein"): ...',
      'token = config("API_TOKEN", default="f00ba4")',
    ].join("\n");
    expect(names("app.py", code)).toEqual([
      "SECRET_KEY",
      "SECRET_KEY",
      "secret_key",
      "JWT_SECRET",
      "password",
      "password",
      "api_key",
      "passwd",
      "token",
    ]);
  });

  it("are not empty, read, placeholders, fields, limits or sentences", () => {
    const code = [
      'SECRET_KEY = ""',
      'SECRET_KEY = os.environ["SECRET_KEY"]',
      'SECRET_KEY = os.getenv("SECRET_KEY")',
      'OPENAI_API_KEY = os.getenv("OPENAI_API_KEY", "your-api-key-here")',
      'API_KEY = "sk-xxxx"',
      'KEY_NAME = "OPENAI_API_KEY"',
      'api_key = "OPENAI_API_KEY"',
      'password_field = "pw1"',
      "max_tokens = 100",
      'token_url = "/oauth/token"',
      'pad_token = "[PAD]"',
      'raise ValueError("password is wrong")',
      'secret_key = f"{prefix}-{suffix}"',
      'schema = {"password": "string"}',
    ].join("\n");
    expect(names("app.py", code)).toEqual([]);
  });

  it("are found in compose files, and not where a variable is given", () => {
    const compose = [
      "services:",
      "  db:",
      "    environment:",
      "      POSTGRES_PASSWORD: admin",
      "      MYSQL_PASSWORD: ${MYSQL_PASSWORD}",
      "  web:",
      "    environment:",
      "      - SECRET_KEY=${SECRET_KEY:-dev-key}",
      "      - DEBUG=false",
    ].join("\n");
    expect(names("docker-compose.yml", compose)).toEqual(["POSTGRES_PASSWORD", "SECRET_KEY"]);
    expect(names("openapi.yaml", "password: admin\n")).toEqual([]);
  });
});

describe("files of variables", () => {
  const text = `# Server\nexport PORT=8000\n\nAPI_KEY="two\nlines"   # note\n# OLD_KEY=abc\n  NAME = x # y\nEMPTY=\n`;

  it("are told by name, examples apart", () => {
    for (const path of [".env", "web/.env.production", "prod.env"]) expect(isEnvironmentFile(path)).toBe(true);
    for (const path of [".env.example", "env.py", ".env.sample"]) expect(isEnvironmentFile(path)).toBe(false);
  });

  it("become examples with keys and comments, without values", () => {
    expect(exampleOf(text)).toBe("# Server\nexport PORT=\n\nAPI_KEY=\n# OLD_KEY=\n  NAME=\nEMPTY=\n");
  });

  it("give an example the keys that it lacks, and change nothing else of it", () => {
    expect(completedExample("PORT=80\n# API_KEY=\n", text)).toBe("PORT=80\n# API_KEY=\nNAME=\nEMPTY=\n");
    expect(completedExample("PORT=80\nAPI_KEY=\nNAME=\nEMPTY=", text)).toBe("PORT=80\nAPI_KEY=\nNAME=\nEMPTY=");
  });

  it("are shown with switches and numbers, without other values", () => {
    expect(maskOf(".env", text)(text)).toBe(
      '# Server\nexport PORT=8000\n\nAPI_KEY="[hidden]\n[hidden]"   # note\n# OLD_KEY=abc\n  NAME = [hidden] # y\nEMPTY=\n',
    );
  });
});
