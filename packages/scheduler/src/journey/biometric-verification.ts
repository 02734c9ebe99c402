import type { Instant } from '@rahyar/domain';
import { ok, type Result } from 'neverthrow';
import type { CalendarError } from '../calendar-error.ts';
import { nextOpening, SERVICE_HOURS } from '../service-hours.ts';
import { actToday, type JourneyDay } from './action.ts';
import { RAHYAR, SUBJECT } from './party.ts';
import { PROCESS_GUIDES } from './process-guide.ts';
import type { Step } from './step.ts';
import { type TransactionFacts, transactionStep } from './transaction.ts';

/** Who could begin now, but for the hour, is told when the service opens. */
export function biometricVerificationStep(facts: TransactionFacts, now: Instant, at: JourneyDay): Result<Step, CalendarError> {
  return transactionStep(PROCESS_GUIDES.biometricVerification, facts, at).andThen((shared) => {
    if (shared.state !== 'ready') return ok(shared);
    return nextOpening(SERVICE_HOURS.faceVerification, now).map(
      (opensAt): Step => (opensAt === now ? shared : { state: 'closed', opensAt, actions: [actToday('tellOpening', RAHYAR, SUBJECT, at)] }),
    );
  });
}
