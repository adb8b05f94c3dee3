import { pathFromBytes } from "./paths.js";
import type { Repository } from "./repository.js";
import { git } from "./run.js";

/**
 * Lists the files of the working tree that git neither tracks nor ignores. Ignored folders are not looked into, and a
 * repository inside of the tree is listed as one folder with its slash.
 */
export async function unignoredFiles(repository: Repository): Promise<string[]> {
  const { stdout } = await git(repository, ["ls-files", "--others", "--exclude-standard", "-z"]);
  const paths: string[] = [];
  for (let start = 0; start < stdout.length; ) {
    const end = stdout.indexOf(0, start);
    paths.push(pathFromBytes(stdout.subarray(start, end)));
    start = end + 1;
  }
  return paths;
}
