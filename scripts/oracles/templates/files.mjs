// The templates of public applications, read from bare repositories at HEAD.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import picomatch from "picomatch";

const APPLICATIONS = ["CTFd+CTFd", "pgadmin-org+pgadmin4", "janeczku+calibre-web", "getredash+redash"];

/**
 * All files that the transform reads: `{ application, path, text }`.
 * @throws Error if a repository is missing
 */
export function readTemplates(folder, patterns) {
  const matches = picomatch(patterns, { dot: true });
  return APPLICATIONS.flatMap((application) => {
    const repository = join(folder, application, "repo");
    if (!existsSync(repository))
      throw new Error(`${repository} is missing: clone the application there with git clone --bare`);
    const git = (...args) => execFileSync("git", ["-C", repository, ...args], { maxBuffer: 2 ** 28 });
    const paths = git("ls-tree", "-r", "-z", "--name-only", "HEAD").toString("utf8").split("\0").filter(matches);
    return paths.map((path) => {
      const bytes = git("cat-file", "blob", `HEAD:${path}`);
      return { application, path, bytes, text: bytes.toString("utf8") };
    });
  });
}
