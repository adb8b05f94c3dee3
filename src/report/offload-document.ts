/** A path with what is to be said of it. */
export interface Remark {
  path: string;
  reason: string;
}

/** What `offload --json` prints. */
export interface OffloadDocument {
  format: 1;
  action: "offload" | "restore";
  /** Nothing was changed. */
  dryRun: boolean;
  path: string;
  /** `s3://bucket/prefix/`. */
  address: string;
  files: {
    all: number;
    /** Sent or fetched, or to be; the failed ones are not among them. */
    moved: number;
    /** The other side had them already. */
    present: number;
  };
  bytes: { all: number; moved: number };
  /** Files of which it is proven that the store holds them byte for byte: by the checksum that it computed, or by reading. */
  verified: { checksum: number; reading: number };
  /** Address of the list of all files; null if it was not written. */
  manifest: string | null;
  /** Files of this machine that were deleted afterwards. */
  deleted: number;
  /** Files that were to be deleted and were not. */
  kept: Remark[];
  /** What is no file, so it was left where it is. */
  skipped: Remark[];
  failures: Remark[];
  notes: string[];
}
