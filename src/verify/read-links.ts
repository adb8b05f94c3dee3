import { Graph } from "../engine/graph.js";
import type { Facts, Inventory, Link, Target, Transform } from "../engine/model.js";
import { requestLinks } from "../engine/requests.js";
import { classifyPath } from "../repo/classify.js";
import { pathMatcher } from "../target/globs.js";

/** Reads files and links them; what cannot be parsed has no links. */
export class LinkReader {
  private readonly transforms: readonly Transform[];
  private readonly inventory: Inventory;
  private readonly target: Target;
  private readonly readers: { transform: Transform; reads(path: string): boolean }[];

  constructor({
    transforms,
    inventory,
    target,
  }: { transforms: readonly Transform[]; inventory: Inventory; target: Target }) {
    this.transforms = transforms;
    this.inventory = inventory;
    this.target = target;
    this.readers = transforms
      .filter((transform) => transform.analyze)
      .map((transform) => ({ transform, reads: pathMatcher(transform.files) }));
  }

  /** Facts of files, each with the text that `textOf` gives; a file without a text is left out. */
  read(paths: Iterable<string>, textOf: (path: string) => string | null | undefined): Map<string, Facts> {
    const found = new Map<string, Facts>();
    for (const path of paths) {
      const text = textOf(path);
      if (typeof text !== "string") continue;
      const transform = this.readers.find(({ reads }) => reads(path))?.transform;
      const facts = transform?.analyze?.({ path, text, encoding: "utf8" }, this.target);
      if (facts && facts.faults.length === 0) found.set(path, facts);
    }
    return found;
  }

  /** The graph of facts, with the links that only several files tell. */
  link(facts: ReadonlyMap<string, Facts>): Graph {
    const found: Link[] = [];
    for (const transform of this.transforms)
      if (transform.resolve) found.push(...transform.resolve(facts, this.inventory));
    return new Graph(facts, [...found, ...requestLinks(facts, found)]);
  }
}

/** True for archives and other people's code: what they refer to does not count. */
export function isOutside(path: string): boolean {
  const { archive, vendored } = classifyPath(path);
  return archive || vendored;
}
