export interface Judged {
  result: "exact" | "different" | "not applicable";
  detail?: string;
  keeps?: boolean;
}
export function judge(one: { sheet: string; page: string; own: string; cause?: string }): Promise<Judged>;
