import { agreesWithModel } from './agrees-with-model.ts';
import { CHANGE_EXERCISES } from './exercises/changes.ts';
import { CLAIM_EXERCISES, LEASE_EXERCISES } from './exercises/claims.ts';
import { EVENT_EXERCISES } from './exercises/events.ts';
import { type Exercise, NOW_MS } from './exercises/exercise.ts';
import { FOLLOW_UP_EXERCISES } from './exercises/follow-ups.ts';
import { MESSAGE_EXERCISES, MESSAGE_LEASE_EXERCISES } from './exercises/messages.ts';
import { COMMAND_EXERCISES, DELIVERY_EXERCISES, DELIVERY_LEASE_EXERCISES } from './exercises/partners.ts';
import { PLAN_EXERCISES } from './exercises/plans.ts';
import { REFERRAL_EXERCISES } from './exercises/referrals.ts';
import { keepsAcrossReopening } from './exercises/reopening.ts';
import { ANNOUNCEMENT_EXERCISES, CONDITION_CLOCK_EXERCISES, WHOLE_EXERCISES } from './exercises/whole.ts';
import { createHandClock, type HandClock } from './hand-clock.ts';
import type { StoreUnderTest } from './store-under-test.ts';

/** One promise of the contract; `run` rejects with an Error that says which answer was wrong. */
export type StoreExercise = {
  readonly name: string;
  /** It holds only for a store whose clock is the given one: a store with a clock of its own leaves it out, and should say so. */
  readonly needsClock: boolean;
  readonly run: () => Promise<void>;
};

/** Makes a fresh, empty store, whose clock is the given one where it can take one. */
export type MakeStore = (clock: HandClock) => Promise<StoreUnderTest>;

/**
 * The contract of the `Store` port as a list for any test runner. Every exercise makes a store of its own.
 * `modelRuns` is the number of random scripts that are compared with a plain model, 100 if absent.
 */
export function exerciseStore(makeStore: MakeStore, { modelRuns = 100 }: { readonly modelRuns?: number } = {}): readonly StoreExercise[] {
  const runOf = (exercise: Exercise) => async (): Promise<void> => {
    const clock = createHandClock(NOW_MS);
    const { store, dispose } = await makeStore(clock);
    try {
      await exercise(store, clock);
    } finally {
      await dispose?.();
    }
  };
  const listOf = (exercises: Readonly<Record<string, Exercise>>, needsClock: boolean): StoreExercise[] =>
    Object.entries(exercises).map(([name, exercise]) => ({ name, needsClock, run: runOf(exercise) }));
  return [
    ...listOf(EXERCISES, false),
    {
      name: 'keeps everything across reopening, if it lasts',
      needsClock: false,
      run: () => keepsAcrossReopening(() => makeStore(createHandClock(NOW_MS))),
    },
    ...listOf(CLOCK_EXERCISES, true),
    { name: 'agrees with a plain model on random calls', needsClock: true, run: () => agreesWithModel(makeStore, modelRuns) },
  ];
}

const EXERCISES = {
  ...WHOLE_EXERCISES,
  ...EVENT_EXERCISES,
  ...REFERRAL_EXERCISES,
  ...FOLLOW_UP_EXERCISES,
  ...CLAIM_EXERCISES,
  ...CHANGE_EXERCISES,
  ...MESSAGE_EXERCISES,
  ...PLAN_EXERCISES,
  ...ANNOUNCEMENT_EXERCISES,
  ...COMMAND_EXERCISES,
  ...DELIVERY_EXERCISES,
};

const CLOCK_EXERCISES = { ...LEASE_EXERCISES, ...MESSAGE_LEASE_EXERCISES, ...DELIVERY_LEASE_EXERCISES, ...CONDITION_CLOCK_EXERCISES };
