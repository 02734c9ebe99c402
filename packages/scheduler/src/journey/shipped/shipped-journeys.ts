import type { JourneyCatalogue } from '../journey-catalogue.ts';
import { biometricVerification } from './biometric-verification.ts';
import { coreIdIssuance } from './core-id-issuance.ts';
import { creditAssessment } from './credit-assessment.ts';
import { digitalCheque } from './digital-cheque.ts';
import { digitalSignature } from './digital-signature.ts';
import { effectiveCommunication } from './effective-communication.ts';
import { insuranceClaim } from './insurance-claim.ts';
import { insuranceRenewal } from './insurance-renewal.ts';
import { ledgerCorrection } from './ledger-correction.ts';
import { legalMatter } from './legal-matter.ts';
import { loanRequest } from './loan-request.ts';
import { marketOrder } from './market-order.ts';
import { memberIdentification } from './member-identification.ts';
import { membership } from './membership.ts';
import { overdueInstalment } from './overdue-instalment.ts';
import { parcelDelivery } from './parcel-delivery.ts';
import { PREREQUISITES } from './prerequisites.ts';
import { promissoryNotePurchase } from './promissory-note-purchase.ts';
import { satBoothSetup } from './sat-booth-setup.ts';
import { satOffering } from './sat-offering.ts';
import { trainingCourse } from './training-course.ts';

/** The twelve key processes (L97), then the matters of the partner organisations (L42, L59). */
export const SHIPPED_JOURNEYS: JourneyCatalogue = {
  version: '1405.1',
  prerequisites: [...PREREQUISITES],
  journeys: [
    membership,
    effectiveCommunication,
    memberIdentification,
    creditAssessment,
    promissoryNotePurchase,
    loanRequest,
    digitalSignature,
    biometricVerification,
    digitalCheque,
    coreIdIssuance,
    satBoothSetup,
    satOffering,
    overdueInstalment,
    legalMatter,
    insuranceRenewal,
    insuranceClaim,
    parcelDelivery,
    trainingCourse,
    marketOrder,
    ledgerCorrection,
  ],
};
