import { createReadStream } from "node:fs";
import type { Readable } from "node:stream";
import type { S3Client } from "@aws-sdk/client-s3";
import type { Destination } from "./destination.js";
import type { ObjectStore } from "./store.js";

/** How to reach a store; what is left out comes from the machine's configuration, as for other tools of AWS. */
export interface StoreOptions {
  /** Address of a store that speaks S3 and is not AWS. */
  endpoint?: string;
  region?: string;
}

const MEBIBYTE = 1024 * 1024;
/** Limits of S3: docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html. */
const MOST_PARTS = 10_000;
const PART_BYTES = 8 * MEBIBYTE;
/** Parts of one file that are under way at a time; each is held in memory. */
const PARTS_AT_ONCE = 2;
/** A laptop's connection comes and goes; the client's own three attempts are over in a second. */
const ATTEMPTS = 5;
/** Under this name an object says which content it was meant to get. */
const CLAIM = "unpick-sha256";

/** Parts of this size hold a file; they grow where there would be too many of them. */
export function partBytesOf(bytes: number): number {
  return Math.max(PART_BYTES, Math.ceil(bytes / MOST_PARTS / MEBIBYTE) * MEBIBYTE);
}

/**
 * Opens a store with the SDK of AWS: its chain of credentials, its retries. The SDK is loaded here and nowhere else; it is
 * large, and only needed for this.
 */
export async function openStore({ bucket, prefix }: Destination, options: StoreOptions): Promise<ObjectStore> {
  // The SDK warns on every start of a Node that later releases of it will not run on; this release does.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
  const [sdk, { Upload }] = await Promise.all([import("@aws-sdk/client-s3"), import("@aws-sdk/lib-storage")]);
  const client: S3Client = new sdk.S3Client({
    maxAttempts: ATTEMPTS,
    followRegionRedirects: true,
    ...(options.region === undefined ? {} : { region: options.region }),
    // Other stores rarely answer to a host name for each bucket.
    ...(options.endpoint === undefined ? {} : { endpoint: options.endpoint, forcePathStyle: true }),
  });
  const object = (key: string) => ({ Bucket: bucket, Key: key });

  async function put(key: string, body: Readable | string, bytes: number, metadata: Record<string, string>) {
    await new Upload({
      client,
      queueSize: PARTS_AT_ONCE,
      partSize: partBytesOf(bytes),
      params: { ...object(key), Body: body, ChecksumAlgorithm: "SHA256", Metadata: metadata },
    }).done();
  }

  return {
    partBytesOf,
    async list() {
      const found = new Map<string, number>();
      for await (const page of sdk.paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: prefix }))
        for (const { Key, Size } of page.Contents ?? []) if (Key !== undefined) found.set(Key, Size ?? 0);
      return found;
    },
    async facts(key) {
      try {
        const head = await client.send(new sdk.HeadObjectCommand({ ...object(key), ChecksumMode: "ENABLED" }));
        return {
          bytes: head.ContentLength ?? 0,
          ...(head.Metadata?.[CLAIM] === undefined ? {} : { claimed: head.Metadata[CLAIM] }),
          ...(head.ChecksumSHA256 === undefined ? {} : { checksum: head.ChecksumSHA256 }),
        };
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    put: (key, file, bytes, sha256) => put(key, createReadStream(file), bytes, { [CLAIM]: sha256 }),
    putText: (key, text) => put(key, text, text.length, {}),
    async read(key) {
      try {
        const { Body } = await client.send(new sdk.GetObjectCommand(object(key)));
        return Body as Readable | undefined;
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    async endAbandoned(isOurs) {
      let ended = 0;
      try {
        for (let marker: { KeyMarker?: string; UploadIdMarker?: string } | undefined = {}; marker; ) {
          const page: import("@aws-sdk/client-s3").ListMultipartUploadsCommandOutput = await client.send(
            new sdk.ListMultipartUploadsCommand({ Bucket: bucket, Prefix: prefix, ...marker }),
          );
          for (const { Key, UploadId } of page.Uploads ?? []) {
            if (Key === undefined || UploadId === undefined || !isOurs(Key)) continue;
            await client.send(new sdk.AbortMultipartUploadCommand({ ...object(Key), UploadId }));
            ended++;
          }
          marker =
            page.IsTruncated && page.NextKeyMarker !== undefined
              ? {
                  KeyMarker: page.NextKeyMarker,
                  ...(page.NextUploadIdMarker === undefined ? {} : { UploadIdMarker: page.NextUploadIdMarker }),
                }
              : undefined;
        }
      } catch (error) {
        // Not every store can list them, and not every role may: what they cost is told, no more.
        if (/^(?:NotImplemented|AccessDenied|MethodNotAllowed)$/.test((error as Error).name)) return undefined;
        throw error;
      }
      return ended;
    },
  };
}

const isMissing = (error: unknown) => /^(?:NotFound|NoSuchKey)$/.test((error as Error | undefined)?.name ?? "");
