import { describe, expect, it } from 'vitest';
import type { Kit } from '../run/kit.ts';
import type { TlsHandshake } from '../target/tls.ts';
import { TRANSPORT } from './transport.ts';

const judged = async (id: string, tls: TlsHandshake | undefined): Promise<string | undefined> => {
  const requirement = TRANSPORT.find((one) => one.id === id);
  return requirement?.per === 'partner' ? (await requirement.check({ tls } as Kit)).result : undefined;
};

describe('what is asked of TLS', () => {
  it.each(['HTTP-17', 'HTTP-18'])('%s does not apply where there is none', async (id) => {
    expect(await judged(id, undefined)).toBe('not_applicable');
  });

  it('is not shown by a machine that cannot make an outdated offer', async () => {
    expect(await judged('HTTP-17', () => Promise.resolve({ kind: 'cannotOffer' }))).toBe('skip');
  });
});
