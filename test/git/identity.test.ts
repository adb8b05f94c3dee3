import { chmodSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { FALLBACK_PERSON, resolveIdentity } from "../../src/git/identity.js";
import { openRepository, resolveCommit } from "../../src/git/repository.js";
import { writeStack } from "../../src/git/stack.js";
import { failure, IDENTITY, makeRepository, person, sandbox, text, useSandbox, write } from "./helpers.js";

useSandbox();

function request(base: string) {
  const commits = [{ message: "One\n", files: [text("a.txt", "changed\n")] }];
  return { base, branch: "unpick/ollama", expectedOld: null, identity: IDENTITY, commits };
}

describe("identity", () => {
  test("falls back, says so, and takes configuration and environment before", async () => {
    const folder = makeRepository({ "a.txt": "1" });
    const repository = await openRepository(folder);
    expect(await resolveIdentity(repository)).toMatchObject({ author: FALLBACK_PERSON, fallback: true });
    const { identity: _, ...anonymous } = request(await resolveCommit(repository));
    const written = await writeStack(repository, anonymous);
    expect(person(folder, "log", "-1", "--format=%an <%ae>", written.tip)).toBe("unpick <unpick@unpick.invalid>");
    expect(written.identity.authorDate).toBe(written.identity.committerDate);
    person(folder, "config", "user.name", "Uwe <User>");
    person(folder, "config", "user.email", "uwe@example.org");
    process.env.GIT_AUTHOR_NAME = "Aya\nAuthor";
    process.env.GIT_AUTHOR_DATE = "2020-01-02T03:04:05+0200";
    expect(await resolveIdentity(repository)).toMatchObject({
      author: { name: "AyaAuthor", email: "uwe@example.org" },
      committer: { name: "Uwe User", email: "uwe@example.org" },
      authorDate: "1577927045 +0200",
      fallback: false,
    });
    process.env.GIT_AUTHOR_DATE = "some day";
    expect(await failure(resolveIdentity(repository))).toMatchObject({ exitCode: 2 });
  });

  test("commit.gpgsign: each commit is signed, with the same trees", async () => {
    const folder = makeRepository({ "a.txt": "1" });
    const log = join(sandbox, "gpg.log");
    const program = join(sandbox, "gpg.sh");
    write(sandbox, {
      "gpg.sh": `#!/bin/sh\necho "$@" >> '${log}'\ncat > /dev/null\necho '[GNUPG:] SIG_CREATED ' >&2\necho '-----BEGIN PGP SIGNATURE-----\n\nx\n-----END PGP SIGNATURE-----'\n`,
    });
    chmodSync(program, 0o755);
    person(folder, "config", "gpg.program", program);
    const repository = await openRepository(folder);
    const base = await resolveCommit(repository);
    const commits = [
      { message: "One\n", files: [text("a.txt", "2")] },
      { message: "Two\n", files: [text("b.txt", "3")] },
    ];
    const plain = await writeStack(repository, { ...request(base), commits });
    expect(existsSync(log)).toBe(false);
    person(folder, "config", "commit.gpgsign", "true");
    const signed = await writeStack(repository, { ...request(base), branch: "signed", commits });
    expect(signed.signed).toBe(true);
    expect(readFileSync(log, "utf8").trim().split("\n")).toHaveLength(2);
    for (const [index, sha] of signed.shas.entries()) {
      const content = person(folder, "cat-file", "-p", sha);
      expect(content).toContain("gpgsig -----BEGIN PGP SIGNATURE-----");
      expect(person(folder, "rev-parse", `${sha}^{tree}`)).toBe(
        person(folder, "rev-parse", `${plain.shas[index]}^{tree}`),
      );
      expect(content).toContain("Una Picker <una@example.org> 1700000000 +0100");
    }
    write(sandbox, { "gpg.sh": "#!/bin/sh\nexit 1\n" });
    const error = await failure(writeStack(repository, { ...request(base), branch: "third", commits }));
    expect(error).toMatchObject({ exitCode: 2, message: /Signing failed/ });
    expect(person(folder, "branch", "--list", "third")).toBe("");
  });
});
