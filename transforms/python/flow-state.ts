/** A name has no value on some path. */
export const unbound = 1;
/** A name has a value on some path. */
export const bound = 2;
/** A name had a value on some path, from a statement that goes. */
export const lost = 4;

/** What is known of each name at one point; names that are absent are unbound. Undefined: nothing gets there. */
export type State = Map<string, number> | undefined;

export const flagsOf = (state: Map<string, number>, name: string): number => state.get(name) ?? unbound;

export function copy(state: State): State {
  return state && new Map(state);
}

/** What is known where two paths meet. */
export function join(one: State, two: State): State {
  if (!one || !two) return copy(one ?? two);
  const both = new Map<string, number>();
  for (const name of new Set([...one.keys(), ...two.keys()])) both.set(name, flagsOf(one, name) | flagsOf(two, name));
  return both;
}
