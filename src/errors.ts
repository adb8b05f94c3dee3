/**
 * The one error that is meant for the user: what happened, what to do, and the exit code that
 * scripts see. Everything else that is thrown is a bug and keeps its stack.
 */
export class UserError extends Error {
  readonly hint: string;
  readonly exitCode: ExitCode;

  /**
   * @param message what happened, and where
   * @param hint what to do about it; empty if nothing can be done
   * @param exitCode 1 something to act on, 2 wrong usage or input, 3 refused
   */
  constructor(message: string, hint = "", exitCode: ExitCode = 2) {
    super(message);
    this.name = "UserError";
    this.hint = hint;
    this.exitCode = exitCode;
  }
}

/** Exit codes of the command line, as docs/cli.md lists them. */
export type ExitCode = 1 | 2 | 3 | 130;
