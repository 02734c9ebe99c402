import fc from 'fast-check';
import * as z from 'zod';
import { innerOf, markOf, type PiiMark } from '../contract/marks.ts';
import { toBase64 } from '../trust/base64.ts';
import { arbitraryOf } from './arbitrary.ts';

/** A text that stands in one place alone, so that it can be looked for everywhere else. */
export type Canary = {
  /** Where it was put: names of fields and positions, joined by `/`. */
  readonly at: string;
  readonly text: string;
};

export type Planted = {
  /** Valid, with every field given, and two items in every list that may have two. */
  readonly value: unknown;
  readonly canaries: readonly Canary[];
  /** Personal fields whose form has no room for a text of their own: a choice, a small number. */
  readonly withoutRoom: readonly string[];
};

/**
 * Makes values of a contract's schemas in which every field that is not marked `none` holds a canary: to send through a client and to look
 * for afterwards, in logs, spans and errors. One maker never makes a canary twice, up to 99,999 of them.
 */
export function createCanaries({ seed }: { readonly seed: number }): { readonly plantedIn: (schema: z.core.$ZodType) => Planted } {
  let count = 0;
  const sample = (schema: z.core.$ZodType): unknown => fc.sample(arbitraryOf(schema), { seed, numRuns: 1 })[0];

  const plantedIn = (whole: z.core.$ZodType): Planted => {
    const canaries: Canary[] = [];
    const withoutRoom: string[] = [];
    const canaryFor = (schema: z.core.$ZodType, at: string): unknown => {
      count += 1;
      const value = candidates(count).find((candidate) => z.safeParse(schema, candidate).success);
      if (value === undefined) withoutRoom.push(at);
      else canaries.push({ at, text: typeof value === 'string' ? value : String(value.value) });
      return value ?? sample(schema);
    };
    const filled = (schema: z.core.$ZodType, at: string, markAbove?: PiiMark): unknown => {
      const pii = markOf(schema) ?? markAbove;
      if (schema instanceof z.ZodArray) {
        const two = ['0', '1'].map((position) => filled(schema.element, `${at}/${position}`, pii));
        return z.safeParse(schema, two).success ? two : two.slice(0, 1);
      }
      const inner = innerOf(schema);
      if (inner !== undefined) return filled(inner, at, pii);
      if (pii === 'none') return sample(schema);
      if (pii !== undefined) return canaryFor(schema, at);
      if (!(schema instanceof z.ZodObject)) throw new Error(`The field ${at} has no mark.`);
      const fields = Object.entries<z.core.$ZodType>(schema.shape);
      return Object.fromEntries(fields.map(([name, field]) => [name, filled(field, `${at}/${name}`)]));
    };
    return { value: filled(whole, ''), canaries, withoutRoom };
  };

  return Object.freeze({ plantedIn });
}

/** What the number would be in each of the forms that personal fields of a contract have, the most telling first. */
function candidates(number: number): readonly (string | { readonly value: number; readonly currency: 'IRR' })[] {
  const digits = String(number).padStart(5, '0');
  const long = (length: number): string => `7${digits.padStart(length - 1, '0')}`;
  const letters = digits.replaceAll(/\d/g, (digit) => 'abcdefghij'.charAt(Number(digit)));
  return [
    { value: Number(long(15)), currency: 'IRR' },
    `قناری‌${digits}`,
    `قناری ${digits}`,
    `canary_${letters}`,
    `CANARY-${digits}`,
    `CANARY${digits.padStart(11, '0')}`,
    `CANRY${digits}`,
    `+9897${long(8)}`,
    ...[30, 16, 15, 10, 8, 6].map(long),
    `IR${long(24)}`,
    new Date(Date.UTC(1901, 0, number)).toISOString().slice(0, 10),
    `https://canary.example/${digits}`,
    `whsec_${`canary${digits}`.padEnd(32, 'x')}`,
    digits.padStart(64, 'ca9a'),
  ];
}

/** Finds the canaries in a text, as they are or as an address, a base64 text or a print-out of bytes would hold them. */
export function canarySearch<C extends Canary>(canaries: readonly C[]): (text: string) => readonly C[] {
  const sought = canaries.map((canary) => ({ canary, disguises: disguisesOf(canary.text) }));
  return (text) => {
    const tight = text.replaceAll(/\s+/g, '');
    const isIn = ({ canary, disguises }: (typeof sought)[number]): boolean =>
      text.includes(canary.text) || disguises.some((disguise) => tight.includes(disguise));
    return sought.filter(isIn).map(({ canary }) => canary);
  };
}

function disguisesOf(text: string): readonly string[] {
  const bytes = new TextEncoder().encode(text);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [encodeURIComponent(text), bytes.join(), hex, ...[0, 1, 2].map((offset) => insideBase64(bytes, offset))];
}

/** The characters of a base64 text that a text `offset` bytes after a whole group alone decides. */
function insideBase64(bytes: Uint8Array, offset: number): string {
  const padded = new Uint8Array(offset + bytes.length);
  padded.set(bytes, offset);
  return toBase64(padded).slice(Math.ceil((offset * 8) / 6), Math.floor((padded.length * 8) / 6));
}
