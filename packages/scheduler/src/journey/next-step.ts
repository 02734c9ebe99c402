import type { Instant, KeyProcess } from '@rahyar/domain';
import type { Result } from 'neverthrow';
import type { CalendarError } from '../calendar-error.ts';
import { fromInstant } from '../tehran-time.ts';
import type { WorkingCalendar } from '../working-calendar.ts';
import type { JourneyDay } from './action.ts';
import { biometricVerificationStep } from './biometric-verification.ts';
import { type CompetenceFacts, competenceStep } from './competence.ts';
import { type LoanRequestFacts, loanRequestStep } from './loan-request.ts';
import { PROCESS_GUIDES, type TransactionProcess } from './process-guide.ts';
import { type PromissoryNoteFacts, promissoryNoteStep } from './promissory-note-purchase.ts';
import { type SatBoothFacts, satBoothStep } from './sat-booth-setup.ts';
import type { Step } from './step.ts';
import { type TransactionFacts, transactionStep } from './transaction.ts';

/** What has to be known of each process. */
export type JourneyFacts = {
  readonly membership: TransactionFacts;
  readonly effectiveCommunication: CompetenceFacts;
  readonly memberIdentification: CompetenceFacts;
  readonly creditAssessment: TransactionFacts;
  readonly promissoryNotePurchase: PromissoryNoteFacts;
  readonly loanRequest: LoanRequestFacts;
  readonly digitalSignature: TransactionFacts;
  readonly biometricVerification: TransactionFacts;
  readonly digitalCheque: TransactionFacts;
  readonly coreIdIssuance: TransactionFacts;
  readonly satBoothSetup: SatBoothFacts;
  readonly satOffering: TransactionFacts;
};

/** Where a step stands among the others, and the working calendar by which it was dated. */
export type NextStep = Step & { readonly process: KeyProcess; readonly calendarVersion: string };

/**
 * Where a member stands in a key process (L97) at an instant, and what is to be done next, by whom and when.
 * Fails as the calendar functions do; a blocked, lost or conflicting matter is an answer.
 */
export function nextStep<P extends KeyProcess>(
  process: P,
  facts: JourneyFacts[P],
  asOf: Instant,
  calendar: WorkingCalendar,
): Result<NextStep, CalendarError> {
  return fromInstant(asOf)
    .andThen(({ day }) => JOURNEYS[process](facts, asOf, { today: day, calendar }))
    .map((step) => ({ process, calendarVersion: calendar.version, ...step }));
}

type Journey<F> = (facts: F, now: Instant, at: JourneyDay) => Result<Step, CalendarError>;

const shared =
  (process: TransactionProcess): Journey<TransactionFacts> =>
  (facts, _now, at) =>
    transactionStep(PROCESS_GUIDES[process], facts, at);

const JOURNEYS: { readonly [P in KeyProcess]: Journey<JourneyFacts[P]> } = {
  membership: shared('membership'),
  effectiveCommunication: (facts, _now, at) => competenceStep(PROCESS_GUIDES.effectiveCommunication, facts, at),
  memberIdentification: (facts, _now, at) => competenceStep(PROCESS_GUIDES.memberIdentification, facts, at),
  creditAssessment: shared('creditAssessment'),
  promissoryNotePurchase: promissoryNoteStep,
  loanRequest: (facts, _now, at) => loanRequestStep(facts, at),
  digitalSignature: shared('digitalSignature'),
  biometricVerification: biometricVerificationStep,
  digitalCheque: shared('digitalCheque'),
  coreIdIssuance: shared('coreIdIssuance'),
  satBoothSetup: (facts, _now, at) => satBoothStep(facts, at),
  satOffering: shared('satOffering'),
};
