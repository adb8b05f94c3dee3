import { UserError } from "../errors.js";

/** What a store or the way to it answers that every other file would meet too, with what to do about it. */
const FAULTS: [RegExp, string, string][] = [
  [
    /^(?:CredentialsProviderError|ExpiredToken|ExpiredTokenException|InvalidAccessKeyId|SignatureDoesNotMatch|TokenRefreshRequired|InvalidToken)$/,
    "No credentials that the store accepts were found",
    "They are looked for as other tools of AWS do: the environment, profiles in ~/.aws, single sign-on, roles. Check with: aws sts get-caller-identity",
  ],
  [/^NoSuchBucket$/, "There is no such bucket", "Create it, or correct its name; unpick creates none."],
  [
    /^(?:AccessDenied|Forbidden|AllAccessDisabled|403)$/,
    "The store denies access",
    "It takes s3:ListBucket on the bucket, and s3:GetObject, s3:PutObject and s3:AbortMultipartUpload on the prefix.",
  ],
  [
    /^(?:PermanentRedirect|AuthorizationHeaderMalformed|IllegalLocationConstraintException)$/,
    "The bucket lies in another region",
    "Name it with --region.",
  ],
  [
    /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|CERT_HAS_EXPIRED|DEPTH_ZERO_SELF_SIGNED_CERT)$/,
    "The store cannot be reached",
    "Check the network and --endpoint.",
  ],
  [
    /^(?:ENOSPC|EDQUOT)$/,
    "There is no room left on this machine",
    "Nothing that was complete is lost: free some, and run the same command again.",
  ],
];

/** True for what every other file would meet too. */
export function isFatal(error: unknown): boolean {
  return !(error instanceof UserError) && faultOf(error) !== undefined;
}

/** What went wrong, for people; a fault of unpick's own is given back as it is. */
export function storageError(error: unknown, address: string): unknown {
  const fault = error instanceof UserError ? undefined : faultOf(error);
  if (!fault) return error;
  const [, what, hint] = fault;
  return new UserError(`${what}: ${address} (${describeFault(error)}).`, hint);
}

/** A fault in one line: its name and message. */
export function describeFault(error: unknown): string {
  const { name = "", message = "", code = "" } = (error ?? {}) as { name?: string; message?: string; code?: string };
  const label = code || name;
  return message === "" || message === label ? label : `${label}: ${message.split("\n")[0]}`;
}

function faultOf(error: unknown): (typeof FAULTS)[number] | undefined {
  const { name, code, $metadata } = (error ?? {}) as {
    name?: string;
    code?: string;
    $metadata?: { httpStatusCode?: number };
  };
  // An answer without a body, as to HEAD, has a status alone.
  const words = [code, name, $metadata?.httpStatusCode === 403 ? "403" : undefined];
  return FAULTS.find(([pattern]) => words.some((word) => word !== undefined && pattern.test(word)));
}
