/** A source of numbers that a seed decides: the same seed gives the same numbers on every machine. */
export class Random {
  /** @param {number} seed any whole number */
  constructor(seed) {
    this.state = (Math.imul(seed, 2654435761) ^ 0x9e3779b9) >>> 0;
    // Neighbouring seeds start alike.
    for (let count = 0; count < 4; count++) this.next();
  }

  /** A number from 0 up to, not including, 1 (mulberry32). */
  next() {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  /** A whole number from `low` to `high`, both included. */
  between(low, high) {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** True with a chance from 0 to 1. */
  chance(share) {
    return this.next() < share;
  }

  /** One of a list; undefined of an empty one. */
  pick(list) {
    return list[Math.floor(this.next() * list.length)];
  }

  /** A copy of a list in another order. */
  shuffle(list) {
    const copy = [...list];
    for (let index = copy.length - 1; index > 0; index--) {
      const other = this.between(0, index);
      [copy[index], copy[other]] = [copy[other], copy[index]];
    }
    return copy;
  }
}
