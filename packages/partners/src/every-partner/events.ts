import * as z from 'zod';
import { capability } from '../contract/capability.ts';
import { marked } from '../contract/marks.ts';
import { feed } from '../contract/operation.ts';
import { StateVersion } from '../contract/resource.ts';
import { CodeV1, MomentV1 } from '../contract/wire.ts';
import { ReferralV1 } from '../referral-v1.ts';
import { PartnerMadeId, Word } from '../wire-text.ts';

const AnyId = marked('none', PartnerMadeId);
const AnyWord = marked('none', Word);

/**
 * One event, from the feed or a webhook: thin, so that nothing personal stands in a queue or a log. What is new is read from the thing itself.
 * `parsePartnerEvent` reads the same text. An event that tells of no thing, such as a ping, has empty data.
 */
export const EventV1 = z.object({
  id: AnyId,
  type: AnyWord,
  timestamp: MomentV1,
  data: z.object({
    id: AnyId.optional(),
    state: AnyWord.optional(),
    stateVersion: StateVersion.optional(),
    code: CodeV1.optional(),
    referralId: marked('none', ReferralV1.shape.referralId).optional(),
  }),
});
export interface EventV1 extends z.infer<typeof EventV1> {}

/** The events of a partner by asking, for a host without a public address, and for what a webhook missed. */
export const events = capability({
  id: 'common.events',
  title: { fa: 'رویدادها', en: 'Events' },
  processes: [],
  resources: [],
  operations: {
    list: feed('/v1/events', {
      summary: { fa: 'رویدادهای پس از یک رویداد', en: 'The events after an event' },
      item: EventV1,
      answerExample: {
        data: [
          {
            id: 'evt_01J9ZCK3V7',
            type: 'referral.state_changed',
            timestamp: '2026-11-28T09:30:00+03:30',
            data: { id: 'ref_01J9ZCK3V7', referralId: 'referral-1', state: 'accepted', stateVersion: 2 },
          },
        ],
      },
    }),
  },
});
