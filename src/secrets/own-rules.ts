import type { SecretRule } from "./model.js";

/**
 * Forms of keys that secretlint 12 has no recommended rule for. Each is the form that its maker documents, or that the
 * secret scanning of hosts looks for; a form without a prefix of its own is left out, because it fits too much.
 * The last group of a pattern, if it has one, is the value.
 */
const FORMS: [id: string, form: RegExp][] = [
  // The id of a key is no secret alone, but it says that one was here; AWS's own examples end in EXAMPLE.
  ["aws", /(?<![A-Za-z0-9])(?:AKIA|ASIA)(?![A-Z0-9]*EXAMPLE)[A-Z2-7]{16}(?![A-Za-z0-9])/g],
  ["stripe", /(?<![A-Za-z0-9])(?:sk|rk)_live_[A-Za-z0-9]{20,}/g],
  ["stripe", /(?<![A-Za-z0-9])whsec_[A-Za-z0-9+/]{24,}/g],
  ["google api key", /(?<![A-Za-z0-9])AIza[\w-]{35}(?![\w-])/g],
  ["google oauth", /(?<![A-Za-z0-9])GOCSPX-[\w-]{28}(?![\w-])/g],
  ["pypi", /(?<![A-Za-z0-9])pypi-AgE[\w-]{50,}/g],
  ["telegram", /(?<![\w-])\d{8,10}:AA[\w-]{33}(?![\w-])/g],
  ["discord", /discord(?:app)?\.com\/api\/webhooks\/\d{17,20}\/([\w-]{60,})/g],
  ["twilio", /(?<![A-Za-z0-9])SK[0-9a-f]{32}(?![A-Za-z0-9])/g],
  ["mailgun", /(?<![A-Za-z0-9])key-[0-9a-f]{32}(?![A-Za-z0-9])/g],
  ["mailchimp", /(?<![A-Za-z0-9])[0-9a-f]{32}-us\d{1,2}(?![A-Za-z0-9])/g],
  ["digitalocean", /(?<![A-Za-z0-9])do[opr]_v1_[0-9a-f]{64}/g],
  ["sentry", /(?<![A-Za-z0-9])sntry[su]_[A-Za-z0-9+/=_-]{40,}/g],
  ["azure storage", /AccountKey=([A-Za-z0-9+/]{86}==)/g],
  // Also one without an end, or with escaped line ends; a few words between the lines are no key.
  ["private key", /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----((?:[A-Za-z0-9+/=\s]|\\[nr]){64,})/g],
  ["age key", /AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}/g],
  // Addresses of other stores with a password; those of databases are secretlint's.
  [
    "password in an address",
    /\b(?:https?|wss?|redis|rediss|amqp|amqps|smtp|smtps|ldap|ldaps|ftp|sftp|mssql|oracle|clickhouse|mysql|postgresql|mariadb|kafka|nats|mqtt)(?:\+\w+)?:\/\/[^\s:/@"'`${}<>]*:([^\s:/@"'`${}<>]{4,})@/g,
  ],
];
/** Passwords of examples, and of what listens on a developer's own machine by its maker's habit. */
const EXAMPLE_PASSWORD =
  /^(?:pass(?:word)?|secret|root|admin|user|guest|postgres|mysql|redis|test|example|changeme|my[-_]?password|your[-_]?password|x+|\*+|\.+)$/i;

/** Rules of unpick's own. */
export const OWN_RULES: readonly SecretRule[] = FORMS.map(([id, form]) => ({
  id,
  find: (_path, text) =>
    [...text.matchAll(form)].flatMap((match) => {
      const value = match.at(-1)!;
      if (id === "password in an address" && EXAMPLE_PASSWORD.test(value)) return [];
      const start = match.index + match[0].lastIndexOf(value);
      return [{ start, end: start + value.length }];
    }),
}));
