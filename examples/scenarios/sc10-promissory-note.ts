/**
 * SC10 (L97, L117): Part refuses a promissory note because a draft is open: a conflict with the draft's id and two remedies. Once the draft is
 * cancelled the very same referral passes. Then the guarantor does not sign within a day, and the rahyar follows it up with him.
 */
import { parseWith, Referral } from '@rahyar/domain';
import { CONFLICT_REMEDIES, createInMemoryGateway, eventsFromPartner, partnersFor } from '@rahyar/partners';
import { iranWorkingCalendar, nextStep } from '@rahyar/scheduler';
import { agendaOf, followUpFrom } from './agenda.ts';
import { day, dayOf, moment, wireDay } from './jalali.ts';

const calendar = iranWorkingCalendar()._unsafeUnwrap();
const held = ['ownSim', 'sanaCode', 'issuingBankDeposit', 'signatureCertificate'] as const;
const now = moment('1405/09/02', '10:00');
const referral = parseWith(Referral, {
  id: 'referral-1',
  subject: 'borrower',
  rahyar: 'rahyar-damghan',
  partner: partnersFor('promissoryNotePurchase')[0],
  process: 'promissoryNotePurchase',
  idempotencyKey: 'k7Qm2vX9aLw4RtZ0',
  createdOn: wireDay('1405/09/02'),
  state: 'created',
})._unsafeUnwrap();

let openDraft: string | undefined = 'draft-7';
const part = createInMemoryGateway({
  now: () => now,
  decide: () => 'advance',
  refuse: () => (openDraft === undefined ? undefined : { kind: 'conflict', conflictingId: openDraft, remedies: CONFLICT_REMEDIES }),
});

const refused = await part.send(referral);
if (refused.isOk() || refused.error.kind !== 'conflict' || refused.error.conflictingId === undefined) throw new Error('a draft is open');
const { kind, conflictingId, remedies, outcome: effect } = refused.error;
const troubles = [{ trouble: 'openDraft', since: day('1405/09/02'), reference: conflictingId }];
const conflict = nextStep('promissoryNotePurchase', { held, troubles }, now, calendar)._unsafeUnwrap();

openDraft = undefined; // the member chose the second remedy
const receipt = (await part.send(referral))._unsafeUnwrap();
const reported = (await part.pollEvents())._unsafeUnwrap().flatMap((event) => {
  const placed = eventsFromPartner(event, referral, dayOf);
  return placed.map((domainEvent) => (domainEvent.type === 'referralProgressed' ? domainEvent.state : domainEvent.type));
});

const deadlines = [{ deadline: 'guarantorSignature', start: moment('1405/09/04', '10:00') }];
const signatureAt = (jalali: string, time: string) =>
  nextStep('promissoryNotePurchase', { held, deadlines }, moment(jalali, time), calendar)._unsafeUnwrap();
const inTime = signatureAt('1405/09/05', '09:59');
const tooLate = signatureAt('1405/09/06', '10:00');
const followUps = tooLate.actions.map((action) =>
  followUpFrom(action, { process: 'promissoryNotePurchase', subject: 'borrower', rahyar: referral.rahyar, since: day('1405/09/04') }),
);

export const outcome = {
  refused: { kind, conflictingId, remedies, outcome: effect },
  conflict: { state: conflict.state, agenda: agendaOf(conflict) },
  afterCancelling: { state: receipt.state, reported },
  signature: {
    inTime: inTime.state,
    tooLate: tooLate.state,
    agenda: agendaOf(tooLate),
    responsible: followUps.map(({ responsible }) => responsible),
  },
};

if (import.meta.main) console.log(JSON.stringify(outcome, null, 2));
