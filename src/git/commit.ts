import { UserError } from "../errors.js";
import { type Identity, personLine } from "./identity.js";
import type { Repository } from "./repository.js";
import { git, gitText } from "./run.js";

/** The parts of a commit object. Text is kept as bytes, because old commits may be in any encoding. */
export interface CommitParts {
  tree: string;
  parents: readonly string[];
  /** `Name <address> SECONDS ZONE`. */
  author: Buffer;
  /** Encoding of author and message, if it is not UTF-8. */
  encoding: string | null;
  message: Buffer;
}

/** Takes a commit object apart. */
export function parseCommit(content: Buffer): CommitParts {
  const split = content.indexOf("\n\n");
  const head = content.subarray(0, split < 0 ? content.length : split);
  const message = split < 0 ? Buffer.alloc(0) : content.subarray(split + 2);
  const parts = {
    tree: "",
    parents: [] as string[],
    author: Buffer.alloc(0),
    encoding: null as string | null,
    message,
  };
  // latin1 keeps each byte one character.
  for (const line of head.toString("latin1").split("\n")) {
    const space = line.indexOf(" ");
    const value = line.slice(space + 1);
    const key = line.slice(0, space);
    if (key === "tree") parts.tree = value;
    if (key === "parent") parts.parents.push(value);
    if (key === "author") parts.author = Buffer.from(value, "latin1");
    if (key === "encoding") parts.encoding = value;
  }
  return parts;
}

/** The message of a commit as text, in whatever encoding it was written. */
export function messageText(parts: CommitParts): string {
  return decode(parts.message, parts.encoding);
}

/** Tells whether the person wants commits signed: `commit.gpgsign`, as `git commit` reads it. */
export async function wantsSignature(repository: Repository): Promise<boolean> {
  const result = await git(repository, ["config", "--type=bool", "--get", "commit.gpgsign"], { allowFailure: true });
  return result.code === 0 && result.stdout.toString("utf8").trim() === "true";
}

/**
 * Writes one commit object. Unsigned, author and message keep their bytes and encoding.
 *
 * @param sign sign it, which runs the program that `gpg.program` names
 * @returns its hash
 * @throws UserError (exit 2) if signing fails
 */
export async function writeCommit(
  repository: Repository,
  parts: CommitParts,
  identity: Identity,
  sign: boolean,
): Promise<string> {
  if (sign) return signedCommit(repository, parts, identity);
  const head =
    `tree ${parts.tree}\n${parts.parents.map((parent) => `parent ${parent}\n`).join("")}` +
    `author ${parts.author.toString("latin1")}\n`;
  // The encoding names that of the whole object, so our name must fit it too.
  const committer = Buffer.from(personLine(identity.committer, identity.committerDate), "utf8");
  const encoding = parts.encoding === null ? "" : `encoding ${parts.encoding}\n`;
  const content = Buffer.concat([
    Buffer.from(head, "latin1"),
    Buffer.from("committer "),
    committer,
    Buffer.from(`\n${encoding}\n`, "latin1"),
    parts.message,
  ]);
  return gitText(repository, ["hash-object", "-t", "commit", "-w", "--stdin"], { input: content });
}

/**
 * Writes commits again with a signature each; the trees stay.
 *
 * @param shas a chain, the lowest first
 * @param messages one for each
 */
export async function signChain(
  repository: Repository,
  base: string,
  shas: readonly string[],
  messages: readonly string[],
  identity: Identity,
): Promise<string[]> {
  const trees = await treesOf(repository, shas);
  const signed: string[] = [];
  for (const [index, tree] of trees.entries()) {
    const parts: CommitParts = {
      tree,
      parents: [signed.at(-1) ?? base],
      author: Buffer.from(personLine(identity.author, identity.authorDate)),
      encoding: null,
      message: Buffer.from(messages[index]!),
    };
    signed.push(await signedCommit(repository, parts, identity));
  }
  return signed;
}

/** Gives the tree of each commit. */
export async function treesOf(repository: Repository, commits: readonly string[]): Promise<string[]> {
  if (commits.length === 0) return [];
  const trees: string[] = [];
  // In portions: a command line has a limit, and on Windows it is 32,767 characters.
  for (let at = 0; at < commits.length; at += 200) {
    const names = commits.slice(at, at + 200).map((commit) => `${commit}^{tree}`);
    trees.push(...(await gitText(repository, ["rev-parse", ...names])).split("\n"));
  }
  return trees;
}

async function signedCommit(repository: Repository, parts: CommitParts, identity: Identity): Promise<string> {
  const match = /^(.*?) ?<([^>]*)> (\d+ [+-]\d{4})$/s.exec(decode(parts.author, parts.encoding));
  if (match === null) throw new UserError("A commit has an author that git cannot sign again.");
  const args = ["commit-tree", "-S", ...parts.parents.flatMap((parent) => ["-p", parent]), "-F", "-", parts.tree];
  const result = await git(repository, args, {
    input: Buffer.from(decode(parts.message, parts.encoding), "utf8"),
    allowFailure: true,
    env: {
      GIT_AUTHOR_NAME: match[1]!,
      GIT_AUTHOR_EMAIL: match[2]!,
      GIT_AUTHOR_DATE: `@${match[3]}`,
      GIT_COMMITTER_NAME: identity.committer.name,
      GIT_COMMITTER_EMAIL: identity.committer.email,
      GIT_COMMITTER_DATE: `@${identity.committerDate}`,
    },
  });
  if (result.code !== 0) {
    throw new UserError(
      `Signing failed: ${result.stderr.trim().replace(/^(error|fatal): /, "")}`,
      "commit.gpgsign is on. Check user.signingkey and gpg.program, or switch it off: git config commit.gpgsign false",
    );
  }
  return result.stdout.toString("utf8").trim();
}

function decode(bytes: Buffer, encoding: string | null): string {
  try {
    return new TextDecoder(encoding ?? "utf-8").decode(bytes);
  } catch {
    return bytes.toString("latin1");
  }
}
