import { setTimeout as pause } from 'node:timers/promises';
import type { FiringError } from '@rahyar/cycle';
import type { Instant } from '@rahyar/domain';
import { type Store, type StoreError, type StoreRetryAdvice, UNAVAILABLE_TERMS } from '@rahyar/store';
import { ok } from 'neverthrow';
import { openNotes } from './notes.ts';
import { type Adapter, openPlace } from './place.ts';
import { takeTurn, type Worker } from './turn.ts';

/** A process that works until it is killed: `worker.mjs <adapter> <address of the store> <folder of notes>`. */
const [, , adapter, address, folder] = process.argv as [string, string, Adapter, string, string];
const note = openNotes(folder);
// Nobody is left to end it.
process.once('disconnect', () => process.exit());

const store = await opened();
process.send?.('at work');
const worker: Worker = {
  store: {
    ...store,
    changeFollowUps: (changes) =>
      store.changeFollowUps(changes).map((outcomes) => {
        for (const [index, { kind }] of outcomes.entries()) note('answered', { key: changes[index]?.key as string, kind });
        return outcomes;
      }),
  },
  tell: async ({ key, about }) => {
    note('told', { key, about });
    return ok(undefined);
  },
  now: () => new Date().toISOString() as Instant,
  random: Math.random,
};
await workOn();

async function workOn(): Promise<void> {
  for (;;) {
    const turn = await takeTurn(worker);
    if (turn.isErr()) await outwait(turn.error);
    else if (turn.value === 0) await pause(20);
  }
}

async function opened(): Promise<Store> {
  for (;;) {
    const result = await openPlace({ adapter, address });
    if (result.isOk()) return result.value;
    await outwait({ kind: 'store', cause: result.error });
  }
}

/** Waits a moment where trying again is the advice; where opening again is, a new process does; anything else must not be. */
async function outwait(error: FiringError): Promise<void> {
  const advice = error.kind === 'store' ? adviceOf(error.cause) : 'no';
  if (advice === 'no') note('refused', JSON.stringify(error));
  if (advice !== 'again') process.exit(1);
  await pause(50);
}

function adviceOf(error: StoreError): StoreRetryAdvice {
  return error.kind === 'unavailable' ? UNAVAILABLE_TERMS[error.why].retry : 'no';
}
