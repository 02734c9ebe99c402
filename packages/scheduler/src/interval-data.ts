import * as z from 'zod';
import { INTERVAL_UNIT_LABELS, type Interval } from './interval.ts';

export const IntervalUnit = z.enum(Object.keys(INTERVAL_UNIT_LABELS) as [Interval['unit'], ...Interval['unit'][]]);

/** An interval in data that people write; negative ones count backwards. At most ten thousand of any unit. */
export const IntervalData: z.ZodType<Interval> = z.strictObject({
  unit: IntervalUnit,
  count: z.int().min(-10_000).max(10_000),
});
