import { ok, type Result } from 'neverthrow';
import type { Delivery } from './deliveries.ts';
import type { DeliveryNote, Rows } from './rows.ts';
import type { StoreError } from './store-error.ts';

type ClaimAnswer = 'claimed' | 'busy' | 'seen' | 'older';

/** Longer than the 75 hours and 35 minutes over which the Standard Webhooks table repeats, with jitter. */
const REMEMBERED_MS = 5 * 24 * 3_600_000;

/** Takes a delivery up, unless it was handled, is being handled, or tells of an older version. */
export async function claimDelivery(rows: Rows, delivery: Delivery): Promise<Result<ClaimAnswer, StoreError>> {
  const now = await rows.now();
  const notes = await liveNotes(rows, [seenKey(delivery), versionKey(delivery), ...leaseKeys(delivery)], now);
  if (notes.has(seenKey(delivery))) return ok('seen');
  if (delivery.change !== undefined && delivery.change.stateVersion <= (notes.get(versionKey(delivery))?.value ?? 0)) return ok('older');
  if (leaseKeys(delivery).some((key) => notes.has(key))) return ok('busy');
  await rows.putDeliveryNotes(leaseKeys(delivery).map((key) => ({ key, value: delivery.leaseEndsAtMs, endsAt: delivery.leaseEndsAtMs })));
  return ok('claimed');
}

/** Remembers that a delivery was handled, and the version of its thing; lets go of it. */
export async function finishDelivery(rows: Rows, delivery: Delivery): Promise<Result<void, StoreError>> {
  const now = await rows.now();
  const endsAt = now + REMEMBERED_MS;
  const notes: DeliveryNote[] = [{ key: seenKey(delivery), value: 1, endsAt }];
  if (delivery.change !== undefined) {
    const latest = (await liveNotes(rows, [versionKey(delivery)], now)).get(versionKey(delivery))?.value ?? 0;
    notes.push({ key: versionKey(delivery), value: Math.max(latest, delivery.change.stateVersion), endsAt });
  }
  await rows.putDeliveryNotes(notes);
  return releaseDelivery(rows, delivery);
}

/** Lets go of a delivery, unless another has taken it over. */
export async function releaseDelivery(rows: Rows, delivery: Delivery): Promise<Result<void, StoreError>> {
  const notes = await rows.deliveryNotes(leaseKeys(delivery));
  const own = notes.filter(({ value }) => value === delivery.leaseEndsAtMs).map(({ key }) => key);
  if (own.length > 0) await rows.dropDeliveryNotes(own);
  return ok(undefined);
}

async function liveNotes(rows: Rows, keys: readonly string[], now: number): Promise<Map<string, DeliveryNote>> {
  const notes = await rows.deliveryNotes(keys);
  return new Map(notes.filter(({ endsAt }) => endsAt > now).map((note) => [note.key, note]));
}

const seenKey = ({ partner, webhookId }: Delivery): string => `seen ${partner} ${webhookId}`;
const versionKey = ({ partner, change }: Delivery): string => `version ${partner} ${change?.thing ?? ''}`;
const leaseKeys = ({ partner, webhookId, change }: Delivery): readonly string[] => [
  `lease ${partner} delivery ${webhookId}`,
  ...(change === undefined ? [] : [`lease ${partner} thing ${change.thing}`]),
];
