import type { GapCause } from '@rahyar/engine';
import { CAUSES } from '../gap-list.ts';

/** Gaps by cause, 0 for every cause that is not given. */
export const gapCounts = (counts: Partial<Record<GapCause, number>>): Record<GapCause, number> =>
  Object.fromEntries(CAUSES.map((cause) => [cause, counts[cause] ?? 0])) as Record<GapCause, number>;
