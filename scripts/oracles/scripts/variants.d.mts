export interface Variant {
  kind: string;
  base: string;
  settled: string;
  fill?: (text: string) => string;
}
export function variantsOf(source: string, program: object): Variant[];
