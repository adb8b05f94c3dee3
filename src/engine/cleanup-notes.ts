import type { Cleaned } from "./cleanup.js";
import { UNTRACK_DATA } from "./cleanup.js";
import type { Plan } from "./plan-model.js";

/** More paths than this are counted, and the note says how to see them. */
const MOST_PATHS = 20;

/**
 * What git will do to the local copies of files that leave the tree but are not thrown away.
 * @param changes of a plan, or of the steps of it that are taken
 */
export function leavingNotes(changes: Plan["changes"]): string[] {
  const notes: string[] = [];
  const pathsOf = (isData: boolean) =>
    changes
      .filter(({ step }) => (step === UNTRACK_DATA) === isData)
      .flatMap(({ step, files }) => files.filter((file) => file.untrack).map(({ path }) => ({ step, path })));
  const rebuilt = pathsOf(false);
  if (rebuilt.length > 0) {
    notes.push(
      `git switch to the branch, git merge and git pull of it delete the local copies of ${listed(rebuilt)}: ` +
        "programs and tools write them again; git switch back overwrites what they wrote with the tracked version",
    );
  }
  const data = pathsOf(true);
  if (data.length > 0) {
    notes.push(
      `git switch to the branch, git merge and git pull of it delete the local copies of ${listed(data)}, in every ` +
        "clone; a copy that differs from the last commit makes git refuse instead",
      "git switch back to where they are tracked writes the tracked version of each; git refuses to overwrite a file of " +
        "that name that was made in the meantime, unless it is ignored: move it away first",
    );
  }
  return notes;
}

/** The same for a whole plan, and what stays although it is data. */
export function cleanUpNotes(cleaned: Cleaned): string[] {
  const stays = cleaned.proposals.filter(
    ({ proposal }) => proposal.action === "review" && proposal.reason === "tracked data",
  );
  return [
    ...new Set(cleaned.proposals.flatMap(({ proposal }) => proposal.notes ?? [])),
    ...leavingNotes(cleaned.steps.map(({ name, files }) => ({ step: name, files }))),
    ...(stays.length === 0
      ? []
      : [
          `${stays.length === 1 ? "1 file of data stays" : `${stays.length} files of data stay`} tracked, so git switch, ` +
            "git merge and git pull leave the local copies as they are; --untrack-data takes data out of the tree, after a copy",
        ]),
  ];
}

function listed(files: readonly { step: string; path: string }[]): string {
  const shown = files.slice(0, MOST_PATHS).map(({ path }) => path);
  const more = files.length - shown.length;
  return shown.join(", ") + (more > 0 ? ` and ${more} more (unpick show ${files[0]!.step})` : "");
}
