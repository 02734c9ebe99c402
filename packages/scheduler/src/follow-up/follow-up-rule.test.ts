import { parseWith } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import { anchorLabels, FollowUpRules } from './follow-up-rule.ts';

const words = { fa: 'پیگیری', en: 'follow-up' };
const rule = {
  id: 'loan.answer',
  label: words,
  source: 'assumed',
  activity: 'followUp',
  scope: { tiers: ['activeMember'], processes: ['loanRequest'], kinds: ['area'] },
  appliesIf: { kind: 'always' },
  resolvedIf: { kind: 'known', fact: 'completedDay' },
  anchor: { fact: 'requestedDay', label: { fa: 'درخواست', en: 'the request' } },
  first: { unit: 'workingDays', count: -3 },
  repeats: { kind: 'interval', every: { unit: 'days', count: 1 }, anchored: 'fromDue', atMost: 1 },
  convention: 'following',
  windowBeforeDays: 0,
  windowAfterDays: 366,
  timeOfDay: '۰۹:۰۰',
  promised: false,
  missed: { policy: 'backfill', catchUpDays: 0 },
  escalation: [{ to: 'supportOfficer', after: { unit: 'days', count: 0 } }],
};
const read = (input: unknown) => parseWith(FollowUpRules, input);

describe('rules of follow-up', () => {
  it('are read from data, and name the facts that they count from', () => {
    const rules = read([rule])._unsafeUnwrap();
    expect(rules[0]?.timeOfDay).toBe(540);
    expect(anchorLabels(rules)).toEqual({ requestedDay: { fa: 'درخواست', en: 'the request' } });
    expect(read([])._unsafeUnwrap()).toEqual([]);
    expect(read([rule, { ...rule, id: 'loan.other', repeats: { kind: 'once' }, scope: {} }]).isOk()).toBe(true);
  });

  it.each([
    ['the same id twice', [rule, rule], ':input.duplicateId'],
    ['an id with a sign in front', [{ ...rule, id: '.answer' }], '0.id:value.format'],
    ['an id with a blank', [{ ...rule, id: 'loan answer' }], '0.id:value.format'],
    ['a label in one language', [{ ...rule, label: { fa: 'پیگیری' } }], '0.label.en:value.required'],
    ['an empty source', [{ ...rule, source: '' }], '0.source:value.tooSmall'],
    ['a long source', [{ ...rule, source: 'x'.repeat(301) }], '0.source:value.tooBig'],
    ['no tier at all', [{ ...rule, scope: { tiers: [] } }], '0.scope.tiers:value.tooSmall'],
    ['no process at all', [{ ...rule, scope: { processes: [] } }], '0.scope.processes:value.tooSmall'],
    ['no kind at all', [{ ...rule, scope: { kinds: [] } }], '0.scope.kinds:value.tooSmall'],
    ['a scope nobody knows', [{ ...rule, scope: { province: '10' } }], '0.scope:value.unknownKey'],
    ['a fact with a capital', [{ ...rule, anchor: { ...rule.anchor, fact: 'Requested' } }], '0.anchor.fact:value.format'],
    [
      'an interval of no time',
      [{ ...rule, repeats: { ...rule.repeats, every: { unit: 'days', count: 0 } } }],
      '0.repeats.every:value.tooSmall',
    ],
    ['not even once', [{ ...rule, repeats: { ...rule.repeats, atMost: 0 } }], '0.repeats.atMost:value.tooSmall'],
    ['too often', [{ ...rule, repeats: { ...rule.repeats, atMost: 10_001 } }], '0.repeats.atMost:value.tooBig'],
    ['once, with an interval', [{ ...rule, repeats: { kind: 'once', every: 1 } }], '0.repeats:value.unknownKey'],
    ['a window of minus a day', [{ ...rule, windowBeforeDays: -1 }], '0.windowBeforeDays:value.tooSmall'],
    ['a window over a year', [{ ...rule, windowBeforeDays: 367 }], '0.windowBeforeDays:value.tooBig'],
    ['a window after over a year', [{ ...rule, windowAfterDays: 367 }], '0.windowAfterDays:value.tooBig'],
    ['a window after of minus a day', [{ ...rule, windowAfterDays: -1 }], '0.windowAfterDays:value.tooSmall'],
    ['24:00', [{ ...rule, timeOfDay: '24:00' }], '0.timeOfDay:value.format'],
    ['catching up for minus a day', [{ ...rule, missed: { ...rule.missed, catchUpDays: -1 } }], '0.missed.catchUpDays:value.tooSmall'],
    ['catching up for eleven years', [{ ...rule, missed: { ...rule.missed, catchUpDays: 3_661 } }], '0.missed.catchUpDays:value.tooBig'],
    [
      'going up before its time',
      [{ ...rule, escalation: [{ to: 'supportOfficer', after: { unit: 'days', count: -1 } }] }],
      '0.escalation.0.after:value.tooSmall',
    ],
    [
      'going up to the bank',
      [{ ...rule, escalation: [{ to: 'bank', after: { unit: 'days', count: 1 } }] }],
      '0.escalation.0.to:value.option',
    ],
    ['nine levels', [{ ...rule, escalation: Array.from({ length: 9 }, () => rule.escalation[0]) }], '0.escalation:value.tooBig'],
    ['a field nobody knows', [{ ...rule, secret: 1 }], '0:value.unknownKey'],
    ['five hundred and one', Array.from({ length: 501 }, (_, index) => ({ ...rule, id: `r${index}` })), ':value.tooBig'],
  ])('refuse %s', (_, input, fault) => {
    expect(
      read(input)
        ._unsafeUnwrapErr()
        .issues.map(({ path, code }) => `${path.join('.')}:${code}`),
    ).toContain(fault);
  });
});
