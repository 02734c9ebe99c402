/** What can befall a request between the caller and a partner that is itself in order. */
export const WIRE_FAULTS = [
  'latency',
  'slowWork',
  'reset',
  'cutBody',
  'stall',
  'blackhole',
  'lateRequest',
  'doubledRequest',
  'rateLimited',
  'unavailable',
  'serverError',
  'wrongSchema',
  'wrongContentType',
  'redirectInward',
  'clockSkew',
] as const;
export type WireFault = (typeof WIRE_FAULTS)[number];

/** What can befall the caller: it cancels, it is killed at a step, its store fails. */
export const CALLER_FAULTS = ['cancelled', 'killBeforeSend', 'killBeforeAnswer', 'killBeforeNote', 'storeFails'] as const;
export type CallerFault = (typeof CALLER_FAULTS)[number];

export const WEBHOOK_FAULTS = ['duplicateWebhook', 'reorderedWebhook', 'lostWebhook'] as const;
export type WebhookFault = (typeof WEBHOOK_FAULTS)[number];

export type FaultKind = WireFault | CallerFault | WebhookFault;
export const FAULT_KINDS: readonly FaultKind[] = [...WIRE_FAULTS, ...CALLER_FAULTS, ...WEBHOOK_FAULTS];

/** What went wrong in one run, and whether the fault came about in it. */
export type Verdict = {
  /** Effects that somebody was told of, or that stay unknown for ever, and that the partner does not have, or nobody knows of. */
  readonly lost: number;
  /** Effects beyond the first of one intention. */
  readonly doubled: number;
  /** Outcomes and answers told that were not true at that moment. */
  readonly false: number;
  readonly struck: boolean;
  /** What was told, for the reader to see that each outcome came about. */
  readonly told: readonly string[];
  /** The whole course of the run: the same seed gives the same text. */
  readonly course: string;
};

/** The same seed gives the same throws. */
export type Dice = {
  readonly chance: (probability: number) => boolean;
  /** Whole, both ends included. */
  readonly int: (min: number, max: number) => number;
  readonly pick: <T>(list: readonly T[]) => T;
  readonly random: () => number;
};

export function createDice(random: () => number): Dice {
  const int = (min: number, max: number): number => min + Math.floor(random() * (max - min + 1));
  return {
    random,
    int,
    chance: (probability) => random() < probability,
    pick: (list) => {
      const picked = list[int(0, list.length - 1)];
      if (picked === undefined) throw new Error('There is nothing to pick from.');
      return picked;
    },
  };
}
