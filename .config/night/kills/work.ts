import type { Store, StoreError } from '@rahyar/store';
import { type Call, emptyHands, type Hands, make, momentOf, nextCall, type Plan, take } from './calls.ts';
import type { Place } from './place.ts';

/** What a writer is told to do: where, and from which number on. */
export type Order = {
  readonly place: Place;
  readonly seed: number;
  readonly from: number;
  /** A call that no answer came to: it is made first, unchanged. */
  readonly again?: Call;
  /** Loaded by a writer before this one, and not in force yet. */
  readonly loaded?: Plan;
};

/** What a writer says: that it will make a call, that the store said it is done, that the store refused. */
export type Word =
  | { readonly kind: 'ready' }
  | { readonly kind: 'opened' }
  | { readonly kind: 'begins'; readonly call: Call }
  | { readonly kind: 'done'; readonly number: number }
  | { readonly kind: 'refused'; readonly why: string }
  /** After a refusal: the store answers again. */
  | { readonly kind: 'back' };

/** What the store tells SQLite, and what is said in place of it. */
export type Settings = Readonly<Record<string, string>>;
/** The log is brought into the file again and again, so that rounds end in the middle of that too. */
export const BUSY_LOG: Settings = { 'wal_checkpoint(noop)': 'wal_checkpoint(restart)' };
/** Commits do not wait for the disk. */
export const FORGETFUL: Settings = { 'synchronous = full': 'synchronous = normal' };
/** What belongs together is written one by one; without waiting each time, which a kill does not mind. */
export const UNTIED: Settings = { 'begin immediate': 'select 1', commit: 'select 1', 'synchronous = full': 'synchronous = off' };

export type Clock = { now: number };

/** Makes one call after the other until one is refused, or `most` are made. Each is said before it is made and again when the store says it is done. */
export async function work(store: Store, clock: Clock, order: Order, say: (word: Word) => void, most = Number.MAX_SAFE_INTEGER) {
  const hands: Hands = emptyHands(order.loaded);
  const first = order.again === undefined ? [] : [order.again];
  for (let made = 0, number = order.from; made < most; made++) {
    const call = first.shift() ?? nextCall(number++, order.seed, hands);
    clock.now = momentOf(call.number);
    say({ kind: 'begins', call });
    const result = await make(store, call);
    if (result.isErr()) {
      say({ kind: 'refused', why: whyOf(result.error) });
      return;
    }
    take(hands, call, result.value);
    say({ kind: 'done', number: call.number });
  }
}

/** `unavailable` in its own words. */
export const whyOf = (error: StoreError): string => (error.kind === 'unavailable' ? error.why : error.kind);
