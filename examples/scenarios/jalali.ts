import type { Instant, IsoDate } from '@rahyar/domain';
import { type EpochDay, formatJalaliLong, fromInstant, isoDateOf, parseJalali, parseLocalTime, toInstant } from '@rahyar/scheduler';

/** The day of a date such as `1405/09/02`. The scenarios write their own dates, so a bad one is their bug and throws. */
export const day = (jalali: string): EpochDay => parseJalali(jalali)._unsafeUnwrap();

/** The same on the wire. */
export const wireDay = (jalali: string): IsoDate => isoDateOf(day(jalali));

/** A moment by the clock of Tehran. */
export const moment = (jalali: string, time: string): Instant => toInstant(day(jalali), parseLocalTime(time)._unsafeUnwrap());

/** The civil day in Tehran of a moment. */
export const dayOf = (instant: Instant): IsoDate => isoDateOf(fromInstant(instant)._unsafeUnwrap().day);

/** `Monday 2 Azar 1405`. */
export const inWords = (epochDay: EpochDay): string => formatJalaliLong(epochDay, 'en');
