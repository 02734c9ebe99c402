import { parseWith } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import { parseJalali } from '../jalali-text.ts';
import { CaseFacts, progressOf, withStepTaken } from './case-facts.ts';
import type { Journey } from './journey.ts';
import { loanRequest } from './shipped/loan-request.ts';

const day = (jalali: string) => parseJalali(jalali)._unsafeUnwrap();

describe('the facts of a case on the wire', () => {
  it('are read with their days, and keep the instant of a request to sign', () => {
    const wire = {
      held: ['ownSim'],
      requestedDay: '2026-11-23',
      steps: [{ step: 'approve', on: '2026-11-28' }],
      deadlines: [
        { deadline: 'documentMatching', start: '2026-11-23' },
        { deadline: 'guarantorSignature', start: '2026-11-25T06:30:00Z', minutes: 30 },
      ],
      troubles: [{ trouble: 'openDraft', since: '2026-11-23', reference: 'draft-7' }],
    };
    expect(parseWith(CaseFacts, wire)._unsafeUnwrap()).toEqual({
      held: ['ownSim'],
      requestedDay: day('1405/09/02'),
      steps: [{ step: 'approve', on: day('1405/09/07') }],
      deadlines: [
        { deadline: 'documentMatching', start: day('1405/09/02') },
        { deadline: 'guarantorSignature', start: '2026-11-25T06:30:00Z', minutes: 30 },
      ],
      troubles: [{ trouble: 'openDraft', since: day('1405/09/02'), reference: 'draft-7' }],
    });
  });

  it.each([
    ['no list of what is held', {}, 'held: value.required'],
    ['a day that does not exist', { held: [], requestedDay: '2026-02-30' }, 'requestedDay: date.notInCalendar'],
    ['a Jalali day', { held: [], requestedDay: '1405-09-02' }, 'requestedDay: date.notInCalendar'],
    ['a day before 1304', { held: [], completedDay: '1924-01-01' }, 'completedDay: date.notInCalendar'],
    ['a name with a space', { held: ['own sim'] }, 'held.0: value.format'],
    ['a day and a half', { held: [], requestedDay: 1.5 }, 'requestedDay: value.type'],
    ['an unknown field', { held: [], hold: [] }, ': value.unknownKey'],
    [
      'a request that holds no minute',
      { held: [], deadlines: [{ deadline: 'a', start: '2026-11-23', minutes: 0 }] },
      'deadlines.0.minutes: value.tooSmall',
    ],
    ['a start that is no time', { held: [], deadlines: [{ deadline: 'a', start: 'noon' }] }, 'deadlines.0.start: date.notInCalendar'],
  ])('are refused for %s', (_, wire, issue) => {
    const { issues } = parseWith(CaseFacts, wire)._unsafeUnwrapErr();
    expect(issues.map(({ path, code }) => `${path.join('.')}: ${code}`)).toEqual([issue]);
  });
});

describe('the progress of a case', () => {
  const nextOf = (facts: CaseFacts, journey: Journey = loanRequest): unknown[] => {
    const { next, lastDay } = progressOf(journey, facts);
    return [next?.id, lastDay];
  };

  it('goes by the furthest step, wherever it is told of', () => {
    expect(nextOf({ held: [] })).toEqual(['chooseRoute', undefined]);
    expect(nextOf({ held: [], requestedDay: day('1405/09/02') })).toEqual(['approve', day('1405/09/02')]);
    const steps = [
      { step: 'signContract', on: day('1405/09/10') },
      { step: 'chooseRoute', on: day('1405/09/12') },
    ];
    expect(nextOf({ held: [], requestedDay: day('1405/09/02'), steps })).toEqual(['payOut', day('1405/09/10')]);
    expect(nextOf({ held: [], completedDay: day('1405/09/15'), steps })).toEqual([undefined, day('1405/09/15')]);
  });

  it('refuses a step of another journey', () => {
    expect(withStepTaken(loanRequest, { held: [] }, 'filmFace', day('1405/09/02'))._unsafeUnwrapErr().code).toBe('journey.unknownFact');
  });
});
