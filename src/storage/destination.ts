import { UserError } from "../errors.js";

/** A place in a store of objects. */
export interface Destination {
  bucket: string;
  /** In front of every key, with a slash at its end; empty for the whole bucket. */
  prefix: string;
}

/** Names of buckets: docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html. */
const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/**
 * Reads `s3://bucket/prefix`.
 *
 * @throws UserError (exit 2) if it is none
 */
export function parseDestination(text: string): Destination {
  const found = /^s3:\/\/([^/]*)(?:\/(.*))?$/s.exec(text);
  const hint = "Name a bucket and, if you like, a folder in it: s3://my-bucket/uploads.";
  if (!found) throw new UserError(`"${text}" is no address in a store of objects.`, hint);
  const [, bucket = "", rest = ""] = found;
  if (!BUCKET.test(bucket) || bucket.includes("..")) throw new UserError(`"${bucket}" is no name of a bucket.`, hint);
  const words = rest.split("/").filter((word) => word !== "");
  if (words.some((word) => word === "." || word === ".."))
    throw new UserError(`The folder of "${text}" has a part "." or "..".`, hint);
  return { bucket, prefix: words.map((word) => `${word}/`).join("") };
}

/** The address of an object, or of the prefix itself. */
export function addressOf({ bucket, prefix }: Destination, path = ""): string {
  return `s3://${bucket}/${prefix}${path}`;
}
