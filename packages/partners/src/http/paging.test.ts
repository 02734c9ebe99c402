import { errAsync, okAsync } from 'neverthrow';
import { describe, expect, it } from 'vitest';
import { type PartnerError, partnerError } from '../partner-error.ts';
import { itemsOf, type PagedCall, pagesOf } from './paging.ts';

type Asked = { readonly memberId: string; readonly cursor?: string | undefined };
const PAGES: Record<string, { data: number[]; nextCursor?: string }> = {
  first: { data: [1, 2], nextCursor: 'b' },
  b: { data: [], nextCursor: 'c' },
  c: { data: [3] },
};

function listing(pages = PAGES) {
  const inputs: Asked[] = [];
  const call: PagedCall<Asked, number> = (input) => {
    inputs.push(input);
    const page = pages[input.cursor ?? 'first'];
    return page === undefined ? errAsync<never, PartnerError>(partnerError({ kind: 'not_found' })) : okAsync(page);
  };
  return { inputs, call };
}
const asked = { memberId: 'member-1' };

describe('pages and items', () => {
  it('come one call at a time, as they are asked for', async () => {
    const { call, inputs } = listing();
    const pages = pagesOf(call, asked);
    expect((await pages.next()).value).toMatchObject({ value: [1, 2] });
    expect(inputs).toEqual([asked]);
    await pages.next();
    await pages.next();
    expect((await pages.next()).done).toBe(true);
    expect(inputs).toEqual([asked, { ...asked, cursor: 'b' }, { ...asked, cursor: 'c' }]);
  });

  it('begin where the caller says, and run through empty pages', async () => {
    const items: number[] = [];
    for await (const item of itemsOf(listing().call, asked)) items.push(item._unsafeUnwrap());
    expect(items).toEqual([1, 2, 3]);
    const later: number[] = [];
    for await (const item of itemsOf(listing().call, { ...asked, cursor: 'c' })) later.push(item._unsafeUnwrap());
    expect(later).toEqual([3]);
  });

  it('end with the first error', async () => {
    const told: unknown[] = [];
    for await (const item of itemsOf(listing({ first: { data: [1], nextCursor: 'gone' } }).call, asked))
      told.push(
        item.match(
          (value) => value,
          ({ kind }) => kind,
        ),
      );
    expect(told).toEqual([1, 'not_found']);
  });

  it('do not run in a circle', async () => {
    const round = { first: { data: [1], nextCursor: 'a' }, a: { data: [2], nextCursor: 'b' }, b: { data: [3], nextCursor: 'a' } };
    const told: unknown[] = [];
    for await (const item of itemsOf(listing(round).call, asked))
      told.push(
        item.match(
          (value) => value,
          ({ kind, outcome }) => `${kind} ${outcome}`,
        ),
      );
    expect(told).toEqual([1, 2, 3, 'contract_violation not_applied']);
  });
});
