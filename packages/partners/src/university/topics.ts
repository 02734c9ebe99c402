import type { KeyProcess } from '@rahyar/domain';

/** The wire's word for each key process: what a course or a guide teaches. Words of the wire have no capital letters. */
export const TOPIC_OF_PROCESS = {
  membership: 'membership',
  effectiveCommunication: 'effective_communication',
  memberIdentification: 'member_identification',
  creditAssessment: 'credit_assessment',
  promissoryNotePurchase: 'promissory_note_purchase',
  loanRequest: 'loan_request',
  digitalSignature: 'digital_signature',
  biometricVerification: 'biometric_verification',
  digitalCheque: 'digital_cheque',
  coreIdIssuance: 'core_id_issuance',
  satBoothSetup: 'sat_booth_setup',
  satOffering: 'sat_offering',
} as const satisfies Record<KeyProcess, string>;

export type Topic = (typeof TOPIC_OF_PROCESS)[KeyProcess];
export const TOPICS = Object.values(TOPIC_OF_PROCESS) as [Topic, ...Topic[]];
