import { describe, expect, it } from 'vitest';
import { issueOf } from '../input-error.ts';
import { parseSheba } from './sheba.ts';

const SHEBA = 'IR820540102680020817909002';

describe('parseSheba', () => {
  it.each([
    SHEBA,
    'ir820540102680020817909002',
    'Ir820540102680020817909002',
    'IR82 0540 1026 8002 0817 9090 02',
    'ir۸۲ ۰۵۴۰ ۱۰۲۶ ۸۰۰۲ ۰۸۱۷ ۹۰۹۰ ۰۲',
    'IR٨٢٠٥٤٠١٠٢٦٨٠٠٢٠٨١٧٩٠٩٠٠٢',
  ])('reads %s', (written) => {
    expect(parseSheba(written)._unsafeUnwrap()).toBe(SHEBA);
  });

  it.each([
    ['IR830540102680020817909002', 'identifier.checksum'],
    ['820540102680020817909002', 'identifier.prefix'],
    ['GB820540102680020817909002', 'identifier.prefix'],
    ['', 'identifier.prefix'],
    ['IR', 'identifier.length'],
    ['IR82054010268002081790900', 'identifier.length'],
    ['IR8205401026800208179090022', 'identifier.length'],
    ['IR82  0540 1026 8002 0817 9090 02', 'identifier.characters'],
    ['IR 820540102680020817909002', 'identifier.characters'],
    ['IR82 054010268002 0817 9090 02', 'identifier.characters'],
    ['IR82 0540 1026 8002 0817 909002', 'identifier.characters'],
    ['IR82-0540-1026-8002-0817-9090-02', 'identifier.characters'],
    [' IR820540102680020817909002', 'identifier.prefix'],
    ['ır820540102680020817909002', 'identifier.prefix'],
    ['IRIR0540102680020817909002', 'identifier.characters'],
  ] as const)('refuses %j', (written, code) => {
    expect(parseSheba(written)._unsafeUnwrapErr()).toEqual(issueOf(code));
  });

  it('refuses 00, 01 and 99, the second spellings of the check digits 97, 98 and 02', () => {
    for (const [issued, second] of [
      ['IR970000000000000000000009', 'IR000000000000000000000009'],
      ['IR980000000000000000000088', 'IR010000000000000000000088'],
      ['IR020000000000000000000070', 'IR990000000000000000000070'],
    ] as const) {
      expect(parseSheba(issued).isOk(), issued).toBe(true);
      expect(parseSheba(second)._unsafeUnwrapErr()).toEqual(issueOf('identifier.checksum'));
    }
  });
});
