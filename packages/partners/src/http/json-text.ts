import { err, ok, type Result } from 'neverthrow';

/** The deepest nesting that an answer may have. The deepest of the contract has six levels. */
export const ANSWER_DEPTH = 32;

/**
 * Reads the JSON of an answer. Refused: what is no JSON, what is nested deeper than {@link ANSWER_DEPTH}, and an object that names a field
 * twice, of which two readers may see two different values (RFC 8259, 4).
 */
export function readJson(text: string): Result<unknown, 'json'> {
  const memberCount = membersIn(text);
  if (memberCount === undefined) return err('json');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return err('json');
  }
  return membersOf(value) === memberCount ? ok(value) : err('json');
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** How many members a text that is JSON writes down: the colons outside its strings. `undefined` if it is too deep or a string has no end. */
function membersIn(text: string): number | undefined {
  let members = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case QUOTE:
        at = endOfString(text, at);
        if (at < 0) return undefined;
        break;
      case 0x3a:
        members++;
        break;
      case 0x5b:
      case 0x7b:
        if (++depth > ANSWER_DEPTH) return undefined;
        break;
      case 0x5d:
      case 0x7d:
        depth--;
        break;
      default:
    }
  }
  return members;
}

/** Where the string that begins at `start` has its closing quote, or -1. What follows a backslash ends nothing. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === QUOTE) return at;
    if (unit === BACKSLASH) at++;
  }
  return -1;
}

/** How many members a value has: fewer than were written if one was written twice. Depth is bounded by now. */
function membersOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let members = 0;
  if (Array.isArray(value)) {
    for (const item of value) members += membersOf(item);
    return members;
  }
  const fields = Object.values(value);
  members = fields.length;
  for (const field of fields) members += membersOf(field);
  return members;
}
