import { err, ok, type Result } from 'neverthrow';
import { type CalendarError, type CalendarErrorCode, calendarError } from '../calendar-error.ts';
import { type ContentLine, type LogicalLine, parseContentLine, unfold } from './content-line.ts';

/** What a reader left out: the line that shows why, counted from 1, and a code; nothing of what the line says. */
export type IcalendarRefusal = { readonly line: number; readonly code: CalendarErrorCode };

/** An event or a to-do as it stands in the file, without the alarms within it. */
export type Component = { readonly kind: 'event' | 'todo'; readonly line: number; readonly properties: readonly ContentLine[] };

/** What a reader takes at most. */
export const ICALENDAR_LIMITS = { characters: 10_000_000, components: 50_000 } as const;

/**
 * Reads the events and to-dos of the calendars in a text; what is broken or of another kind is refused by line and the rest goes on.
 * Fails with `icalendar.tooLarge`, `icalendar.tooManyComponents`, and `icalendar.notCalendar` when the first line begins no calendar.
 */
export function readComponents(
  text: string,
): Result<{ readonly components: readonly Component[]; readonly refused: readonly IcalendarRefusal[] }, CalendarError> {
  if (text.length > ICALENDAR_LIMITS.characters) return err(calendarError('icalendar.tooLarge'));
  const lines = unfold(text.replace(/^\uFEFF/, ''));
  if (!/^BEGIN:VCALENDAR$/i.test(lines[0]?.text ?? '')) return err(calendarError('icalendar.notCalendar'));
  const reading: Reading = { components: [], refused: [], calendar: undefined };
  for (const line of lines) readLine(reading, line);
  const { calendar } = reading;
  if (calendar !== undefined) closeCalendar(reading, calendar, { line: calendar.line, code: 'icalendar.componentUnclosed' });
  if (reading.components.length > ICALENDAR_LIMITS.components) return err(calendarError('icalendar.tooManyComponents'));
  return ok({ components: reading.components, refused: reading.refused });
}

/** The path of names from the calendar's child down to the innermost component, and what was found in that child. */
type OpenComponent = { path: string[]; line: number; properties: ContentLine[]; fault: IcalendarRefusal | undefined };
type OpenCalendar = { line: number; properties: ContentLine[]; components: Component[]; open: OpenComponent | undefined };
type Reading = { components: Component[]; refused: IcalendarRefusal[]; calendar: OpenCalendar | undefined };

function readLine(reading: Reading, logical: LogicalLine): void {
  const parsed = parseContentLine(logical);
  if (parsed.isErr()) fault(reading, logical.line, parsed.error.code);
  else readProperty(reading, parsed.value);
}

function readProperty(reading: Reading, property: ContentLine): void {
  const value = property.value.toUpperCase();
  if (property.name === 'BEGIN') begin(reading, property.line, value);
  else if (property.name === 'END') end(reading, property.line, value);
  else if (reading.calendar === undefined) fault(reading, property.line, 'icalendar.notCalendar');
  else if (reading.calendar.open === undefined) reading.calendar.properties.push(property);
  else if (reading.calendar.open.path.length === 1) reading.calendar.open.properties.push(property);
}

/** Blames the open component, once; outside of one the line stands for itself. */
function fault(reading: Reading, line: number, code: CalendarErrorCode): void {
  const open = reading.calendar?.open;
  if (open === undefined) reading.refused.push({ line, code });
  else open.fault ??= { line, code };
}

const KINDS: Readonly<Record<string, Component['kind']>> = { VEVENT: 'event', VTODO: 'todo' };
/** Children of a calendar; found deeper, they show that the component around them was never closed. */
const CHILDREN = new Set(['VEVENT', 'VTODO', 'VJOURNAL', 'VFREEBUSY', 'VTIMEZONE']);
/** What may lie within a child. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  VEVENT: ['VALARM'],
  VTODO: ['VALARM'],
  VTIMEZONE: ['STANDARD', 'DAYLIGHT'],
};

function begin(reading: Reading, line: number, name: string): void {
  if (reading.calendar !== undefined) beginWithin(reading, reading.calendar, line, name);
  else if (name === 'VCALENDAR') reading.calendar = { line, properties: [], components: [], open: undefined };
  else reading.refused.push({ line, code: 'icalendar.notCalendar' });
}

function beginWithin(reading: Reading, calendar: OpenCalendar, line: number, name: string): void {
  if (calendar.open !== undefined && CHILDREN.has(name)) {
    fault(reading, line, 'icalendar.componentNested');
    closeChild(reading, calendar, calendar.open);
  }
  if (calendar.open === undefined) openChild(reading, calendar, line, name);
  else {
    const { path } = calendar.open;
    const parts = PARTS[path[0] as string];
    if (parts !== undefined && (path.length > 1 || !parts.includes(name))) fault(reading, line, 'icalendar.componentNested');
    path.push(name);
  }
}

function openChild(reading: Reading, calendar: OpenCalendar, line: number, name: string): void {
  calendar.open = { path: [name], line, properties: [], fault: undefined };
  if (name === 'VCALENDAR') fault(reading, line, 'icalendar.componentNested');
  else if (KINDS[name] === undefined && name !== 'VTIMEZONE') fault(reading, line, 'icalendar.componentUnsupported');
}

function end(reading: Reading, line: number, name: string): void {
  const { calendar } = reading;
  if (calendar?.open === undefined) {
    if (name === 'VCALENDAR' && calendar !== undefined) closeCalendar(reading, calendar);
    else reading.refused.push({ line, code: 'icalendar.componentUnclosed' });
    return;
  }
  const { open } = calendar;
  const depth = open.path.lastIndexOf(name);
  if (depth !== open.path.length - 1) fault(reading, line, 'icalendar.componentUnclosed');
  if (depth > 0) open.path.length = depth;
  else if (depth === 0) closeChild(reading, calendar, open);
  else if (name === 'VCALENDAR') closeCalendar(reading, calendar);
}

function closeChild(reading: Reading, calendar: OpenCalendar, open: OpenComponent): void {
  const kind = KINDS[open.path[0] as string];
  if (open.fault !== undefined) reading.refused.push(open.fault);
  else if (kind !== undefined) calendar.components.push({ kind, line: open.line, properties: open.properties });
  calendar.open = undefined;
}

function closeCalendar(reading: Reading, calendar: OpenCalendar, unclosed?: IcalendarRefusal): void {
  if (calendar.open !== undefined) {
    fault(reading, calendar.open.line, 'icalendar.componentUnclosed');
    closeChild(reading, calendar, calendar.open);
  }
  if (unclosed !== undefined) reading.refused.push(unclosed);
  const refusal = refusalOf(calendar);
  if (refusal === undefined) for (const component of calendar.components) reading.components.push(component);
  else reading.refused.push(refusal);
  reading.calendar = undefined;
}

/** A calendar whose dates would mean something else is refused as a whole. */
function refusalOf({ line, properties }: OpenCalendar): IcalendarRefusal | undefined {
  const version = properties.find(({ name }) => name === 'VERSION');
  if (version?.value !== '2.0') return { line: version?.line ?? line, code: 'icalendar.versionUnsupported' };
  const scale = properties.find(({ name, value }) => name === 'CALSCALE' && value.toUpperCase() !== 'GREGORIAN');
  if (scale !== undefined) return { line: scale.line, code: 'icalendar.calendarScaleUnsupported' };
  const method = properties.find(({ name, value }) => name === 'METHOD' && value.toUpperCase() !== 'PUBLISH');
  return method === undefined ? undefined : { line: method.line, code: 'icalendar.methodUnsupported' };
}
