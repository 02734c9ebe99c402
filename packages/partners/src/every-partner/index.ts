import { events } from './events.ts';
import { followUps } from './follow-ups.ts';
import { referrals } from './referrals.ts';
import { webhooks } from './webhooks.ts';

export { EventV1, events } from './events.ts';
export { FOLLOW_UP_MACHINE, FOLLOW_UP_TOPICS, followUp, followUps } from './follow-ups.ts';
export { REFERRAL_MACHINE, referral, referrals } from './referrals.ts';
export { PING_EVENT, WEBHOOK_MACHINE, WEBHOOK_SCHEMES, webhookSubscription, webhooks } from './webhooks.ts';

/** What every partner offers beside its own capabilities. */
export const commonCapabilities = { referrals, followUps, events, webhooks };
