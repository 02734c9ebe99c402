import { type EpochDay, type IcalendarRefusal, isoDateOf, occurrencesOfEvent, parseIcalendar } from '@rahyar/scheduler';
import type { Starts, Window } from './client.ts';

/** The starts that this SDK finds in a text, a day around the window too, and what it refused. */
export function expandOurs(text: string, { from, to }: Window): { readonly starts: Starts; readonly refused: readonly IcalendarRefusal[] } {
  const { events, refused } = parseIcalendar(text)._unsafeUnwrap();
  const wider = { from: (from - 1) as EpochDay, to: (to + 1) as EpochDay };
  const starts = events.map((event): [string, string[]] => [
    event.uid,
    occurrencesOfEvent(event, wider)
      ._unsafeUnwrap()
      .map(({ day, instant }) => (instant ?? `${isoDateOf(day)}T00:00:00Z`).replace(/[-:]/g, '')),
  ]);
  return { starts: new Map(starts), refused };
}
