import { ok, type Result } from 'neverthrow';
import type { CalendarError, CalendarErrorCode } from '../calendar-error.ts';
import { type Component, type IcalendarRefusal, readComponents } from './component.ts';
import { type IcalendarEvent, parseEvent } from './event.ts';

/** What a text holds: the events that were understood, in the order of the file, and what was refused, by line. */
export type IcalendarImport = { readonly events: readonly IcalendarEvent[]; readonly refused: readonly IcalendarRefusal[] };

/**
 * Reads an iCalendar text (RFC 5545, RFC 7529). A component is understood as a whole or refused: no occurrence is ever guessed.
 * Fails as `readComponents` does, when nothing of the text can be read.
 */
export function parseIcalendar(text: string): Result<IcalendarImport, CalendarError> {
  return readComponents(text).andThen(({ components, refused }) => {
    const overridden = overriddenUids(components);
    const events: IcalendarEvent[] = [];
    const refusals = [...refused];
    const uids = new Set<string>();
    for (const component of components) {
      const uid = component.properties.find(({ name }) => name === 'UID');
      const reason: CalendarErrorCode | undefined =
        uid !== undefined && overridden.has(uid.value)
          ? 'icalendar.overrideUnsupported'
          : uid !== undefined && uids.has(uid.value)
            ? 'icalendar.uidDuplicate'
            : undefined;
      if (uid !== undefined) uids.add(uid.value);
      if (uid !== undefined && reason !== undefined) refusals.push({ line: uid.line, code: reason });
      else
        parseEvent(component).match(
          (event) => events.push(event),
          (refusal) => refusals.push(refusal),
        );
    }
    return ok({ events, refused: refusals.sort((a, b) => a.line - b.line) });
  });
}

/** An occurrence that another component overrides makes the dates of both meaningless alone. */
const overriddenUids = (components: readonly Component[]): ReadonlySet<string> =>
  new Set(
    components
      .filter(({ properties }) => properties.some(({ name }) => name === 'RECURRENCE-ID'))
      .flatMap(({ properties }) => properties.filter(({ name }) => name === 'UID').map(({ value }) => value)),
  );
