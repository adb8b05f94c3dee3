import { type Draft, refer } from "./draft.js";

/** Marks the variables that a value is filled with: `${NAME}`, `${NAME:-default}`, `$NAME`. */
export function referencesIn(literal: Draft, value: string): void {
  for (const match of value.matchAll(/(?<![\\$])\$(?:\{([A-Za-z_]\w*)|([A-Za-z_]\w*))/g))
    refer(literal, `env:${match[1] ?? match[2]!}`);
}

/** Host names that a value leads to: of an address, or `name:port`; the value itself if its key says that it is one. */
export function hostsIn(key: string, value: string): string[] {
  const hosts = [...value.matchAll(/\/\/(?:[^/@\s]*@)?([A-Za-z0-9][\w.-]*)/g)].map((match) => match[1]!);
  const pair = /^([A-Za-z][\w.-]*):\d+$/.exec(value.trim());
  if (pair) hosts.push(pair[1]!);
  if (/(host|server|addr|address|url|endpoint)$/i.test(key) && /^[A-Za-z][\w.-]*$/.test(value.trim()))
    hosts.push(value.trim());
  return hosts;
}
