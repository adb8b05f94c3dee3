/** What a name says that its value is good for; it decides which values count as real. */
export type SecretKind =
  /** What the application itself signs or encrypts with: any value works, so any value is one. */
  | "signing"
  /** What lets somebody in here: any value works as well. */
  | "password"
  /** What another service gave: words that stand for one do not work. */
  | "token";

const SIGNING = new Set(
  "secret_key jwt_secret jwt_key session_secret cookie_secret signing_key encryption_key fernet_key master_key app_secret flask_secret django_secret auth_secret token_secret hmac_key hmac_secret csrf_secret security_password_salt password_salt secret_salt pepper secret nextauth_secret secret_token".split(
    " ",
  ),
);
const PASSWORD = new Set("password passwd passphrase pwd pass userpass".split(" "));
const TOKEN = new Set(
  "api_key apikey access_key account_key private_key auth_key auth_token access_token refresh_token bearer_token client_secret webhook_secret api_token api_secret bot_token secret_access_key token credential credentials license_key service_key subscription_key".split(
    " ",
  ),
);
/** Words behind a name that say for whom, not what. */
const TAIL =
  /_(?:default|defaults|dev|development|prod|production|local|staging|live|test|main|value|env|fallback|\d+)$/;

/**
 * Tells by its name whether a variable, a key or a parameter holds a secret: the last words count, so `password_field`,
 * `max_tokens` and `token_url` do not.
 *
 * @returns undefined if it does not
 */
export function isSecretName(name: string): SecretKind | undefined {
  let words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .toLowerCase()
    .replace(/^_+|_+$/g, "");
  while (TAIL.test(words)) words = words.replace(TAIL, "");
  if (
    /(?:^|_)public_(?:api_)?key$|(?:^|_)(?:csrf|xsrf|pad|eos|bos|unk|sep|mask|cls|next|page|cancel|special)_token$/.test(
      words,
    )
  )
    return undefined;
  const parts = words.split("_");
  for (let from = Math.max(0, parts.length - 3); from < parts.length; from++) {
    const end = parts.slice(from).join("_");
    if (SIGNING.has(end)) return "signing";
    if (PASSWORD.has(end)) return "password";
    if (TOKEN.has(end)) return "token";
  }
  return undefined;
}
