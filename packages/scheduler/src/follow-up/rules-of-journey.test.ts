import { CaseId, type IsoDate, isoDateOf, KEY_PROCESSES, KeyProcess, parseWith, SubjectId } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import { checkDue } from '../check-due.ts';
import type { Due } from '../due.ts';
import type { EpochDay } from '../epoch-day.ts';
import { explainDue } from '../explain-due.ts';
import { formatJalali, parseJalali } from '../jalali-text.ts';
import { CaseFacts } from '../journey/case-facts.ts';
import type { Journey } from '../journey/journey.ts';
import { SHIPPED_JOURNEYS } from '../journey/shipped/shipped-journeys.ts';
import { iranWorkingCalendar } from '../working-calendar.ts';
import { factsAskedBy } from './condition.ts';
import { anchorLabels, FollowUpRules } from './follow-up-rule.ts';
import { planCase } from './plan-case.ts';
import { ruleFactsOf, rulesOfJourney } from './rules-of-journey.ts';

const calendar = iranWorkingCalendar()._unsafeUnwrap();
const dayOf = (jalali: string): EpochDay => parseJalali(jalali)._unsafeUnwrap();
const wire = (jalali: string): IsoDate => isoDateOf(dayOf(jalali));
const journeyOf = (id: string): Journey => SHIPPED_JOURNEYS.journeys.find((journey) => journey.id === id) as Journey;

/** The live follow-ups of a case, with the journey's rules, on a day. */
function duesOf(id: string, facts: unknown, jalali: string): Due[] {
  const journey = journeyOf(id);
  const matter = {
    id: CaseId.parse('c-1'),
    subject: SubjectId.parse('m-1'),
    ...(KeyProcess.safeParse(id).success ? { process: KeyProcess.parse(id) } : {}),
    facts: ruleFactsOf(journey, CaseFacts.parse(facts)),
    ended: new Map(),
  };
  return planCase(matter, rulesOfJourney(journey), { today: dayOf(jalali), calendar })
    ._unsafeUnwrap()
    .flatMap((outcome) => (outcome.says === 'live' ? [outcome.due] : []));
}
const told = (dues: readonly Due[]): string[] => dues.map(({ rule, effective }) => `${formatJalali(effective, 'en')} ${rule}`);

describe('the rules that journeys ask for', () => {
  const all = SHIPPED_JOURNEYS.journeys.flatMap(rulesOfJourney);

  it('are rules of follow-up, each with an id of its own, some for every journey in which somebody owes an answer', () => {
    // As data they have their times of day in words.
    const data = all.map((rule) => ({ ...rule, timeOfDay: '09:00' }));
    expect(parseWith(FollowUpRules, JSON.parse(JSON.stringify(data))).isOk()).toBe(true);
    for (const journey of SHIPPED_JOURNEYS.journeys) {
      const owes = journey.steps.some(({ within }, index) => within !== undefined && index > 0);
      expect([journey.id, rulesOfJourney(journey).length > 0]).toEqual([
        journey.id,
        owes || journey.deadlines.length > 0 || journey.troubles.some(({ state }) => state === 'overdue') || journey.renewal !== undefined,
      ]);
    }
    expect(KEY_PROCESSES.filter((process) => all.some(({ id }) => id.startsWith(`${process}.`))).length).toBeGreaterThanOrEqual(10);
  });

  it('ask only for facts that a case of the journey can tell', () => {
    for (const journey of SHIPPED_JOURNEYS.journeys) {
      const facts = CaseFacts.parse({
        held: [],
        requestedDay: wire('1405/09/02'),
        completedDay: wire('1405/09/02'),
        validUntil: wire('1405/09/02'),
        steps: journey.steps.map(({ id }) => ({ step: id, on: wire('1405/09/02') })),
        deadlines: journey.deadlines.map(({ id }) => ({ deadline: id, start: wire('1405/09/02'), met: true })),
        troubles: journey.troubles.map(({ id }) => ({ trouble: id, since: wire('1405/09/02') })),
      });
      const known = ruleFactsOf(journey, facts);
      for (const rule of rulesOfJourney(journey)) {
        for (const fact of [rule.anchor.fact, ...factsAskedBy(rule.appliesIf), ...factsAskedBy(rule.resolvedIf)])
          expect(known).toHaveProperty(fact);
      }
    }
  });
});

describe('a rule of a journey, whole', () => {
  const ruleOf = (id: string) => all().find((rule) => rule.id === id);
  const all = () => SHIPPED_JOURNEYS.journeys.flatMap(rulesOfJourney);
  const shared = {
    activity: 'followUp',
    convention: 'following',
    windowBeforeDays: 0,
    windowAfterDays: 3,
    timeOfDay: 540,
    promised: false,
  };
  const missed = { policy: 'coalesce', catchUpDays: 365 };
  const again = { kind: 'interval', every: { unit: 'workingDays', count: 5 }, anchored: 'fromCompletion' };
  const assistant = { to: 'assistantSecretary', after: { unit: 'workingDays', count: 2 } };
  const officer = { to: 'supportOfficer', after: { unit: 'workingDays', count: 0 } };

  it('asks for an answer the day after it was owed, every five working days, and goes up the chain', () => {
    expect(ruleOf('creditAssessment.result')).toEqual({
      ...shared,
      missed,
      id: 'creditAssessment.result',
      label: {
        fa: 'پیگیری پاسخ: اعلام رتبه، سقف تعهد و قسط مجاز',
        en: 'ask for the answer: give the grade, the ceiling of obligations and the permitted instalment',
      },
      source: 'icup.ir',
      scope: { processes: ['creditAssessment'] },
      appliesIf: { kind: 'always' },
      resolvedIf: {
        kind: 'any',
        of: [
          { kind: 'known', fact: 'completedDay' },
          { kind: 'known', fact: 'resultTaken' },
        ],
      },
      anchor: {
        fact: 'requestTaken',
        label: { fa: 'ثبت درخواست در مرآت با شناسهٔ کانون یا هسته', en: 'ask for it in Merat with the hub or core identifier' },
      },
      first: { unit: 'days', count: 4 },
      repeats: again,
      escalation: [officer, { to: 'affairsSecretary', after: { unit: 'workingDays', count: 5 } }, assistant],
    });
  });

  it('brings a deadline to mind on the day and not after it, and no more once it is met', () => {
    expect(ruleOf('loanRequest.documentMatching.2')).toMatchObject({
      ...shared,
      convention: 'preceding',
      windowAfterDays: 0,
      promised: true,
      first: { unit: 'workingDays', count: 9 },
      repeats: { kind: 'once' },
      anchor: { fact: 'documentMatchingBegun' },
      resolvedIf: { of: [{ kind: 'is', fact: 'documentMatchingMet', value: true }, { fact: 'completedDay' }] },
      escalation: [],
    });
    expect(ruleOf('promissoryNotePurchase.guarantorSignature.1')).toMatchObject({ first: { unit: 'days', count: 1 } });
  });

  it('brings a renewal to mind a month before the stated end, or the counted one where none is stated', () => {
    const renewal = {
      ...shared,
      windowBeforeDays: 7,
      windowAfterDays: 21,
      repeats: { kind: 'once' },
      escalation: [],
      resolvedIf: { kind: 'any', of: [] },
    };
    expect(ruleOf('creditAssessment.renewal')).toMatchObject({
      ...renewal,
      appliesIf: { kind: 'always' },
      anchor: { fact: 'validUntil', label: { fa: 'پایان اعتبار', en: 'the end of validity' } },
      first: { unit: 'jalaliMonths', count: -1 },
    });
    expect(ruleOf('creditAssessment.renewal.counted')).toMatchObject({
      ...renewal,
      appliesIf: { kind: 'not', of: { kind: 'known', fact: 'validUntil' } },
      anchor: { fact: 'completedDay', label: { fa: 'روز نتیجه', en: 'the day of the result' } },
      first: { unit: 'jalaliMonths', count: 11 },
    });
  });

  it('follows what is overdue from the day after it, first with the bank, and with the secretary after two months', () => {
    expect(ruleOf('loanRequest.overdueInstalment')).toMatchObject({
      ...shared,
      first: { unit: 'days', count: 1 },
      repeats: again,
      anchor: { fact: 'overdueInstalmentSince' },
      resolvedIf: { kind: 'any', of: [] },
      escalation: [officer, { to: 'affairsSecretary', after: { unit: 'jalaliMonths', count: 2 } }, assistant],
    });
  });

  it('of a journey that is no key process asks for no process', () => {
    expect(all().find(({ id }) => id.startsWith('parcelDelivery.'))?.scope).toEqual({});
  });
});

describe('SC9: Merat', () => {
  const requested = { held: [], requestedDay: wire('1405/08/30') };

  it('is asked after on the fourth day, and in words that are true', () => {
    const [due] = duesOf('creditAssessment', requested, '1405/09/02');
    expect(told([due as Due])).toEqual(['1405/09/04 creditAssessment.result']);
    const rule = rulesOfJourney(journeyOf('creditAssessment')).find(({ id }) => id === due?.rule) as FollowUpRules[number];
    const basis = { [rule.anchor.fact]: dayOf('1405/08/30') };
    expect(checkDue(due as Due, { today: dayOf('1405/09/02'), calendar, facts: basis, terms: rule })).toEqual([]);
    expect(explainDue(due as Due, 'en', anchorLabels([rule])).split('\n')[1]).toBe('It is due 4 days later, on Wednesday 4 Azar 1405.');
  });

  it('is renewed a month before its twelve months end', () => {
    const done = { ...requested, completedDay: wire('1405/07/10') };
    expect(told(duesOf('creditAssessment', done, '1405/09/02'))).toEqual(['1406/06/10 creditAssessment.renewal.counted']);
    expect(told(duesOf('creditAssessment', { ...done, validUntil: wire('1406/05/01') }, '1405/09/02'))).toEqual([
      '1406/04/01 creditAssessment.renewal',
    ]);
  });
});

describe('SC12: the matching of documents over Nowruz', () => {
  it('is brought to mind six, three and one working days before the twelfth, and no more when it is met', () => {
    const matching = (met: boolean) => ({ held: [], deadlines: [{ deadline: 'documentMatching', start: wire('1404/12/25'), met }] });
    expect(told(duesOf('loanRequest', matching(false), '1404/12/25'))).toEqual([
      '1405/01/08 loanRequest.documentMatching.1',
      '1405/01/11 loanRequest.documentMatching.2',
      '1405/01/16 loanRequest.documentMatching.3',
    ]);
    expect(duesOf('loanRequest', matching(true), '1404/12/25')).toEqual([]);
  });
});

describe('SC3: an overdue instalment', () => {
  it('is followed up from the day after, on a working day', () => {
    const overdue = { held: [], troubles: [{ trouble: 'overdueInstalment', since: wire('1405/09/05') }] };
    expect(told(duesOf('loanRequest', overdue, '1405/09/05'))).toEqual(['1405/09/07 loanRequest.overdueInstalment']);
  });
});

describe('the facts of a journey by the names of its rules', () => {
  it('are those that are known, and no others', () => {
    const facts = CaseFacts.parse({
      held: [],
      requestedDay: wire('1405/09/02'),
      deadlines: [
        { deadline: 'signature', start: '2026-11-23T21:00:00Z' },
        { deadline: 'matching', start: wire('1405/09/03'), met: false },
      ],
    });
    // Half past midnight in Tehran, on the day after that of the instant.
    expect(ruleFactsOf(journeyOf('creditAssessment'), facts)).toStrictEqual({
      requestTaken: dayOf('1405/09/02'),
      signatureBegun: dayOf('1405/09/03'),
      matchingBegun: dayOf('1405/09/03'),
      matchingMet: false,
    });
    expect(ruleFactsOf(journeyOf('creditAssessment'), CaseFacts.parse({ held: [] }))).toStrictEqual({});
  });
});

describe('the rules of a journey that is not shipped', () => {
  const credit = journeyOf('creditAssessment');
  const [deadline] = journeyOf('loanRequest').deadlines;
  const [renewal, source] = [credit.renewal as NonNullable<Journey['renewal']>, 'assumed'];
  const reminders = (within: object, remindWorkingDaysBefore: number[]) =>
    rulesOfJourney({
      ...credit,
      steps: credit.steps.slice(0, 1),
      troubles: [],
      renewal: undefined,
      deadlines: [{ ...(deadline as Journey['deadlines'][number]), within: { ...within, source } as never, remindWorkingDaysBefore }],
    }).map(({ id, first, activity }) => [id.split('.').at(-1), activity, first]);

  it('ask after no answer that comes before everything', () => {
    const steps = credit.steps.map((step, index) =>
      index === 0 ? { ...step, within: { unit: 'days' as const, count: 1, source } } : step,
    );
    expect(rulesOfJourney({ ...credit, steps })).toEqual(rulesOfJourney(credit));
  });

  it('bring a deadline to mind in working days only where it is counted in them, and only within it', () => {
    expect(reminders({ unit: 'workingDays', count: 5 }, [6, 5, 4, 0])).toEqual([
      ['1', 'followUp', { unit: 'workingDays', count: 1 }],
      ['2', 'followUp', { unit: 'workingDays', count: 5 }],
    ]);
    expect(reminders({ unit: 'workingDays', count: 5 }, [5])).toEqual([['1', 'followUp', { unit: 'workingDays', count: 5 }]]);
    expect(reminders({ unit: 'days', count: 5 }, [1])).toEqual([['1', 'followUp', { unit: 'days', count: 5 }]]);
    expect(reminders({ unit: 'jalaliMonths', count: 2 }, [])).toEqual([['1', 'followUp', { unit: 'jalaliMonths', count: 2 }]]);
    expect(reminders({ unit: 'minutes', count: 2_879 }, [1])).toEqual([['1', 'followUp', { unit: 'days', count: 1 }]]);
  });

  it('count the end of a result only where its length is known, in the unit of the reminder', () => {
    const renewals = (change: NonNullable<Journey['renewal']>): string[] =>
      rulesOfJourney({ ...credit, renewal: change }).flatMap(({ id }) => (id.includes('.renewal') ? [id] : []));
    expect(renewals(renewal)).toEqual(['creditAssessment.renewal', 'creditAssessment.renewal.counted']);
    expect(renewals({ remindBefore: renewal.remindBefore })).toEqual(['creditAssessment.renewal']);
    expect(renewals({ ...renewal, validFor: { unit: 'days', count: 365, source } })).toEqual(['creditAssessment.renewal']);
  });

  it('go up to those alone who are levels of a chain, each once, and to an assistant only after a secretary', () => {
    const chainsOf = (askNext: string, escalation: string): string[][] => {
      const asked = (party: string) => ({ ...credit.askNext, party }) as Journey['askNext'];
      const journey = { ...credit, askNext: asked(askNext), escalation: { ...credit.escalation, party: asked(escalation) } };
      return rulesOfJourney({ ...journey, troubles: [], renewal: undefined, deadlines: [] }).map(({ escalation: chain }) =>
        chain.map(({ to }) => to),
      );
    };
    const chains = (askNext: string, escalation: string): string[] => [...new Set(chainsOf(askNext, escalation).map((to) => to.join(' ')))];
    expect(chains('member', 'member')).toEqual(['']);
    expect(chains('supportOfficer', 'member')).toEqual(['supportOfficer']);
    expect(chains('supportOfficer', 'supportOfficer')).toEqual(['supportOfficer']);
    expect(chains('member', 'affairsSecretary')).toEqual(['affairsSecretary assistantSecretary']);
    expect(chains('affairsSecretary', 'supportOfficer')).toEqual(['affairsSecretary supportOfficer assistantSecretary']);
  });
});
