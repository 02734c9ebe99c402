import * as z from 'zod';
import { type LocalTime, parseLocalTime } from './local-time.ts';

/** A time of day in data that people write, `09:00`; read into minutes after midnight. The issue is `value.format`. */
export const ClockTime = z
  .string()
  .max(5, 'value.format')
  .transform((text, context): LocalTime => {
    const time = parseLocalTime(text);
    if (time.isOk()) return time.value;
    context.addIssue({ code: 'custom', message: 'value.format' });
    return z.NEVER;
  });
