import { KEY_PROCESSES, RAHYARI_ORGANIZATIONS, RahyariOrganizationId } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import { PROCESS_PARTNERS, partnersFor } from './process-partners.ts';

describe('partnersFor', () => {
  it('names only organisations of the registry, or the secretariat, each once', () => {
    const registered = new Set<string>(['secretariat', ...RAHYARI_ORGANIZATIONS.map(({ id }) => id)]);
    for (const process of KEY_PROCESSES) {
      const partners = partnersFor(process);
      expect(partners.filter((partner) => !registered.has(partner))).toEqual([]);
      expect(new Set(partners).size).toBe(partners.length);
    }
  });

  it('sends core identifiers and membership to the secretariat first', () => {
    expect(partnersFor('coreIdIssuance')).toEqual(['secretariat']);
    expect(partnersFor('membership')[0]).toBe('secretariat');
  });

  it("follows each organisation's field: credit assessment at Part, booths at Fardap, delivery of goods at Shokooh-e Isar", () => {
    expect(partnersFor('creditAssessment')).toEqual(['part']);
    expect(partnersFor('satBoothSetup')).toEqual(['fardap']);
    expect(partnersFor('satOffering')).toEqual(['fardap', 'shokoohIsar']);
  });

  it('takes the registry of a host', () => {
    const issuer = RahyariOrganizationId.parse('anotherBank');
    expect(partnersFor('promissoryNotePurchase', { ...PROCESS_PARTNERS, promissoryNotePurchase: [issuer] })).toEqual([issuer]);
  });
});
