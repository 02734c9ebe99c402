/// <reference lib="dom" />

import type { WebhookDelivery } from '../sandbox/mutant.ts';
import { asking, fault, jsonOf, type PlantedFault, without } from './spoil.ts';

const NO_SIGNATURE = Buffer.alloc(64).toString('base64');
const delivering =
  (deliver: () => (delivery: WebhookDelivery) => readonly WebhookDelivery[]): PlantedFault['plant'] =>
  () => ({ deliver: deliver() });
const withHeaders = (delivery: WebhookDelivery, headers: Readonly<Record<string, string>>): WebhookDelivery => ({
  ...delivery,
  headers: { ...delivery.headers, ...headers },
});
const signatureOf = ({ headers }: WebhookDelivery): string => headers['webhook-signature'] ?? '';
const hearing = (breaks: string, does: string, wrong: number, as: number): PlantedFault =>
  fault(breaks, does, () => ({ hears: (status) => (status === wrong ? as : status) }));

/** Faults in the webhooks that a partner sends. */
export const WEBHOOK_FAULTS: readonly PlantedFault[] = [
  fault(
    'HOOK-01',
    'sends no webhooks',
    delivering(() => () => []),
  ),
  fault(
    'HOOK-02',
    'sends no timestamp',
    delivering(() => (delivery) => [
      { ...delivery, headers: Object.fromEntries(Object.entries(delivery.headers).filter(([name]) => name !== 'webhook-timestamp')) },
    ]),
  ),
  fault(
    'HOOK-03',
    'signs with a key that is not listed',
    delivering(() => (delivery) => [
      signatureOf(delivery).startsWith('v1a,') ? withHeaders(delivery, { 'webhook-signature': `v1a,${NO_SIGNATURE}` }) : delivery,
    ]),
  ),
  fault(
    'HOOK-04',
    'signs with another secret',
    delivering(() => (delivery) => [
      signatureOf(delivery).startsWith('v1,') ? withHeaders(delivery, { 'webhook-signature': `v1,${NO_SIGNATURE}` }) : delivery,
    ]),
  ),
  fault(
    'HOOK-05',
    'tells no time of an event',
    delivering(() => (delivery) => [{ ...delivery, body: JSON.stringify(without(jsonOf(delivery.body), 'timestamp')) }]),
    {
      ids: ['HOOK-03', 'HOOK-04'],
      because: 'the mutant stands behind the signer, and a signature covers the body',
    },
  ),
  hearing('HOOK-06', 'takes a 503 for a success', 503, 204),
  fault(
    'HOOK-07',
    'repeats the old signature',
    delivering(() => {
      const first = new Map<string, WebhookDelivery>();
      return (delivery) => {
        const id = delivery.headers['webhook-id'] ?? '';
        const known = first.get(id) ?? delivery;
        first.set(id, known);
        return [known];
      };
    }),
  ),
  hearing('HOOK-08', 'repeats what was taken', 204, 500),
  hearing('HOOK-09', 'repeats after a 410', 410, 500),
  hearing('HOOK-10', 'takes a redirect for a success', 302, 204),
  fault(
    'HOOK-11',
    'forgets that a subscription is paused',
    asking(() => (request) => (request.url.endsWith('/pause') ? Response.json({ state: 'paused' }) : undefined)),
  ),
];
