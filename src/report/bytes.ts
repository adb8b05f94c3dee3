const UNITS = ["B", "KB", "MB", "GB", "TB"];

/** A number of bytes for people, in steps of 1024: `512 B`, `3.4 KB`, `711 KB`, `7.2 GB`. */
export function drawBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1023.5 && unit < UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : 1;
  return `${value.toFixed(digits)} ${UNITS[unit]}`;
}

/** A part of a whole for people: `99%`, `<1%`; nothing of nothing is `0%`. */
export function drawShare(part: number, whole: number): string {
  if (part === 0 || whole === 0) return "0%";
  const percent = (part / whole) * 100;
  return percent < 1 ? "<1%" : `${Math.floor(percent)}%`;
}
