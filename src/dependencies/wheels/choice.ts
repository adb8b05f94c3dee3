import type { Platform } from "./platform.js";
import { supportedTags } from "./tags.js";

/** What the file name of a wheel tells. */
interface WheelName {
  build: number;
  tags: string[];
}

/** `NAME-VERSION(-BUILD)?-PYTHON-ABI-PLATFORM.whl`, where each of the last three may be several with dots between. */
const WHEEL = /^[^-]+-[^-]+(?:-(\d+)[^-]*)?-([^-]+)-([^-]+)-([^-]+)\.whl$/;

/** Chooses wheels for one platform. */
export class WheelChoice {
  readonly #ranks: ReadonlyMap<string, number>;

  constructor(platform: Platform) {
    this.#ranks = new Map(supportedTags(platform).map((tag, rank) => [tag, rank]));
  }

  /**
   * The file that an installer would take: the one with the best tag, and of those the one with the highest build number.
   *
   * @param nameOf gives the file name of a wheel
   * @returns undefined if none runs on the platform
   */
  best<Wheel>(wheels: Iterable<Wheel>, nameOf: (wheel: Wheel) => string): Wheel | undefined {
    let chosen: { wheel: Wheel; rank: number; build: number } | undefined;
    for (const wheel of wheels) {
      const name = wheelName(nameOf(wheel));
      if (name === undefined) continue;
      const rank = Math.min(...name.tags.map((tag) => this.#ranks.get(tag) ?? Number.POSITIVE_INFINITY));
      if (rank === Number.POSITIVE_INFINITY) continue;
      const better = chosen === undefined || rank < chosen.rank || (rank === chosen.rank && name.build > chosen.build);
      if (better) chosen = { wheel, rank, build: name.build };
    }
    return chosen?.wheel;
  }
}

function wheelName(file: string): WheelName | undefined {
  const match = WHEEL.exec(file);
  if (match === null) return undefined;
  const [, build, pythons, abis, platforms] = match;
  const tags = pythons!
    .split(".")
    .flatMap((python) =>
      abis!.split(".").flatMap((abi) => platforms!.split(".").map((one) => `${python}-${abi}-${one}`)),
    );
  return { build: Number(build ?? -1), tags };
}
