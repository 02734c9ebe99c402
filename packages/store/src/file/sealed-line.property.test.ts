import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seal, unseal } from './sealed-line.ts';

describe('a sealed line', () => {
  it('gives back what it holds, is one line, and is JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const line = seal({ value });
        expect(line).not.toContain('\n');
        expect(unseal(line)).toEqual(JSON.parse(JSON.stringify({ value })));
        expect(JSON.parse(line)).toHaveProperty('entry');
      }),
    );
  });

  it('is not read when any one byte is another, or missing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(), fc.integer({ min: 1, max: 255 }), (text, at, flip) => {
        const bytes = new TextEncoder().encode(seal({ text }));
        const index = at % bytes.length;
        const changed = bytes.map((byte, position) => (position === index ? byte ^ flip : byte));
        const shorter = bytes.filter((_byte, position) => position !== index);
        expect(unseal(new TextDecoder().decode(changed))).toBeUndefined();
        expect(unseal(new TextDecoder().decode(shorter))).toBeUndefined();
      }),
    );
  });

  it.each(['', '{}', 'null', '{"checksum":"00000000","entry":', '{"checksum":"00000000","entry":}'])('does not read %s', (line) => {
    expect(unseal(line)).toBeUndefined();
  });
});
