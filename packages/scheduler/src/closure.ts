import { DivisionCode } from '@rahyar/domain';
import * as z from 'zod';
import { JalaliDay } from './jalali-day.ts';
import { LabelData } from './label-data.ts';

/** A one-off closure decided by the state: of one province where it names one, otherwise nationwide. */
export const Closure = z.strictObject({ day: JalaliDay, reason: LabelData, province: DivisionCode.optional() }).readonly();
export type Closure = z.infer<typeof Closure>;
