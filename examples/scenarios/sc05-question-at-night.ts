/**
 * SC5 (L58, L109): at 02:30 on a Friday a member asks how to sign a promissory note. An online rahyar answers, wherever the member lives, with
 * guidance. The face check opens at 07:00, and what remains becomes a follow-up of the named rahyar on the next working day.
 */
import { DomainEvent, foldEvents, parseWith } from '@rahyar/domain';
import { findMyRahyar } from '@rahyar/engine';
import { formatInstantFa, iranWorkingCalendar, isOpen, nextStep, SERVICE_HOURS, workingDayFrom } from '@rahyar/scheduler';
import { agendaOf, followUpFrom } from './agenda.ts';
import { planOn, subjectsOf } from './community.ts';
import { day, moment, wireDay } from './jalali.ts';

const calendar = iranWorkingCalendar()._unsafeUnwrap();
const now = moment('1405/09/06', '02:30');
const today = day('1405/09/06');
const subjects = subjectsOf([
  { subject: 'member', kind: 'natural', id: 'asker', home: '2001', lastActivity: { signIn: wireDay('1405/09/05') } },
  { subject: 'member', kind: 'natural', id: 'asker-of-no-known-place' },
]);
const { problem, plan } = planOn(
  wireDay('1405/09/06'),
  subjects.map((subject) => ({ subject })),
);
const onlineOf = (subject: string) => findMyRahyar(problem, plan, subject)?.responsible.find(({ basis }) => basis === 'online');
const online = onlineOf('asker');
const named = findMyRahyar(problem, plan, 'asker')?.responsible[0];
if (online === undefined || named === undefined) throw new Error('the member has a named rahyar and an online one');

const answered = parseWith(DomainEvent, {
  id: 'event-1',
  type: 'contactLogged',
  subject: 'asker',
  on: wireDay('1405/09/06'),
  rahyar: online.rahyar,
  channel: online.channels[0],
  activity: 'guidance',
  answered: true,
})._unsafeUnwrap();
const known = foldEvents(new Map(subjects.map((subject) => [subject.id, subject])), [answered]).subjects;

const faceCheck = nextStep('biometricVerification', { held: ['nationalCard'] }, now, calendar)._unsafeUnwrap();
const note = nextStep(
  'promissoryNotePurchase',
  { held: ['ownSim', 'sanaCode', 'issuingBankDeposit', 'signatureCertificate'] },
  now,
  calendar,
)._unsafeUnwrap();
const onNextWorkingDay = workingDayFrom(calendar, today)._unsafeUnwrap();

export const outcome = {
  answeredNow: isOpen(SERVICE_HOURS.onlineRahyari, now)._unsafeUnwrap(),
  by: { rahyar: online.rahyar, channels: online.channels },
  byWithoutAPlace: onlineOf('asker-of-no-known-place')?.rahyar,
  lastContactOn: known.get('asker')?.lastContactOn,
  faceCheck: {
    state: faceCheck.state,
    opens: faceCheck.state === 'closed' ? formatInstantFa(faceCheck.opensAt) : undefined,
    agenda: agendaOf(faceCheck),
  },
  followUps: note.actions
    .map((action) =>
      followUpFrom(
        { ...action, on: onNextWorkingDay },
        { process: 'promissoryNotePurchase', subject: 'asker', rahyar: named.rahyar, since: today },
      ),
    )
    .map(({ responsible, rule, dueOn }) => ({ responsible, rule, dueOn })),
};

if (import.meta.main) console.log(JSON.stringify(outcome, null, 2));
