import type { Facts, Link, Occurrence, SymbolName } from "./model.js";

/** Equal written-out segments that tell a route behind an unknown prefix: `/api` alone may be anything. */
const tellingSegments = 2;

const ROUTE = /^route:(\S+) (\/.*)$/;
const JSON_KEY = /^json:(\/[^#]*)#(.+)$/;

/**
 * What requests reach whose address is not spelt as the route is: a part filled in (`/items/5` for `/items/{}`), a last
 * slash, a base that a client adds (`axios.create({ baseURL })`), or a prefix that a proxy takes away.
 *
 * @param links what the transforms' `resolve` gave; routes are among them
 * @returns a further reference for each request, and each key of its answer, that no definition has as it is spelt
 */
export function requestLinks(facts: ReadonlyMap<string, Facts>, links: readonly Link[]): Link[] {
  const defined = new Set<SymbolName>();
  const open: Link[] = [];
  const note = (occurrence: Occurrence, path: string) => {
    if (!ROUTE.test(occurrence.symbol) && !JSON_KEY.test(occurrence.symbol)) return;
    if (occurrence.defines) defined.add(occurrence.symbol);
    else open.push({ ...occurrence, path });
  };
  for (const [path, one] of facts) for (const occurrence of one.occurrences) note(occurrence, path);
  for (const link of links) note(link, link.path);
  const paths = new Set<string>();
  /** Paths whose methods are told. */
  const withMethods = new Set<string>();
  for (const symbol of defined) {
    const [, method, path] = ROUTE.exec(symbol) ?? [];
    if (path === undefined) continue;
    paths.add(path);
    if (method !== "*") withMethods.add(path);
  }
  if (paths.size === 0) return [];
  const routes = [...paths].map((path) => ({ path, segments: segmentsOf(path) }));
  const known = new Map<string, string | undefined>();
  const reached = (path: string) => {
    if (!known.has(path)) known.set(path, reachedRoute(segmentsOf(path), routes));
    return known.get(path);
  };
  return open.flatMap((reference) => {
    if (defined.has(reference.symbol)) return [];
    const symbol = restated(reference.symbol, reached) ?? reference.symbol;
    const found = [symbol, anyMethod(symbol, withMethods)].find((one) => one !== undefined && defined.has(one));
    return found === undefined ? [] : [{ ...reference, symbol: found }];
  });
}

interface Route {
  path: string;
  segments: string[];
}

const segmentsOf = (path: string) => path.split("/").filter((segment) => segment !== "");

/** The route of a request's path that answers every method, as Django's do. */
function anyMethod(symbol: SymbolName, withMethods: ReadonlySet<string>): SymbolName | undefined {
  const path = ROUTE.exec(symbol)?.[2];
  return path === undefined || withMethods.has(path) ? undefined : `route:* ${path}`;
}

/** The symbol with the path of the route that is reached; undefined if none is, or that path is spelt already. */
function restated(symbol: SymbolName, reached: (path: string) => string | undefined): SymbolName | undefined {
  const route = ROUTE.exec(symbol);
  const path = route ? route[2]! : JSON_KEY.exec(symbol)![1]!;
  const found = reached(path);
  if (found === undefined || found === path) return undefined;
  return route ? `route:${route[1]} ${found}` : `json:${found}#${JSON_KEY.exec(symbol)![2]}`;
}

/** The one route that a request reaches: of the same length first, then behind a prefix that one of the two lacks. */
function reachedRoute(request: readonly string[], routes: readonly Route[]): string | undefined {
  const sameLength = routes.filter(
    ({ segments }) => segments.length === request.length && agree(request, segments) !== undefined,
  );
  if (sameLength.length > 0) return best(sameLength, request)?.path;
  const behind = routes.filter(({ segments }) => {
    const length = Math.min(segments.length, request.length);
    if (length === segments.length && length === request.length) return false;
    const equal = agree(request.slice(-length), segments.slice(-length));
    if (equal === undefined || equal < tellingSegments) return false;
    // What the application serves under the same first segment is not behind a prefix.
    return segments.length > request.length || routes.every((other) => other.segments[0] !== request[0]);
  });
  return behind.length === 1 ? behind[0]!.path : undefined;
}

/** Written-out segments that are equal; undefined if two differ, or none is written out. */
function agree(request: readonly string[], route: readonly string[]): number | undefined {
  let equal = 0;
  for (const [index, segment] of route.entries()) {
    if (segment === request[index]) equal += segment === "{}" ? 0 : 1;
    else if (segment !== "{}") return undefined;
  }
  return equal > 0 ? equal : undefined;
}

/** The route that spells most of a request out, as frameworks prefer it; undefined if two do so alike. */
function best(routes: readonly Route[], request: readonly string[]): Route | undefined {
  const ranked = routes.map((route) => ({ route, equal: agree(request, route.segments)! }));
  ranked.sort((a, b) => b.equal - a.equal);
  return ranked[1]?.equal === ranked[0]!.equal ? undefined : ranked[0]!.route;
}
