/** Letters and digits that look drawn by chance and are the same in every run. */
function drawn(length: number, alphabet: string, seed: number): string {
  let [state, result] = [seed * 7919 + 17, ""];
  while (result.length < length) {
    state = (state * 1103515245 + 12345) % 2147483648;
    result += alphabet[Math.floor(state / 65536) % alphabet.length];
  }
  return result;
}

const LOWER = "abcdefghijklmnopqrstuvwxyz";
const ALL = `${LOWER}${LOWER.toUpperCase()}0123456789`;
const HEX = "0123456789abcdef";

/** A secret that opens nothing, put together when it is asked for: no file of the repository holds one. */
export interface Planted {
  kind: string;
  value: string;
  /** The line of a file that holds it. */
  line: string;
}

/** One secret of each kind that is looked for by form. */
export function plantedSecrets(): Planted[] {
  const of = (
    kind: string,
    value: string,
    line = `${kind.toUpperCase().replaceAll(" ", "_")} = "${value}"`,
  ): Planted => ({
    kind,
    value,
    line,
  });
  const password = drawn(14, ALL, 3);
  return [
    of("aws id", ["AK", "IA", drawn(16, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 1)].join("")),
    of("aws key", drawn(40, ALL, 2), `AWS_SECRET_ACCESS_KEY=${drawn(40, ALL, 2)}`),
    of("github", ["gh", "p_", drawn(36, ALL, 4)].join("")),
    of("gitlab", ["glp", "at-", drawn(20, ALL, 5)].join("")),
    of(
      "slack",
      ["xo", "xb-", drawn(12, "123456789", 6), "-", drawn(12, "123456789", 7), "-", drawn(24, ALL, 8)].join(""),
    ),
    of("openai", ["s", "k-", drawn(20, ALL, 9), "T3Blbk", "FJ", drawn(20, ALL, 10)].join("")),
    of("anthropic", ["sk-", "ant-", "api03-", drawn(93, ALL, 11), "AA"].join("")),
    of("huggingface", ["h", "f_", drawn(34, LOWER, 12)].join("")),
    of("npm", ["np", "m_", drawn(36, ALL, 13)].join("")),
    of("pypi", ["py", "pi-", "AgEIcHlwaS5vcmc", drawn(60, ALL, 14)].join("")),
    of("stripe", ["sk", "_live_", drawn(24, ALL, 15)].join("")),
    of("sendgrid", ["S", "G.", drawn(22, ALL, 16), ".", drawn(43, ALL, 17)].join("")),
    of("google", ["AI", "za", drawn(35, ALL, 18)].join("")),
    of("telegram", [drawn(9, "123456789", 19), ":A", "A", drawn(33, ALL, 20)].join("")),
    of("digitalocean", ["do", "p_v1_", drawn(64, HEX, 21)].join("")),
    of("twilio", ["S", "K", drawn(32, HEX, 22)].join("")),
    of("mailgun", ["ke", "y-", drawn(32, HEX, 23)].join("")),
    of("azure", `${drawn(86, ALL, 24)}==`, `store = "AccountName=x;Account${"Key"}=${drawn(86, ALL, 24)}=="`),
    of("postgres", password, `url = "postgresql://shop:${password}@db.internal/shop"`),
    of("mongodb", password, `url = "mongodb://shop:${password}@db.internal/shop"`),
    of("redis", password, `url = "redis://:${password}@cache.internal/0"`),
    of("basic", password, `url = "https://shop:${password}@files.internal/x"`),
    of(
      "private key",
      drawn(64, ALL, 25),
      [
        "-----BEGIN RSA ",
        "PRIVATE KEY-----\n",
        drawn(64, ALL, 25),
        "\n",
        drawn(64, ALL, 26),
        "\n-----END RSA ",
        "PRIVATE KEY-----",
      ].join(""),
    ),
  ];
}
