/** What gives the answer of a request: a response to read, `{ data }`, the data itself, or nothing. */
export type Answer = "response" | "data" | "value" | "none";

/** Methods of a client that are named after what they send: `client.get("/items")`, `this.http.delete("/items/5")`. */
const verbs = new Set(["get", "post", "put", "patch", "delete", "head"]);

/** Helpers that people write around `fetch`, and hooks that ask for an address: `apiFetch`, `requestJson`, `useSWR`. */
const helper =
  /^(?!(?:prefetch|cancel|abort|clear|reset|is|has|on)[A-Z])\w*(?:[Ff]etch|[Rr]equest|[Aa]jax)\w*$|^(?:api|http|useSWR)$/;

/** What clients are called; a `get` of anything else may be a collection's or a server's. */
const client = /^\w*(?:[Aa]pi|API|[Cc]lient|[Hh]ttp|[Aa]xios|[Bb]ackend)\w*$/;

/**
 * How a call that may request an address does so, from its name alone; undefined for other calls. Such a name only
 * counts where a route of the application answers to the address.
 *
 * @param name callee in dotted form
 * @param isMember whether the callee is a member, so that its last name is a method
 */
export function clientCall(name: string, isMember: boolean): { verb: string; answer: Answer } | undefined {
  const names = name.split(".");
  const last = names.at(-1)!;
  if (isMember && verbs.has(last)) {
    return client.test(names.at(-2) ?? "") ? { verb: last.toUpperCase(), answer: "data" } : undefined;
  }
  return helper.test(last) ? { verb: "*", answer: "data" } : undefined;
}
