import type { Result } from 'neverthrow';
import type { CalendarError } from '../calendar-error.ts';
import { actToday, type JourneyDay } from './action.ts';
import { RAHYAR, SUBJECT } from './party.ts';
import { PROCESS_GUIDES } from './process-guide.ts';
import type { Step } from './step.ts';
import { type TransactionFacts, transactionStep } from './transaction.ts';

export type SatBoothFacts = TransactionFacts & {
  /** The origin address of goods as the leader filled it in; absent before that. */
  readonly originAddress?: string;
};

/** The core's identifier comes before the data of the booth; after acceptance products may be offered. */
export function satBoothStep(facts: SatBoothFacts, at: JourneyDay): Result<Step, CalendarError> {
  return transactionStep(PROCESS_GUIDES.satBoothSetup, facts, at).map((shared) => {
    const isUnderWay = facts.completedDay === undefined && shared.state !== 'blocked';
    return isUnderWay && facts.originAddress?.trim() === '' ? noOriginAddress(at) : shared;
  });
}

const noOriginAddress = (at: JourneyDay): Step => ({
  state: 'invalid',
  issues: [{ path: ['originAddress'], code: 'value.required' }],
  actions: [actToday('guideToCorrection', RAHYAR, SUBJECT, at)],
});
