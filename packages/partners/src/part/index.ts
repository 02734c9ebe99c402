import { RahyariOrganizationId } from '@rahyar/domain';
import { partnerContract } from '../contract/capability.ts';
import { commonCapabilities } from '../every-partner/index.ts';
import { consents } from './consents.ts';
import { creditAssessments } from './credit-assessments.ts';
import { identityChecks } from './identity-checks.ts';
import { identityVerifications } from './identity-verifications.ts';
import { signatures } from './signatures.ts';

export { CONSENT_MACHINE, CONSENT_PURPOSES, consent, consents } from './consents.ts';
export { CREDIT_ASSESSMENT_MACHINE, CREDIT_GRADES, creditAssessment, creditAssessments } from './credit-assessments.ts';
export { IBAN_OWNERSHIP_ANSWERS, identityChecks } from './identity-checks.ts';
export {
  CAPTURE_METHODS,
  IDENTITY_VERIFICATION_MACHINE,
  identityVerification,
  identityVerifications,
  SCORE_BANDS,
} from './identity-verifications.ts';
export { SIGNATURE_MACHINE, SIGNATURE_VALID_MINUTES, signature, signatures } from './signatures.ts';

/** Part: credit assessment, identity and digital signature. */
export const part = partnerContract({
  id: RahyariOrganizationId.parse('part'),
  title: { fa: 'شرکت پردازش اطلاعات مالی پارت', en: 'Part Financial Information Processing' },
  capabilities: { creditAssessments, consents, identityVerifications, signatures, identityChecks, ...commonCapabilities },
});
