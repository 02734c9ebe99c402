import * as z from 'zod';
import { capability } from '../contract/capability.ts';
import { stateMachine } from '../contract/machine.ts';
import { marked } from '../contract/marks.ts';
import { act, amend, create, list, read } from '../contract/operation.ts';
import { resource } from '../contract/resource.ts';
import { choiceOf, openWordOf } from '../contract/wire.ts';
import { Word } from '../wire-text.ts';

/** Standard Webhooks `v1`, HMAC with a shared secret, and `v1a`, ed25519 with the partner's keys of its discovery document. */
export const WEBHOOK_SCHEMES = ['shared_secret', 'public_key'] as const;

/** The type of the event that `ping` brings. */
export const PING_EVENT = 'webhook.ping';

/** A receiver that answers 410, or fails for days, is disabled by the partner; the caller resumes it. */
export const WEBHOOK_MACHINE = stateMachine({
  states: {
    active: { fa: 'برقرار', en: 'active' },
    paused: { fa: 'متوقف', en: 'paused' },
    disabled: { fa: 'ازکارافتاده', en: 'disabled' },
    cancelled: { fa: 'لغوشده', en: 'cancelled' },
  },
  initial: 'active',
  transitions: [
    { action: 'pause', from: ['active'], to: 'paused', by: 'caller' },
    { action: 'resume', from: ['paused', 'disabled'], to: 'active', by: 'caller' },
    { action: 'cancel', from: ['active', 'paused', 'disabled'], to: 'cancelled', by: 'caller' },
    { action: 'disable', from: ['active'], to: 'disabled', by: 'partner' },
  ],
});

/** Where a receiver listens: https, no user name, no query, no fragment. */
const WebhookUrl = marked(
  'none',
  z.string().regex(/^https:\/\/[A-Za-z0-9.-]{1,200}(?::\d{1,5})?(?:\/[A-Za-z0-9._~/-]{0,400})?$/, 'value.format'),
);
/** Which key signs; several are good at once while they change. */
const KeyId = marked('none', z.string().regex(/^[A-Za-z0-9_.-]{1,64}$/, 'value.format'));
const EventTypes = z.array(marked('none', Word)).max(50);

export const webhookSubscription = resource({
  name: 'webhookSubscription',
  title: { fa: 'اشتراک رویداد', en: 'webhook subscription' },
  prefix: 'whs',
  path: '/v1/webhook-subscriptions',
  machine: WEBHOOK_MACHINE,
  event: 'common.webhook_subscription.state_changed',
  fields: {
    url: WebhookUrl,
    scheme: openWordOf(WEBHOOK_SCHEMES),
    keyId: KeyId.optional(),
    /** Empty for every type. */
    eventTypes: EventTypes,
  },
  example: { url: 'https://rahyar.example/partner-events', scheme: 'public_key', keyId: 'key-1', eventTypes: ['referral.state_changed'] },
});

/** Events by webhook, to an address that the caller names. */
export const webhooks = capability({
  id: 'common.webhooks',
  title: { fa: 'اشتراک رویدادها', en: 'Webhooks' },
  processes: [],
  resources: [webhookSubscription],
  operations: {
    subscribe: create(webhookSubscription, {
      summary: { fa: 'اشتراک در رویدادها', en: 'Subscribe to events' },
      body: {
        url: WebhookUrl,
        scheme: choiceOf(WEBHOOK_SCHEMES),
        keyId: KeyId.optional(),
        /** The caller makes the shared secret and the partner never shows it; marked so that it is hidden like an identifier. */
        secret: marked('identifier', z.string().regex(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/, 'value.format')).optional(),
        eventTypes: EventTypes,
      },
      example: { url: 'https://rahyar.example/partner-events', scheme: 'public_key', eventTypes: ['referral.state_changed'] },
      rejections: ['URL_NOT_ALLOWED', 'SECRET_REQUIRED', 'EVENT_TYPE_UNKNOWN'],
    }),
    get: read(webhookSubscription, { summary: { fa: 'یک اشتراک', en: 'One subscription' } }),
    list: list(webhookSubscription, {
      summary: { fa: 'اشتراک‌ها', en: 'Subscriptions' },
      filters: { state: choiceOf(['active', 'paused', 'disabled', 'cancelled']).optional() },
    }),
    pause: act(webhookSubscription, 'pause', { summary: { fa: 'توقف اشتراک', en: 'Pause a subscription' } }),
    resume: act(webhookSubscription, 'resume', { summary: { fa: 'ازسرگیری اشتراک', en: 'Resume a subscription' } }),
    cancel: act(webhookSubscription, 'cancel', { summary: { fa: 'لغو اشتراک', en: 'Cancel a subscription' } }),
    ping: amend(webhookSubscription, 'ping', {
      summary: { fa: 'فرستادن یک رویداد آزمایشی', en: 'Send one event as a trial' },
      body: {},
      example: {},
      inStates: ['active'],
      emits: PING_EVENT,
    }),
  },
});
