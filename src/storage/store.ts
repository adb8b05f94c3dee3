import type { Readable } from "node:stream";

/** What a store tells of an object without giving it. */
export interface ObjectFacts {
  bytes: number;
  /** What unpick said of it when it was put there; undefined if something else put it. */
  claimed?: string;
  /** SHA-256 that the store itself computed and keeps, in base64; with `-N` at its end it is that of the checksums of N parts. */
  checksum?: string;
}

/** A store of objects, as far as unpick needs one. All keys begin with the destination's prefix. */
export interface ObjectStore {
  /** Bytes of each part in which a file of this size is put there. */
  partBytesOf(bytes: number): number;
  /** Keys and sizes of all objects below the prefix. */
  list(): Promise<Map<string, number>>;
  /** Undefined if there is none. */
  facts(key: string): Promise<ObjectFacts | undefined>;
  /** Puts a file there, in parts if it is large; whole or not at all. */
  put(key: string, file: string, bytes: number, sha256: string): Promise<void>;
  putText(key: string, text: string): Promise<void>;
  /** Undefined if there is none. */
  read(key: string): Promise<Readable | undefined>;
  /**
   * Ends uploads in parts that a run before this one left behind: they are kept, and paid for, but belong to nothing.
   *
   * @param isOurs tells the keys whose uploads may be ended
   * @returns how many; undefined if the store cannot tell
   */
  endAbandoned(isOurs: (key: string) => boolean): Promise<number | undefined>;
}
