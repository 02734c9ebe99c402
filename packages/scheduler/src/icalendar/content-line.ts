import { err, ok, type Result } from 'neverthrow';
import { type CalendarError, type CalendarErrorCode, calendarError } from '../calendar-error.ts';

/** A line as it stands in the file, unfolded. `line` counts from 1. */
export type LogicalLine = { readonly line: number; readonly text: string; readonly fault?: CalendarErrorCode };

/** A property: name and parameter names in capitals, parameter values without their quotes. */
export type ContentLine = {
  readonly line: number;
  readonly name: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly value: string;
};

/** What a reader takes at most, in characters. */
export const LOGICAL_LINE_LIMIT_CHARACTERS = 200_000;

/** Joins lines that were folded (RFC 5545, 3.1). Takes CRLF and bare LF. A line that cannot be read carries a fault and no text. */
export function unfold(text: string): LogicalLine[] {
  const folded: { readonly line: number; readonly parts: string[] }[] = [];
  text.split('\n').forEach((physical, index) => {
    const part = physical.endsWith('\r') ? physical.slice(0, -1) : physical;
    const last = folded.at(-1)?.parts;
    // A continuation of nothing keeps its space, by which it is known below.
    if (/^[ \t]/.test(part) && last !== undefined && last[0] !== '') last.push(part.slice(1));
    else folded.push({ line: index + 1, parts: [part] });
  });
  return folded.flatMap(({ line, parts }): LogicalLine[] => {
    const length = parts.reduce((sum, part) => sum + part.length, 0);
    if (length > LOGICAL_LINE_LIMIT_CHARACTERS) return [{ line, text: '', fault: 'icalendar.lineTooLong' }];
    if (/^[ \t]/.test(parts[0] as string)) return [{ line, text: '', fault: 'icalendar.foldBroken' }];
    return length === 0 ? [] : [{ line, text: parts.join('') }];
  });
}

/** Folds a line after at most 75 octets of UTF-8, never within a character, and ends it with CRLF. */
export function fold(text: string): string {
  let folded = '';
  let octets = 0;
  for (const character of text) {
    const size = octetsOf(character.codePointAt(0) as number);
    if (octets + size > LINE_OCTETS) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return `${folded}\r\n`;
}

/** Reads `NAME;PARAMETER=value:value`. Fails with a fault of the line, `icalendar.controlCharacter` or `icalendar.lineFormat`. */
export function parseContentLine({ line, text, fault }: LogicalLine): Result<ContentLine, CalendarError> {
  if (fault !== undefined) return err(calendarError(fault));
  if (CONTROL_CHARACTER.test(text)) return err(calendarError('icalendar.controlCharacter'));
  const name = NAME.exec(text)?.[0];
  if (name === undefined) return err(calendarError('icalendar.lineFormat'));
  const parameters = new Map<string, string>();
  let position = name.length;
  while (text[position] === ';') {
    PARAMETER.lastIndex = position;
    const match = PARAMETER.exec(text);
    if (match === null || parameters.has((match[1] as string).toUpperCase())) return err(calendarError('icalendar.lineFormat'));
    parameters.set((match[1] as string).toUpperCase(), (match[2] as string).replaceAll('"', ''));
    position = PARAMETER.lastIndex;
  }
  if (text[position] !== ':') return err(calendarError('icalendar.lineFormat'));
  return ok({ line, name: name.toUpperCase(), parameters, value: text.slice(position + 1) });
}

/** Writes a TEXT value (RFC 5545, 3.3.11). Line breaks of every kind become `\n`; control characters are left out. */
export const escapeText = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(CONTROL_CHARACTERS, '')
    .replace(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n');

/** Reads a TEXT value. Fails with `icalendar.textFormat` for an unknown or unfinished escape. */
export function unescapeText(value: string): Result<string, CalendarError> {
  if (/^(?:[^\\]|\\[\\;,nN])*$/.test(value)) {
    return ok(value.replace(/\\(.)/g, (_, escaped: string) => (/n/i.test(escaped) ? '\n' : escaped)));
  }
  return err(calendarError('icalendar.textFormat'));
}

const LINE_OCTETS = 75;
const NAME = /^[A-Za-z0-9-]+/;
/** One parameter with all its values; a quoted value may hold `:`, `;` and `,`. */
const PARAMETER = /;([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)/y;
/** Control characters but TAB; those of a text before it is escaped but LF too. */
const CONTROL_CHARACTERS = /[^\P{Cc}\t\n]/gu;
const CONTROL_CHARACTER = /[^\P{Cc}\t]/u;

function octetsOf(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x8_00) return 2;
  return codePoint < 0x1_00_00 ? 3 : 4;
}
