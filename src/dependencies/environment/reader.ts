/** What a folder holds. */
export interface FolderEntry {
  name: string;
  kind: "folder" | "file" | "link";
}

/** What the file system tells of a file without opening it. */
export interface FileFacts {
  bytes: number;
  /** Names that the content has: more than one if it is hard linked. */
  links: number;
}

/** Reads one folder and what is below it; paths are relative to it, with `/`. Symbolic links are not followed. */
export interface FolderReader {
  /** In any order; undefined if there is no such folder or it cannot be read. */
  list(folder: string): readonly FolderEntry[] | undefined;
  /** Content as UTF-8; undefined if there is no such file or it cannot be read. */
  read(path: string): string | undefined;
  /** Of the link itself where the path is one; undefined if there is no such file. */
  facts(path: string): FileFacts | undefined;
}

/** Path below a folder; that of the folder itself is empty. */
export function below(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}
