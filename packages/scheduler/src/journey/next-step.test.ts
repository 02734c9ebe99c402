import { type Instant, KEY_PROCESSES } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import { type EpochDay, WEEKDAY_LABELS, weekdayOf } from '../epoch-day.ts';
import { formatJalali, parseJalali } from '../jalali-text.ts';
import { parseLocalTime } from '../local-time.ts';
import { toInstant } from '../tehran-time.ts';
import { iranWorkingCalendar } from '../working-calendar.ts';
import type { CaseFacts } from './case-facts.ts';
import type { Journey, JourneyId } from './journey.ts';
import { type NextStep, nextStep } from './next-step.ts';
import { type Party, RAHYAR } from './party.ts';
import { loanRequest } from './shipped/loan-request.ts';
import { BUYER, GUARANTOR, HAMI, organizationAt, SECRETARIAT } from './shipped/notation.ts';
import { SHIPPED_JOURNEYS } from './shipped/shipped-journeys.ts';

const calendar = iranWorkingCalendar()._unsafeUnwrap();
const dayOf = (jalali: string): EpochDay => parseJalali(jalali)._unsafeUnwrap();
const instantOf = (jalali: string, time = '10:00'): Instant => toInstant(dayOf(jalali), parseLocalTime(time)._unsafeUnwrap());
const allHeld = SHIPPED_JOURNEYS.prerequisites.map(({ id }) => id);
const without = (...missing: JourneyId[]): JourneyId[] => allHeld.filter((prerequisite) => !missing.includes(prerequisite));

const step = (journey: JourneyId, facts: CaseFacts, jalali: string, time?: string): NextStep =>
  nextStep(journey, facts, instantOf(jalali, time), calendar)._unsafeUnwrap();
/** Who does what on which day, one line each. */
const plan = ({ actions }: NextStep): string[] =>
  actions.map(({ code, by, on }) => {
    const who = by.party === 'supportOfficer' ? `supportOfficer at ${by.at}` : by.party;
    return `${WEEKDAY_LABELS[weekdayOf(on)].en} ${formatJalali(on, 'en')} ${who} ${code}`;
  });

describe('SC9: Merat', () => {
  it('without a hub or core identifier is blocked, and points to coreIdIssuance', () => {
    const blocked = step('creditAssessment', { held: without('hubOrCoreId') }, '1405/09/02');
    expect(blocked).toMatchObject({ state: 'blocked', missing: [{ prerequisite: 'hubOrCoreId', obtainedBy: 'coreIdIssuance' }] });
    expect(blocked.calendarVersion).toBe(calendar.version);
    expect(plan(blocked)).toEqual(['Monday 1405/09/02 rahyar guideToPrerequisites']);
  });

  it('stays blocked although it was requested', () => {
    expect(step('creditAssessment', { held: [], requestedDay: dayOf('1405/09/02') }, '1405/09/08').state).toBe('blocked');
  });

  it('may begin with everything in hand', () => {
    const ready = step('creditAssessment', { held: ['ownSim', 'bankAccount', 'hubOrCoreId'] }, '1405/09/02');
    expect(ready.state).toBe('ready');
    expect(plan(ready)).toEqual(['Monday 1405/09/02 rahyar guideToStart']);
  });

  it('waits three days; from the fourth the support officer at Part is asked', () => {
    const facts = { held: allHeld, requestedDay: dayOf('1405/08/30') };
    const third = step('creditAssessment', facts, '1405/09/03');
    expect(third).toMatchObject({ state: 'waiting', dueBy: dayOf('1405/09/03'), confidence: 'fixed' });
    expect(plan(third)).toEqual(['Wednesday 1405/09/04 supportOfficer at part askForAnswer']);
    const fourth = step('creditAssessment', facts, '1405/09/04');
    expect(fourth).toMatchObject({ state: 'overdue', dueBy: dayOf('1405/09/03') });
    expect(plan(fourth)).toEqual(['Wednesday 1405/09/04 supportOfficer at part askForAnswer']);
    expect(plan(step('creditAssessment', facts, '1405/09/06'))).toEqual(['Saturday 1405/09/07 supportOfficer at part askForAnswer']);
  });

  it('holds for twelve months, and its renewal is brought to mind a Jalali month before', () => {
    const facts = { held: allHeld, completedDay: dayOf('1405/07/10') };
    const done = step('creditAssessment', facts, '1405/09/02');
    expect(done).toMatchObject({ state: 'done', validUntil: dayOf('1406/07/10') });
    // 10 Shahrivar 1406 is a Wednesday.
    expect(plan(done)).toEqual(['Wednesday 1406/06/10 rahyar remindOfRenewal']);
    expect(plan(step('creditAssessment', facts, '1406/07/04'))).toEqual(['Sunday 1406/07/04 rahyar remindOfRenewal']);
    expect(step('creditAssessment', facts, '1406/07/10').state).toBe('done');
    expect(step('creditAssessment', facts, '1406/07/11')).toMatchObject({ state: 'expired', validUntil: dayOf('1406/07/10') });
  });

  it('that was given on 30 Esfand ends on 29 Esfand', () => {
    const done = step('creditAssessment', { held: [], completedDay: dayOf('1403/12/30') }, '1404/05/01');
    expect(done).toMatchObject({ state: 'done', validUntil: dayOf('1404/12/29') });
  });
});

describe('SC10: a promissory note', () => {
  it('conflicts with a draft that is not finalised, and names the draft and both remedies', () => {
    const facts = { held: allHeld, troubles: [{ trouble: 'openDraft', since: dayOf('1405/09/02'), reference: 'draft-7' }] };
    expect(step('promissoryNotePurchase', facts, '1405/09/02')).toMatchObject({
      state: 'conflict',
      conflictingId: 'draft-7',
      remedies: ['finalise', 'cancel'],
    });
    expect(step('promissoryNotePurchase', { ...facts, held: without('sanaCode') }, '1405/09/02').state).toBe('blocked');
    expect(step('promissoryNotePurchase', { ...facts, completedDay: dayOf('1405/09/01') }, '1405/09/02').state).toBe('done');
  });

  it('waits a day of 1,440 minutes for the guarantor, then makes a follow-up with him', () => {
    const facts = { held: allHeld, deadlines: [{ deadline: 'guarantorSignature', start: instantOf('1405/09/04', '10:00') }] };
    expect(step('promissoryNotePurchase', facts, '1405/09/05', '09:59')).toMatchObject({ state: 'waiting', dueBy: dayOf('1405/09/05') });
    const expired = step('promissoryNotePurchase', facts, '1405/09/05', '10:00');
    expect(expired).toMatchObject({ state: 'expired', validUntil: dayOf('1405/09/05') });
    expect(expired.actions).toMatchObject([{ code: 'askGuarantorToSign', activity: 'followUp', with: { party: 'guarantor' } }]);
    // On Friday it is planned for Saturday.
    expect(plan(step('promissoryNotePurchase', facts, '1405/09/06'))).toEqual(['Saturday 1405/09/07 rahyar askGuarantorToSign']);
    const signed = { held: allHeld, deadlines: facts.deadlines.map((deadline) => ({ ...deadline, met: true })) };
    expect(step('promissoryNotePurchase', signed, '1405/09/06').state).toBe('ready');
  });

  it('believes a request that states its own validity', () => {
    const facts = { held: allHeld, deadlines: [{ deadline: 'guarantorSignature', start: instantOf('1405/09/04', '23:50'), minutes: 30 }] };
    expect(step('promissoryNotePurchase', facts, '1405/09/05', '00:19')).toMatchObject({ state: 'waiting', dueBy: dayOf('1405/09/05') });
    expect(step('promissoryNotePurchase', facts, '1405/09/05', '00:20').state).toBe('expired');
  });
});

describe('SC11: a SAT', () => {
  const emptyAddress = [{ trouble: 'originAddressEmpty', since: dayOf('1405/09/01') }];

  it('before the core identifier is blocked; with an empty origin address it is invalid; once accepted it leads on', () => {
    expect(step('satBoothSetup', { held: without('coreId'), troubles: emptyAddress }, '1405/09/02')).toMatchObject({
      state: 'blocked',
      missing: [{ prerequisite: 'coreId', obtainedBy: 'coreIdIssuance' }],
    });
    expect(step('satBoothSetup', { held: ['coreId'], troubles: emptyAddress }, '1405/09/02')).toMatchObject({
      state: 'invalid',
      issues: [{ path: ['originAddress'], code: 'value.required' }],
    });
    expect(step('satBoothSetup', { held: ['coreId'] }, '1405/09/02').state).toBe('ready');
    expect(
      step('satBoothSetup', { held: ['coreId'], troubles: emptyAddress, completedDay: dayOf('1405/09/01') }, '1405/09/02'),
    ).toMatchObject({
      state: 'done',
      leadsTo: 'satOffering',
    });
  });
});

describe('SC12: the message of a marriage loan on 25 Esfand', () => {
  const facts = (message: string) => ({ held: allHeld, deadlines: [{ deadline: 'documentMatching', start: dayOf(message) }] });

  it('1404, a Monday, gives until Monday 17 Farvardin 1405: 26 to 28 Esfand, 5, 6, 8 to 11 and 15 to 17 Farvardin', () => {
    expect(weekdayOf(dayOf('1404/12/25'))).toBe('monday');
    const waiting = step('loanRequest', facts('1404/12/25'), '1404/12/25');
    expect(waiting).toMatchObject({ state: 'waiting', dueBy: dayOf('1405/01/17'), confidence: 'fixed' });
    expect(plan(waiting)).toEqual([
      'Saturday 1405/01/08 rahyar remindOfDeadline',
      'Tuesday 1405/01/11 rahyar remindOfDeadline',
      'Sunday 1405/01/16 rahyar remindOfDeadline',
    ]);
  });

  it('1405, a Tuesday, gives until Wednesday 18 Farvardin 1406, and rests on a lunar holiday that was announced', () => {
    expect(weekdayOf(dayOf('1405/12/25'))).toBe('tuesday');
    expect(step('loanRequest', facts('1405/12/25'), '1406/01/15')).toMatchObject({
      state: 'waiting',
      dueBy: dayOf('1406/01/18'),
      confidence: 'announced',
    });
  });

  it('is brought to mind until the last day, and lost on the day after: register again', () => {
    const last = step('loanRequest', facts('1404/12/25'), '1405/01/17');
    expect(last.state).toBe('waiting');
    expect(plan(last)).toEqual(['Monday 1405/01/17 rahyar remindOfDeadline']);
    const lost = step('loanRequest', facts('1404/12/25'), '1405/01/18');
    expect(lost).toMatchObject({ state: 'lost', dueBy: dayOf('1405/01/17') });
    expect(plan(lost)).toEqual(['Tuesday 1405/01/18 rahyar registerAgain']);
  });

  it('is over once the documents are filed', () => {
    const filed = { held: allHeld, deadlines: [{ deadline: 'documentMatching', start: dayOf('1404/12/25'), met: true }] };
    expect(step('loanRequest', filed, '1405/02/01').state).toBe('ready');
    const paidOut = { ...facts('1404/12/25'), completedDay: dayOf('1405/01/20') };
    expect(step('loanRequest', paidOut, '1405/02/01').state).toBe('done');
  });
});

describe('SC3: an instalment twelve days overdue', () => {
  it('is followed by the rahyar, at the bank, and on the legal side; the rahyar stays beside the member', () => {
    // 2 Azar 1405 is twelve days after 20 Aban; on a Friday the work moves to Saturday.
    const facts = {
      held: allHeld,
      completedDay: dayOf('1405/01/20'),
      troubles: [{ trouble: 'overdueInstalment', since: dayOf('1405/08/20') }],
    };
    const overdue = step('loanRequest', facts, '1405/09/02');
    expect(overdue).toMatchObject({ state: 'overdue', dueBy: dayOf('1405/08/20') });
    expect(plan(overdue)).toEqual([
      'Monday 1405/09/02 rahyar askToPay',
      'Monday 1405/09/02 supportOfficer at resalatBank followBankSide',
      'Monday 1405/09/02 supportOfficer at novinDadfar followLegalSide',
      'Monday 1405/09/02 rahyar accompany',
    ]);
    expect(overdue.actions.map(({ activity }) => activity)).toEqual(['followUp', 'followUp', 'followUp', 'accompaniment']);
    expect(plan(step('loanRequest', facts, '1405/09/06'))[0]).toBe('Saturday 1405/09/07 rahyar askToPay');
  });

  it('leaves the legal side alone before the tenth day, and everything on the due day', () => {
    const facts = {
      held: allHeld,
      completedDay: dayOf('1405/01/20'),
      troubles: [{ trouble: 'overdueInstalment', since: dayOf('1405/08/20') }],
    };
    expect(plan(step('loanRequest', facts, '1405/08/29')).join()).not.toContain('followLegalSide');
    expect(plan(step('loanRequest', facts, '1405/08/30')).join()).toContain('followLegalSide');
    expect(step('loanRequest', facts, '1405/08/20').state).toBe('done');
  });
});

describe('SC5: a face check at 02:30 at night', () => {
  it('is closed until 07:00', () => {
    const closed = step('biometricVerification', { held: allHeld }, '1405/09/03', '02:30');
    expect(closed).toMatchObject({ state: 'closed', opensAt: instantOf('1405/09/03', '07:00') });
    expect(step('biometricVerification', { held: allHeld }, '1405/09/03', '07:00').state).toBe('ready');
    expect(step('biometricVerification', { held: [] }, '1405/09/03', '02:30').state).toBe('blocked');
  });
});

describe('the twelve processes', () => {
  it('begin with what the rahyar guides to, or is taught', () => {
    for (const process of KEY_PROCESSES) {
      const { state, actions } = step(process, { held: allHeld }, '1405/09/02');
      expect([process, state]).toEqual([process, 'ready']);
      const isSkill = process === 'effectiveCommunication' || process === 'memberIdentification';
      expect([process, actions[0]?.code]).toEqual([process, isSkill ? 'guideToMastery' : 'guideToStart']);
    }
  });

  it('are followed where the journey says when an answer stays away, and after five more working days by a secretary', () => {
    for (const { id, nature, askNext, escalation } of SHIPPED_JOURNEYS.journeys) {
      if (nature === 'competence') continue;
      const { state, actions } = step(id, { held: allHeld, requestedDay: dayOf('1405/06/01') }, '1405/09/02');
      if (state !== 'overdue') continue;
      expect(actions.map(({ by }) => by)).toEqual([askNext, escalation.party]);
      expect(actions.map(({ code }) => code)).toEqual(['askForAnswer', 'raise']);
    }
  });

  it('say of an answer awaited in working days how sure the holidays between are', () => {
    const waiting = step('digitalCheque', { held: allHeld, requestedDay: dayOf('1405/12/17') }, '1405/12/17');
    expect(waiting).toMatchObject({ state: 'waiting', dueBy: dayOf('1405/12/23'), confidence: 'announced' });
  });

  it('end when completed', () => {
    for (const process of KEY_PROCESSES) {
      const facts = { held: [], completedDay: dayOf('1405/09/01') };
      expect([process, step(process, facts, '1405/09/02').state]).toEqual([process, 'done']);
    }
  });

  it('have no answer outside the calendar', () => {
    const [requestedDay, today] = [calendar.lastDay + 1, calendar.lastDay + 20] as [EpochDay, EpochDay];
    const asOf = toInstant(today, parseLocalTime('10:00')._unsafeUnwrap());
    const refused = nextStep('creditAssessment', { held: allHeld, requestedDay }, asOf, calendar);
    expect(refused._unsafeUnwrapErr()).toEqual({ kind: 'calendarError', code: 'workingCalendar.notCovered' });
  });

  it('a certificate that states its own end is renewed by it', () => {
    const facts = { held: [], completedDay: dayOf('1404/01/01'), validUntil: dayOf('1405/10/15') };
    expect(plan(step('digitalSignature', facts, '1405/09/02'))).toEqual(['Sunday 1405/09/15 rahyar remindOfRenewal']);
    expect(step('digitalSignature', facts, '1405/10/16').state).toBe('expired');
  });

  it('are refused where the journey or a fact of it is unknown', () => {
    const ask = (journey: string, facts: CaseFacts) => nextStep(journey, facts, instantOf('1405/09/02'), calendar);
    expect(ask('marriage', { held: [] })._unsafeUnwrapErr().code).toBe('journey.unknown');
    const since = dayOf('1405/09/01');
    for (const facts of [
      { held: [], steps: [{ step: 'sign', on: since }] },
      { held: [], troubles: [{ trouble: 'openDraft', since }] },
      { held: [], deadlines: [{ deadline: 'documentMatching', start: since }] },
    ])
      expect(ask('membership', facts)._unsafeUnwrapErr().code).toBe('journey.unknownFact');
  });
});

describe('a loan', () => {
  it('goes from the approval to the signature of the member, and from it to the payout', () => {
    const facts = { held: allHeld, requestedDay: dayOf('1405/08/02') };
    expect(step('loanRequest', facts, '1405/08/03')).toMatchObject({ state: 'waiting', about: { kind: 'step', id: 'approve' } });
    const approved = { ...facts, steps: [{ step: 'approve', on: dayOf('1405/08/20') }] };
    const signing = step('loanRequest', approved, '1405/08/23');
    expect(signing).toMatchObject({ state: 'ready', about: { id: 'signContract' } });
    expect(plan(signing)).toEqual(['Saturday 1405/08/23 rahyar guideToStep']);
    const signed = { ...approved, steps: [...approved.steps, { step: 'signContract', on: dayOf('1405/08/24') }] };
    // Five working days from Sunday 24 Aban: Saturday 30 Aban.
    expect(step('loanRequest', signed, '1405/08/25')).toMatchObject({ state: 'waiting', dueBy: dayOf('1405/08/30') });
  });
});

describe('who is asked next', () => {
  it('is asked three working days after a trouble showed', () => {
    const facts = { held: allHeld, troubles: [{ trouble: 'openDraft', since: dayOf('1405/09/02') }] };
    expect(plan(step('promissoryNotePurchase', facts, '1405/09/04'))).toEqual(['Wednesday 1405/09/04 rahyar guideToRemedy']);
    expect(plan(step('promissoryNotePurchase', facts, '1405/09/05'))).toEqual([
      'Thursday 1405/09/05 rahyar guideToRemedy',
      'Thursday 1405/09/05 supportOfficer at part raise',
    ]);
  });

  it('is a secretary when the fifth working day after the due day has passed', () => {
    const facts = { held: allHeld, requestedDay: dayOf('1405/08/30') };
    // Due on Tuesday 3 Azar; five working days on is Monday 9 Azar.
    expect(plan(step('creditAssessment', facts, '1405/09/09'))).toHaveLength(1);
    expect(plan(step('creditAssessment', facts, '1405/09/10'))).toEqual([
      'Tuesday 1405/09/10 supportOfficer at part askForAnswer',
      'Tuesday 1405/09/10 affairsSecretary raise',
    ]);
  });
});

describe('an order that goes through two organisations', () => {
  it('is asked about where the answer is owed: first at Fardap, then at Shokooh-e Isar', () => {
    const facts = { held: allHeld, requestedDay: dayOf('1405/09/07') };
    expect(plan(step('marketOrder', facts, '1405/09/08'))).toEqual(['Wednesday 1405/09/11 supportOfficer at fardap askForAnswer']);
    const confirmed = { ...facts, steps: [{ step: 'confirm', on: dayOf('1405/09/14') }] };
    expect(plan(step('marketOrder', confirmed, '1405/09/15'))).toEqual(['Monday 1405/09/23 supportOfficer at shokoohIsar askForAnswer']);
  });
});

describe('a trouble', () => {
  const since = dayOf('1405/09/01');
  const own: JourneyId = 'ownMatter';
  const troubled = (trouble: Partial<Journey['troubles'][number]>): NextStep => {
    const [first] = loanRequest.troubles;
    if (first === undefined) throw new Error('there is a trouble');
    const { afterDone: _, ...plain } = first;
    const journey: Journey = { ...loanRequest, id: own, prerequisites: [], troubles: [{ ...plain, id: 'own', ...trouble }] };
    const catalogue = { ...SHIPPED_JOURNEYS, journeys: [journey] };
    const facts: CaseFacts = { held: [], troubles: [{ trouble: 'own', since, reference: 'case-7' }] };
    return nextStep(own, facts, instantOf('1405/09/02'), calendar, catalogue)._unsafeUnwrap();
  };

  it('blocks for what it needs, got where the catalogue says, and for nothing where it needs nothing', () => {
    expect(troubled({ state: 'blocked', needs: ['membership', 'nationalCard', 'unheardOf'] })).toMatchObject({
      state: 'blocked',
      missing: [
        { prerequisite: 'membership', obtainedBy: 'membership' },
        { prerequisite: 'nationalCard', obtainedBy: undefined },
        { prerequisite: 'unheardOf', obtainedBy: undefined },
      ],
    });
    expect(troubled({ state: 'blocked' })).toMatchObject({ state: 'blocked', missing: [] });
  });

  it('is of a field, of remedies, of a last day, where it names them', () => {
    expect(troubled({ state: 'invalid' })).toMatchObject({ state: 'invalid', issues: [] });
    expect(troubled({ state: 'conflict' })).toMatchObject({ state: 'conflict', conflictingId: 'case-7', remedies: [] });
    const expired = troubled({ state: 'expired' });
    expect(expired).toMatchObject({ state: 'expired', validUntil: since });
    expect(expired).not.toHaveProperty('dueBy');
    expect(troubled({ state: 'lost' })).toMatchObject({ state: 'lost', dueBy: since });
  });

  it('has begun on the day it showed; only what is overdue begins on the day after', () => {
    const showing = (state: 'lost' | 'overdue', jalali: string): string => {
      const journey: Journey = { ...loanRequest, prerequisites: [], troubles: loanRequest.troubles.map((one) => ({ ...one, state })) };
      const facts: CaseFacts = { held: [], troubles: [{ trouble: 'documentReturned', since }] };
      const catalogue = { ...SHIPPED_JOURNEYS, journeys: [journey] };
      return nextStep('loanRequest', facts, instantOf(jalali), calendar, catalogue)._unsafeUnwrap().state;
    };
    expect([showing('lost', '1405/08/30'), showing('lost', '1405/09/01')]).toEqual(['ready', 'lost']);
    expect([showing('overdue', '1405/09/01'), showing('overdue', '1405/09/02')]).toEqual(['ready', 'overdue']);
  });
});

describe('whose step it is', () => {
  const label = { fa: 'گام', en: 'step' };
  const [after] = loanRequest.steps.flatMap(({ within }) => within ?? []);
  const stepsOf = (...parties: Party[]): Journey => ({
    ...loanRequest,
    prerequisites: [],
    steps: parties.map((by, index) => ({ id: `step${index}`, label, by, with: SECRETARIAT, source: 'assumed' })),
    request: 'step0',
  });
  const ask = (journey: Journey, facts: Partial<CaseFacts> = {}, jalali = '1405/09/02'): NextStep =>
    nextStep(journey.id, { held: [], ...facts }, instantOf(jalali), calendar, { ...SHIPPED_JOURNEYS, journeys: [journey] })._unsafeUnwrap();

  it('is guided to by the rahyar, when it is one of the member’s side', () => {
    for (const party of [GUARANTOR, HAMI, BUYER]) {
      expect(ask(stepsOf(party)).actions).toMatchObject([{ code: 'guideToStart', by: RAHYAR, with: party }]);
      const second = ask(stepsOf(RAHYAR, party), { requestedDay: dayOf('1405/09/01') });
      expect(second.actions).toMatchObject([{ code: 'guideToStep', by: RAHYAR, with: party }]);
    }
  });

  it('is taken by whoever it belongs to, when it is not', () => {
    for (const party of [RAHYAR, SECRETARIAT, organizationAt('part')])
      expect(ask(stepsOf(party)).actions).toMatchObject([{ code: 'takeStep', by: party, with: SECRETARIAT }]);
  });

  it('is not awaited before anything was taken that it answers to', () => {
    const journey = stepsOf(organizationAt('part'), RAHYAR);
    const steps = journey.steps.map((one) => ({ ...one, ...(after === undefined ? {} : { within: after }) }));
    expect(ask({ ...journey, steps })).toMatchObject({ state: 'ready', about: { id: 'step0', since: undefined } });
    expect(ask({ ...journey, steps }, { requestedDay: dayOf('1405/09/01') })).toMatchObject({ state: 'waiting', about: { id: 'step1' } });
  });
});

describe('how sure a last day is', () => {
  // The feast of Adha of 1408 is predicted for Tuesday 5 Ordibehesht, and may come a day early or late.
  const facts = { held: allHeld, requestedDay: dayOf('1408/02/04') };

  it('rests on its own day only, where the days between are counted through holidays', () => {
    expect(step('creditAssessment', facts, '1408/02/04')).toMatchObject({
      state: 'waiting',
      dueBy: dayOf('1408/02/07'),
      confidence: 'fixed',
    });
    const paying = { held: allHeld, deadlines: [{ deadline: 'beforeLegalSide', start: dayOf('1408/01/28') }] };
    expect(step('overdueInstalment', paying, '1408/01/28')).toMatchObject({
      state: 'waiting',
      dueBy: dayOf('1408/02/07'),
      confidence: 'fixed',
    });
  });

  it('is beyond doubt where minutes are counted, even on a holiday', () => {
    const signing = { held: allHeld, deadlines: [{ deadline: 'guarantorSignature', start: instantOf('1408/02/04') }] };
    expect(step('promissoryNotePurchase', signing, '1408/02/04')).toMatchObject({
      state: 'waiting',
      about: { kind: 'deadline', id: 'guarantorSignature', since: dayOf('1408/02/04') },
      dueBy: dayOf('1408/02/05'),
      confidence: 'fixed',
    });
  });

  it('rests on the holidays between, where working days are counted', () => {
    expect(step('digitalCheque', facts, '1408/02/04')).toMatchObject({ state: 'waiting', confidence: 'predicted-likely' });
  });
});

describe('a deadline', () => {
  it('that states its own minutes ends by them, whatever the journey counts in', () => {
    const stated = { held: allHeld, deadlines: [{ deadline: 'documentMatching', start: dayOf('1405/09/02'), minutes: 660 }] };
    expect(step('loanRequest', stated, '1405/09/02', '10:59')).toMatchObject({ state: 'waiting', dueBy: dayOf('1405/09/02') });
    expect(step('loanRequest', stated, '1405/09/02', '11:00')).toMatchObject({ state: 'lost', dueBy: dayOf('1405/09/02') });
  });

  it('is the first of the journey that runs', () => {
    const [first] = loanRequest.deadlines;
    if (first === undefined) throw new Error('there is a deadline');
    const journey: Journey = { ...loanRequest, prerequisites: [], deadlines: [first, { ...first, id: 'second' }] };
    const about = (...deadlines: JourneyId[]): unknown => {
      const facts: CaseFacts = { held: [], deadlines: deadlines.map((deadline) => ({ deadline, start: dayOf('1405/09/01') })) };
      const catalogue = { ...SHIPPED_JOURNEYS, journeys: [journey] };
      return nextStep('loanRequest', facts, instantOf('1405/09/02'), calendar, catalogue)._unsafeUnwrap().about?.id;
    };
    expect([about('second'), about('second', first.id), about()]).toEqual(['second', first.id, 'chooseRoute']);
  });
});
