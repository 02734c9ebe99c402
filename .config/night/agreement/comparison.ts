/** How often two sides answered the same question, how often differently, and the first difference. */
export type Comparison = { readonly what: string; readonly peer: string; compared: number; differences: number; first: string };

export const comparison = (what: string, peer: string): Comparison => ({ what, peer, compared: 0, differences: 0, first: '' });

/** Counts one question. An answer is compared as it is written. */
export function compare(to: Comparison, question: string | number, ours: string | number, theirs: string | number): void {
  to.compared += 1;
  if (ours === theirs) return;
  to.differences += 1;
  if (to.differences === 1) to.first = `${question}: ours ${ours}, theirs ${theirs}`;
}
