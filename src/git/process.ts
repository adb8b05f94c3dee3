import { readFileSync } from "node:fs";
import { hostname } from "node:os";

/** Names one process well enough to tell later whether it still runs. */
export interface ProcessMark {
  pid: number;
  host: string;
  /** Boot and start time, where the system tells them; a process number alone is used again. */
  started: string | null;
  /** Milliseconds since 1970. */
  at: number;
}

/**
 * After this time a mark that cannot be checked counts as dead: another machine's (a shared folder, a
 * container), or one whose start time is unknown. No run lasts a day.
 */
const TRUST_MS = 24 * 60 * 60 * 1000;

/** The mark of this process. */
export function ownMark(): ProcessMark {
  return { pid: process.pid, host: hostname(), started: startOf(process.pid), at: Date.now() };
}

/** Tells whether the process that left a mark still runs. In doubt it does. */
export function isAlive(mark: ProcessMark): boolean {
  const recent = Date.now() - mark.at < TRUST_MS;
  if (mark.host !== hostname()) return recent;
  if (!exists(mark.pid)) return false;
  const started = startOf(mark.pid);
  if (mark.started !== null && started !== null) return mark.started === started;
  return recent;
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another user is a process all the same.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Linux: boot id and field 22 of proc_pid_stat(5), the start time in ticks since boot. Elsewhere null. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the name in parentheses and may contain spaces; after it, field 22 is the 20th.
    const ticks = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return ticks === undefined ? null : `${boot}:${ticks}`;
  } catch {
    return null;
  }
}
