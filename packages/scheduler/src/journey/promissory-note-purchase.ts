import type { Instant } from '@rahyar/domain';
import { ok, type Result } from 'neverthrow';
import type { CalendarError } from '../calendar-error.ts';
import { addDays, type EpochDay } from '../epoch-day.ts';
import { fromInstant, minutesBetween } from '../tehran-time.ts';
import { actFrom, actToday, type JourneyDay } from './action.ts';
import { GUARANTOR, RAHYAR, SUBJECT } from './party.ts';
import { PROCESS_GUIDES } from './process-guide.ts';
import type { Step } from './step.ts';
import { type TransactionFacts, transactionStep } from './transaction.ts';

export type PromissoryNoteFacts = TransactionFacts & {
  /** The identifier of an issuance of the same issuer that is neither finalised nor deleted: no other can begin meanwhile. */
  readonly unfinalisedDraftId?: string;
  /** The last request to the guarantor to sign. It holds for `validityMinutes`, by default {@link SIGNATURE_VALIDITY_MINUTES}. */
  readonly guarantorSignature?: { readonly requestedAt: Instant; readonly signed: boolean; readonly validityMinutes?: number };
};

/** How long a request to sign holds unless it says otherwise: a day (Finnotech service documentation, `validityDuration`). */
export const SIGNATURE_VALIDITY_MINUTES = 1_440;

/** A draft in the way comes before the guarantor's signature, and that before the answer. */
export function promissoryNoteStep(facts: PromissoryNoteFacts, now: Instant, at: JourneyDay): Result<Step, CalendarError> {
  return transactionStep(PROCESS_GUIDES.promissoryNotePurchase, facts, at).andThen((shared) => {
    if (facts.completedDay !== undefined || shared.state === 'blocked') return ok(shared);
    if (facts.unfinalisedDraftId !== undefined) return ok(conflictStep(facts.unfinalisedDraftId, at));
    if (facts.guarantorSignature === undefined || facts.guarantorSignature.signed) return ok(shared);
    return signatureStep(facts.guarantorSignature, now, at);
  });
}

const conflictStep = (draftId: string, at: JourneyDay): Step => ({
  state: 'conflict',
  draftId,
  remedies: ['finalise', 'cancel'],
  actions: [actToday('guideToRemedy', RAHYAR, SUBJECT, at)],
});

/** The request is dead at the very minute its validity ends. */
function signatureStep(
  { requestedAt, validityMinutes = SIGNATURE_VALIDITY_MINUTES }: NonNullable<PromissoryNoteFacts['guarantorSignature']>,
  now: Instant,
  at: JourneyDay,
): Result<Step, CalendarError> {
  return lastDayOf(requestedAt, validityMinutes).andThen((dueBy) =>
    actFrom(at.today, 'askGuarantorToSign', RAHYAR, GUARANTOR, at).map((ask): Step => {
      if (minutesBetween(requestedAt, now) >= validityMinutes) return { state: 'expired', validUntil: dueBy, actions: [ask] };
      return { state: 'waiting', dueBy, confidence: 'fixed', actions: [ask] };
    }),
  );
}

function lastDayOf(requestedAt: Instant, validityMinutes: number): Result<EpochDay, CalendarError> {
  return fromInstant(requestedAt).andThen(({ day, time }) => addDays(day, Math.floor((time + validityMinutes) / 1_440)));
}
