import { ACTIVITY_KINDS, type DomainEvent, DomainEvent as Event } from '@rahyar/domain';
import fc from 'fast-check';
import { DAYS, ORGANIZATIONS, PLACES } from './arbitrary-problem.ts';

const day = fc.constantFrom(...DAYS);
const place = fc.option(fc.constantFrom(...PLACES), { nil: undefined });
const staff = fc.nat({ max: 9 }).map((number) => `s${number}`);
const relation = fc.constantFrom('employee' as const, 'beneficiary' as const, 'other' as const);

/**
 * Events about the subjects of a generated problem and about a few that do not exist. Several may hit one subject in any order, so that
 * fitting and unfitting ones follow each other.
 */
export const arbitraryEvents: fc.Arbitrary<DomainEvent[]> = fc
  .array(
    fc.tuple(
      fc.nat({ max: 32 }),
      day,
      fc.oneof(
        fc.constantFrom(
          { type: 'membershipRequested' },
          { type: 'membershipAccepted' },
          { type: 'membershipRequestEnded', how: 'withdrawn' },
        ),
        fc.record({ type: fc.constant('activityObserved'), activity: fc.constantFrom(...ACTIVITY_KINDS) }),
        fc.record({ type: fc.constant('obligationChanged'), open: fc.boolean() }),
        fc.record({ type: fc.constant('contactPreferenceChanged'), doNotContact: fc.boolean() }),
        place.map((home) => ({ type: 'homeChanged', ...(home === undefined ? {} : { home }) })),
        place.map((work) => ({ type: 'workChanged', ...(work === undefined ? {} : { work }) })),
        fc.record({
          type: fc.constant('relationStarted'),
          relation: fc.record({ organization: fc.constantFrom(...ORGANIZATIONS), relation }),
        }),
        fc.record({ type: fc.constant('relationEnded'), organization: fc.constantFrom(...ORGANIZATIONS) }),
        fc.record({ type: fc.constantFrom('socialLinkAccepted', 'socialLinkEnded'), rahyar: staff }),
        fc.record({
          type: fc.constant('contactLogged'),
          rahyar: staff,
          channel: fc.constant('phoneCounselling'),
          activity: fc.constant('guidance'),
          answered: fc.boolean(),
        }),
      ),
    ),
    { maxLength: 25 },
  )
  .map((drafts) =>
    drafts.map(([subject, on, rest], index) =>
      Event.parse({ id: `e${index}`, subject: `p${String(subject).padStart(3, '0')}`, on, ...rest }),
    ),
  );
