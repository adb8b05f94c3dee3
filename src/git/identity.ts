import { UserError } from "../errors.js";
import type { Repository } from "./repository.js";
import { git } from "./run.js";

/** Name and address, as they stand in a commit. */
export interface Person {
  name: string;
  email: string;
}

/** Who writes the commits, and when: one instant for a whole stack. */
export interface Identity {
  author: Person;
  committer: Person;
  /** `SECONDS ZONE`, as git stores it: `1700000000 +0100`. */
  authorDate: string;
  committerDate: string;
  /** Nothing was configured, so that a name or address of our own stands in; worth telling. */
  fallback: boolean;
}

/** Stands in where git knows nobody. `.invalid` can never be a real domain (RFC 2606). */
export const FALLBACK_PERSON: Person = { name: "unpick", email: "unpick@unpick.invalid" };

/**
 * Finds out who the commits are by, as git does: GIT_AUTHOR_* and GIT_COMMITTER_*, then `author.*` and
 * `committer.*`, then `user.*`, then EMAIL. Git's last resort, the login name at the name of the
 * machine, is not used: it makes addresses that nobody wants in a history.
 *
 * @throws UserError (exit 2) if a date in the environment makes no sense
 */
export async function resolveIdentity(repository: Repository): Promise<Identity> {
  const settings = await personSettings(repository);
  const pick = (role: "author" | "committer", key: "name" | "email"): string | undefined => {
    const candidates = [
      process.env[`GIT_${role}_${key}`.toUpperCase()],
      settings.get(`${role}.${key}`),
      settings.get(`user.${key}`),
      key === "email" ? process.env.EMAIL : undefined,
    ];
    return candidates.map((value) => cleanPart(value ?? "")).find((value) => value !== "");
  };
  let fallback = false;
  const person = (role: "author" | "committer"): Person => {
    const name = pick(role, "name");
    const email = pick(role, "email");
    if (name === undefined || email === undefined) fallback = true;
    return { name: name ?? FALLBACK_PERSON.name, email: email ?? FALLBACK_PERSON.email };
  };
  const author = person("author");
  const committer = person("committer");
  const committerDate = await dateOf(repository, "COMMITTER");
  const authorDate = process.env.GIT_AUTHOR_DATE ? await dateOf(repository, "AUTHOR") : committerDate;
  return { author, committer, authorDate, committerDate, fallback };
}

/** The line of a commit that names a person, without the word before it: `Ann <ann@example.org> 1700000000 +0100`. */
export function personLine(person: Person, date: string): string {
  return `${cleanPart(person.name)} <${cleanPart(person.email)}> ${date}`;
}

/** Asks git for the instant: it reads GIT_*_DATE in all its forms, and knows the time zone. */
async function dateOf(repository: Repository, role: "AUTHOR" | "COMMITTER"): Promise<string> {
  const result = await git(repository, ["var", `GIT_${role}_IDENT`], {
    env: { [`GIT_${role}_NAME`]: FALLBACK_PERSON.name, [`GIT_${role}_EMAIL`]: FALLBACK_PERSON.email },
    allowFailure: true,
  });
  const date = /(\d+ [+-]\d{4})\s*$/.exec(result.stdout.toString("utf8"))?.[1];
  if (date === undefined) {
    throw new UserError(
      `git cannot read the date in GIT_${role}_DATE.`,
      "Unset it, or write it as 2024-01-31T12:00:00.",
    );
  }
  return date;
}

async function personSettings(repository: Repository): Promise<Map<string, string>> {
  const pattern = "^(user|author|committer)\\.(name|email)$";
  const result = await git(repository, ["config", "-z", "--get-regexp", pattern], { allowFailure: true });
  const settings = new Map<string, string>();
  // The last one wins, as in git.
  for (const entry of result.stdout.toString("utf8").split("\0")) {
    const end = entry.indexOf("\n");
    if (end > 0) settings.set(entry.slice(0, end), entry.slice(end + 1));
  }
  return settings;
}

/** Leaves out what cannot stand in a name: line ends and angle brackets end it in the commit. */
function cleanPart(text: string): string {
  return text.replace(/[<>\p{Cc}]/gu, "").trim();
}
