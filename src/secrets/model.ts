/** A place in a text that holds a secret. The value itself is in no such object: nothing can print it by accident. */
export interface Secret {
  /** Short name of the rule that found it: `aws`, `private key`, `environment file`. */
  rule: string;
  /** UTF-16 index of the first character of the value, and behind the last one. */
  start: number;
  end: number;
  /** The name that the value is given, where there is one: `SECRET_KEY`. */
  name?: string;
}

/** A rule as this part runs it: tells the places of one text. */
export interface SecretRule {
  id: string;
  /** @param path tells rules of certain files what the text is */
  find(path: string, text: string): { start: number; end: number }[];
}
