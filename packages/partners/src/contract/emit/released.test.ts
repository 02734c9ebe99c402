import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { CONTRACT_VERSION } from '../contract-version.ts';
import { PARTNER_CONTRACTS } from '../partner-contracts.ts';
import { breakingChanges } from './breaking-changes.ts';
import type { JsonObject } from './json.ts';
import { openApiOf } from './open-api.ts';

/** The contract as it was released last; `node .config/contract/release.ts` moves it. */
const folder = new URL('../../../contract-released/', import.meta.url);
const released = readdirSync(folder).map((file) => ({
  partner: file.replace('.json', ''),
  document: JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as JsonObject & { readonly info: { readonly version: string } },
}));
const majorOf = (version: string): string | undefined => version.split('.')[0];

it.each(released)('keeps what was released of $partner inside its major', ({ partner, document }) => {
  const contract = PARTNER_CONTRACTS.find(({ id }) => id === partner);
  const isSameMajor = majorOf(document.info.version) === majorOf(CONTRACT_VERSION);
  const breaks =
    contract === undefined
      ? [{ path: partner, what: 'partner removed' }]
      : breakingChanges(document, openApiOf(contract, { version: CONTRACT_VERSION }));
  expect(isSameMajor ? breaks : []).toEqual([]);
});

it('holds the released contract of some partner', () => {
  expect(released.length).toBeGreaterThan(0);
});
