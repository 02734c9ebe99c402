import * as z from 'zod';
import type { Term } from './label.ts';

/**
 * Ways in which a rahyar and a subject reach each other. The text names online counselling and telephone counselling (L109);
 * the other three are assumed.
 */
export const CHANNELS = ['onlineCounselling', 'phoneCounselling', 'message', 'sms', 'inPerson'] as const;
export const Channel = z.enum(CHANNELS);
export type Channel = z.infer<typeof Channel>;

export const CHANNEL_TERMS = {
  onlineCounselling: { fa: 'سامانهٔ مشاورهٔ آنلاین', en: 'online counselling', source: 'L109' },
  phoneCounselling: { fa: 'مشاورهٔ تلفنی', en: 'telephone counselling', source: 'L109' },
  message: { fa: 'پیام در ام‌رسالت', en: 'message in Em-Resalat', source: 'assumed' },
  sms: { fa: 'پیامک', en: 'text message', source: 'assumed' },
  inPerson: { fa: 'دیدار حضوری', en: 'meeting in person', source: 'assumed' },
} as const satisfies Record<Channel, Term>;
