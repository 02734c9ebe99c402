import type { KeyProcess } from '@rahyar/domain';
import { association } from '../association/index.ts';
import { bank } from '../bank/index.ts';
import { fardap } from '../fardap/index.ts';
import { insurance } from '../insurance/index.ts';
import { legal } from '../legal/index.ts';
import { part } from '../part/index.ts';
import { shipping } from '../shipping/index.ts';
import { university } from '../university/index.ts';
import type { PartnerContract } from './capability.ts';

/** The partners that the SDK knows from the start. Nothing but documents and demonstrations reads this list: a host describes its own. */
export const PARTNER_CONTRACTS: readonly PartnerContract[] = [association, bank, part, insurance, fardap, shipping, university, legal];

/**
 * The usual way through each key process, as ids of operations in their order, each once. Between two calls only the partner and time move
 * things. Finding and talking to people is the rahyar's own craft: there the operations give data and training.
 */
export const PROCESS_OPERATIONS: Readonly<Record<KeyProcess, readonly string[]>> = {
  membership: [
    'part.identityChecks.mobileOwnership',
    'association.membership.apply',
    'association.membership.submitDocuments',
    'association.membership.get',
  ],
  effectiveCommunication: [
    'university.guides.list',
    'university.guides.get',
    'university.courses.listCourses',
    'university.courses.enrol',
    'university.courses.getEnrolment',
  ],
  memberIdentification: ['association.members.list', 'association.members.get', 'fardap.accounting.statement'],
  creditAssessment: ['part.consents.create', 'part.consents.get', 'part.creditAssessments.request', 'part.creditAssessments.get'],
  promissoryNotePurchase: [
    'bank.promissoryNotes.quote',
    'bank.promissoryNotes.issue',
    'bank.promissoryNotes.pay',
    'bank.promissoryNotes.document',
    'part.signatures.create',
    'part.signatures.get',
    'bank.promissoryNotes.finalize',
    'bank.promissoryNotes.get',
  ],
  loanRequest: [
    'bank.loans.create',
    'bank.loans.attachGuarantee',
    'bank.loans.addDocument',
    'bank.loans.submit',
    'bank.loans.get',
    'bank.loans.installments',
  ],
  digitalSignature: ['part.signatures.create', 'part.signatures.get', 'part.signatures.download'],
  biometricVerification: [
    'part.identityChecks.mobileOwnership',
    'part.consents.create',
    'part.identityVerifications.start',
    'part.identityVerifications.createUpload',
    'part.identityVerifications.complete',
    'part.identityVerifications.get',
  ],
  digitalCheque: ['bank.digitalCheques.register', 'bank.digitalCheques.accept', 'bank.digitalCheques.present', 'bank.digitalCheques.get'],
  coreIdIssuance: ['association.cores.requestIdentifier', 'association.cores.get', 'association.cores.listMembers'],
  satBoothSetup: ['fardap.booths.define', 'fardap.booths.submit', 'fardap.booths.publish', 'fardap.booths.get'],
  satOffering: [
    'fardap.listings.create',
    'fardap.listings.publish',
    'fardap.listings.get',
    'shipping.shipments.quote',
    'shipping.shipments.create',
    'shipping.shipments.track',
  ],
};
