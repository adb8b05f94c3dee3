/** Files that are nothing but a key or a store of them. Public halves are not in it. */
const KEY_FILE =
  /(?:^|\/)(?:id_(?:rsa|dsa|ecdsa|ed25519)|[^/]+\.(?:p12|pfx|jks|keystore|ppk|kdbx)|\.netrc|\.pypirc|\.htpasswd|\.git-credentials|\.pgpass)$/i;
/** Files that are one only if a secret is in them: certificates and settings go by the same names. */
const MAYBE =
  /(?:^|\/)(?:[^/]+\.(?:pem|key)|\.npmrc|(?:service[-_]?account|credentials?|client_secrets?|google[-_]?credentials?|secrets?)[^/]*\.json)$/i;

/**
 * Tells whether a file is a key or a token that a program reads, and no source that has one in it.
 *
 * @param hasSecret true if a rule found a secret in its text
 */
export function isKeyFile(path: string, hasSecret: boolean): boolean {
  return KEY_FILE.test(path) || (hasSecret && MAYBE.test(path));
}
