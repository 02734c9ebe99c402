import { RAHYARI_ORGANIZATIONS, RahyariOrganizationId } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import { organizationText, PARTY_LABELS, Party, PORTFOLIO_LABELS, PORTFOLIOS, partyText } from './party.ts';
import { organizationAt, secretaryOf, supportOfficerAt } from './shipped/notation.ts';

describe('a party in words', () => {
  it.each<[string, Party, string, string]>([
    ['the rahyar', { party: 'rahyar' }, 'رهیار', 'rahyar'],
    ['the member', { party: 'subject' }, 'عضو', 'subject'],
    ['a guarantor', { party: 'guarantor' }, 'ضامن', 'guarantor'],
    ['a secretary of a subject', secretaryOf('socialTrust'), 'دبیر امور اعتماد اجتماعی', 'affairs secretary for social trust'],
    ['a secretary of a region', secretaryOf('region'), 'دبیر امور منطقه', 'affairs secretary of the region'],
    ['an organisation', organizationAt('novinDadfar'), 'نوین دادفر', 'Novin Dadfar'],
    ['whoever follows up inside', supportOfficerAt('novinDadfar'), 'پشتیبان در نوین دادفر', 'support officer at Novin Dadfar'],
  ])('names %s', (_, party, fa, en) => {
    expect([partyText(party, 'fa'), partyText(party, 'en')]).toEqual([fa, en]);
  });

  it('names an organisation that a host added by its identifier', () => {
    const at = RahyariOrganizationId.parse('villageFund');
    expect(organizationText(at, 'fa')).toBe('villageFund');
    expect(partyText({ party: 'supportOfficer', at }, 'en')).toBe('support officer at villageFund');
  });

  it('names every organisation of the founding text by its own label', () => {
    for (const { id, label } of RAHYARI_ORGANIZATIONS)
      expect([organizationText(id, 'fa'), organizationText(id, 'en')]).toEqual([label.fa, label.en]);
  });

  it('has a Persian and an English word for each, and no word twice', () => {
    const labels = [...Object.values(PARTY_LABELS), ...Object.values(PORTFOLIO_LABELS)];
    for (const { fa, en } of labels) {
      expect(fa).toMatch(/^[\u0600-\u06ff\u200c ]+$/);
      expect(en).toMatch(/^[a-z ]+$/);
    }
    expect(new Set(labels.flatMap(({ fa, en }) => [fa, en])).size).toBe(2 * labels.length);
    expect(Object.keys(PORTFOLIO_LABELS)).toEqual(PORTFOLIOS);
  });
});

describe('a party on the wire', () => {
  it.each([
    ['a party of no office', { party: 'rahyar' }],
    ['a secretary with a portfolio', { party: 'affairsSecretary', portfolio: 'organization' }],
    ['a support officer at an organisation', { party: 'supportOfficer', at: 'part' }],
    ['an organisation', { party: 'organization', at: 'part' }],
  ])('is %s', (_, wire) => {
    expect(Party.parse(wire)).toEqual(wire);
  });

  it.each([
    ['no party', {}],
    ['a stranger', { party: 'neighbour' }],
    ['a secretary of nothing', { party: 'affairsSecretary' }],
    ['a support officer at no place', { party: 'supportOfficer' }],
    ['a rahyar with an office', { party: 'rahyar', at: 'part' }],
    ['a secretary with a place', { party: 'affairsSecretary', portfolio: 'region', at: 'part' }],
  ])('is not %s', (_, wire) => {
    expect(Party.safeParse(wire).success).toBe(false);
  });
});
