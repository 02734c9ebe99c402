import { RahyariOrganizationId } from '@rahyar/domain';
import { partnerContract } from '../contract/capability.ts';
import { commonCapabilities } from '../every-partner/index.ts';
import { digitalCheques } from './digital-cheques.ts';
import { loans } from './loans.ts';
import { promissoryNotes } from './promissory-notes.ts';

export { CHEQUE_KINDS, CHEQUE_PURPOSES, DIGITAL_CHEQUE_MACHINE, digitalCheque, digitalCheques } from './digital-cheques.ts';
export { GUARANTEE_KINDS, LOAN_KINDS, LOAN_MACHINE, LOAN_PURPOSES, loan, loans } from './loans.ts';
export { PartySeenV1, PartyV1 } from './party.ts';
export { PROMISSORY_NOTE_MACHINE, promissoryNote, promissoryNotes } from './promissory-notes.ts';

/** The bank of the ecosystem. */
export const bank = partnerContract({
  id: RahyariOrganizationId.parse('resalatBank'),
  title: { fa: 'بانک قرض‌الحسنهٔ رسالت', en: 'Resalat Qard al-Hasan Bank' },
  capabilities: { loans, promissoryNotes, digitalCheques, ...commonCapabilities },
});
