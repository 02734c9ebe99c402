import type { StoreError } from '@rahyar/store';
import { errAsync, type ResultAsync } from 'neverthrow';

/** What may become of a call to a store: it never arrives, or its answer is lost. Either is a crash of the caller too. Most calls go well. */
export const LINE_FAULTS = ['none', 'none', 'none', 'lostRequest', 'lostReply'] as const;
export type LineFault = (typeof LINE_FAULTS)[number];

/** Makes a call over a line with a fault. */
export function over<T>(fault: LineFault, call: () => ResultAsync<T, StoreError>): ResultAsync<T, StoreError> {
  if (fault === 'lostRequest') return errAsync(LOST);
  return fault === 'lostReply' ? call().andThen(() => errAsync(LOST)) : call();
}

const LOST: StoreError = { kind: 'unavailable', why: 'lost' };
