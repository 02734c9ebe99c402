import type { Clock } from '../http/clock.ts';

/** One delivery that is about to be handled. */
export type WebhookClaim = {
  readonly partner: string;
  readonly webhookId: string;
  /** Of events that change one thing: which thing, and the version that it now has. */
  readonly change?: { readonly thing: string; readonly stateVersion: number };
  /** Until when nobody else takes up the same delivery or thing, should this program stop half-way. It tells one claim from a later one. */
  readonly leaseEndsAtMs: number;
};

/** `seen`: handled before. `older`: the thing is at this version or a later one. `busy`: the delivery or the thing is being handled now. */
export type ClaimAnswer = 'claimed' | 'busy' | 'seen' | 'older';

/**
 * What was handled already, kept by the host: one table of webhook ids, and one of the latest version of each thing.
 * Each function is one step that no other comes between. A rejection means that nothing is known, and the partner repeats.
 */
export type ReplayStore = {
  readonly claim: (claim: WebhookClaim) => Promise<ClaimAnswer>;
  /** It was handled: its id and version are remembered for as long as the partner may repeat, and the claim ends. */
  readonly finish: (claim: WebhookClaim) => Promise<void>;
  /** It was not handled: the claim ends and leaves no trace. A claim whose lease another has taken over is left alone. */
  readonly release: (claim: WebhookClaim) => Promise<void>;
};

/** Longer than the 75 hours and 35 minutes of the standard's retry table, with jitter. */
const REMEMBERED_MS = 5 * 24 * 3_600_000;

/** For one process and for tests. Remembers ids and versions for `rememberedMs`, five days if not said, and loses them with the process. */
export function createInMemoryReplayStore({
  clock,
  rememberedMs = REMEMBERED_MS,
}: {
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly rememberedMs?: number;
}): ReplayStore {
  const seen = new Map<string, number>();
  const versions = new Map<string, { readonly stateVersion: number; readonly endsAtMs: number }>();
  const leases = new Map<string, number>();

  const latestOf = (claim: WebhookClaim): number => versions.get(thingOf(claim))?.stateVersion ?? 0;
  const forgetOld = (nowMs: number): void => {
    dropWhile(seen, (endsAtMs) => endsAtMs <= nowMs);
    dropWhile(versions, ({ endsAtMs }) => endsAtMs <= nowMs);
  };
  const end = (claim: WebhookClaim): void => {
    for (const key of leasedBy(claim)) if (leases.get(key) === claim.leaseEndsAtMs) leases.delete(key);
  };

  return Object.freeze({
    claim: async (claim) => {
      const nowMs = clock.nowMs();
      forgetOld(nowMs);
      if (seen.has(idOf(claim))) return 'seen';
      if (claim.change !== undefined && claim.change.stateVersion <= latestOf(claim)) return 'older';
      if (leasedBy(claim).some((key) => (leases.get(key) ?? 0) > nowMs)) return 'busy';
      for (const key of leasedBy(claim)) leases.set(key, claim.leaseEndsAtMs);
      return 'claimed';
    },
    finish: async (claim) => {
      const endsAtMs = clock.nowMs() + rememberedMs;
      setLast(seen, idOf(claim), endsAtMs);
      if (claim.change !== undefined) {
        setLast(versions, thingOf(claim), { stateVersion: Math.max(claim.change.stateVersion, latestOf(claim)), endsAtMs });
      }
      end(claim);
    },
    release: async (claim) => end(claim),
  } satisfies ReplayStore);
}

const idOf = ({ partner, webhookId }: WebhookClaim): string => `${partner} id ${webhookId}`;
const thingOf = ({ partner, change }: WebhookClaim): string => `${partner} thing ${change?.thing ?? ''}`;
const leasedBy = (claim: WebhookClaim): readonly string[] => (claim.change === undefined ? [idOf(claim)] : [idOf(claim), thingOf(claim)]);

/** Entries stand in the order of their ends, since each is set last when its time begins. */
function setLast<Value>(entries: Map<string, Value>, key: string, value: Value): void {
  entries.delete(key);
  entries.set(key, value);
}

function dropWhile<Value>(entries: Map<string, Value>, isOver: (value: Value) => boolean): void {
  for (const [key, value] of entries) {
    if (!isOver(value)) return;
    entries.delete(key);
  }
}
