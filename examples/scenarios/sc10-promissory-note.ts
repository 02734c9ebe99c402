/**
 * SC10 (L97, L117): a referral for a promissory note goes to Part; the bank refuses the note because a draft is open: a conflict with the
 * draft's id and two remedies. Once the draft is cancelled the very same note passes, Part takes the issuer's signature, and the bank finalises.
 * Then the guarantor does not sign within a day, and the rahyar follows it up with him.
 */
import { Instant, parseWith, Referral } from '@rahyar/domain';
import { createPortGateway, eventsFromPartner } from '@rahyar/partners';
import { bank } from '@rahyar/partners/bank';
import { part } from '@rahyar/partners/part';
import { createInMemoryPartner } from '@rahyar/partners/testing';
import { iranWorkingCalendar, nextStep } from '@rahyar/scheduler';
import { agendaOf, followUpFrom } from './agenda.ts';
import { day, dayOf, moment, wireDay } from './jalali.ts';

const calendar = iranWorkingCalendar()._unsafeUnwrap();
const held = ['ownSim', 'sanaCode', 'issuingBankDeposit', 'signatureCertificate'] as const;
let now = moment('1405/09/02', '10:00');
const clock = { nowMs: () => Date.parse(now), schedule: () => () => undefined };
const atBank = createInMemoryPartner(bank, { clock });
const atPart = createInMemoryPartner(part, { clock });
const { promissoryNotes } = atBank.ports;

const referral = parseWith(Referral, {
  id: 'referral-1',
  subject: 'borrower',
  rahyar: 'rahyar-damghan',
  partner: part.id,
  process: 'promissoryNotePurchase',
  idempotencyKey: 'k7Qm2vX9aLw4RtZ0',
  createdOn: wireDay('1405/09/02'),
  state: 'created',
})._unsafeUnwrap();
const gateway = createPortGateway(part.id, atPart.ports);
const receipt = (await gateway.send(referral))._unsafeUnwrap();
atPart.model.advance(receipt.reference);
const reported = (await gateway.pollEvents())._unsafeUnwrap().flatMap((event) => {
  const placed = eventsFromPartner(event, referral, dayOf);
  return placed.map((domainEvent) => (domainEvent.type === 'referralProgressed' ? domainEvent.state : domainEvent.type));
});

const memberId = 'triggers.UNFINALISED_DRAFT'; // whoever bears this id has an open draft at the double
const note = {
  memberId,
  issuer: { kind: 'natural', nationalId: '0499370899', mobile: '+989120000001' },
  recipient: { kind: 'legal', nationalId: '10101370000' },
  faceValue: { value: 3_600_000_000, currency: 'IRR' },
  paymentPlace: 'سمنان، خیابان طالقانی',
  transferable: true,
} as const;
const refused = await promissoryNotes.issue(note);
if (refused.isOk() || refused.error.kind !== 'conflict' || refused.error.conflictingId === undefined) throw new Error('a draft is open');
const { kind, code, conflictingId, remedies, outcome: effect } = refused.error;
const troubles = [{ trouble: 'openDraft', since: day('1405/09/02'), reference: conflictingId }];
const conflict = nextStep('promissoryNotePurchase', { held, troubles }, now, calendar)._unsafeUnwrap();

const cancelled = (await promissoryNotes.cancel({ id: conflictingId }))._unsafeUnwrap(); // the member chose the second remedy
const drafted = (await promissoryNotes.issue(note))._unsafeUnwrap();
const { id } = drafted;
const guarantor = { kind: 'natural', nationalId: '0084575948', mobile: '+989120000002' } as const;
(await promissoryNotes.addGuarantor({ id, party: guarantor }))._unsafeUnwrap();
atBank.model.step(id, 'price');
(await promissoryNotes.pay({ id, paymentId: 'PAY-1001' }))._unsafeUnwrap();

const toSign = {
  title: 'سفتهٔ الکترونیکی',
  documentUrl: 'https://documents.example/one-time/8kTz1LwP',
  documentSha256: drafted.draftSha256 ?? '',
  signers: [{ memberId, role: 'issuer' as const }],
};
const signature = (await atPart.ports.signatures.create(toSign))._unsafeUnwrap();
for (const step of ['notify', 'show', 'accept_signature']) atPart.model.step(signature.id, step);
const signed = (await atPart.ports.signatures.get({ id: signature.id }))._unsafeUnwrap();
(await promissoryNotes.finalize({ id, signatureRequestId: signature.id }))._unsafeUnwrap();

now = moment('1405/09/04', '10:00');
atBank.model.step(id, 'ask_guarantors');
const waiting = (await promissoryNotes.get({ id }))._unsafeUnwrap();
const deadlines = [{ deadline: 'guarantorSignature', start: Instant.parse(waiting.timeline.at(-1)?.at) }];
const signatureAt = (jalali: string, time: string) =>
  nextStep('promissoryNotePurchase', { held, deadlines }, moment(jalali, time), calendar)._unsafeUnwrap();
const inTime = signatureAt('1405/09/05', '09:59');
const tooLate = signatureAt('1405/09/06', '10:00');
now = moment('1405/09/06', '10:00');
atBank.model.step(id, 'expire');
const expired = (await promissoryNotes.get({ id }))._unsafeUnwrap();
const followUps = tooLate.actions.map((action) =>
  followUpFrom(action, { process: 'promissoryNotePurchase', subject: 'borrower', rahyar: referral.rahyar, since: day('1405/09/04') }),
);

export const outcome = {
  referral: { partner: referral.partner, state: receipt.state, reported },
  refused: { kind, code, conflictingId, remedies, outcome: effect },
  conflict: { state: conflict.state, agenda: agendaOf(conflict) },
  remedied: { draft: cancelled.state, note: drafted.state, issuerSignature: signed.state },
  signature: {
    atBank: [waiting.state, expired.state],
    inTime: inTime.state,
    tooLate: tooLate.state,
    agenda: agendaOf(tooLate),
    responsible: followUps.map(({ responsible }) => responsible),
  },
};

if (import.meta.main) console.log(JSON.stringify(outcome, null, 2));
