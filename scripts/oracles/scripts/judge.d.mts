export interface Judged {
  result: "exact" | "equivalent" | "stays for a person" | "different" | "not applicable";
  detail?: string;
}
export function judge(one: {
  base: string;
  settled: string;
  fill?: (text: string) => string;
  cause?: string;
}): Promise<Judged>;
