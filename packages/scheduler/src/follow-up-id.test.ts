import { FollowUp, FollowUpId, SubjectId } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import type { EpochDay } from './epoch-day.ts';
import { followUpId } from './follow-up-id.ts';

const subject = SubjectId.parse('m-1');
const day = 20_780 as EpochDay;

describe('followUpId', () => {
  it('never changes: it is stored', () => {
    expect(followUpId('cadence.activeMember', subject, day)).toBe('fu-af4222f9dddfd67c');
    expect(followUpId('cadence.activeMember', subject, 'first')).toBe('fu-eb5ba4c7e07a9439');
  });

  it('is an identifier of the domain', () => {
    expect(FollowUpId.parse(followUpId('cadence.activeMember', subject, day))).toBe(followUpId('cadence.activeMember', subject, day));
    expect(FollowUp.shape.rule.parse('cadence.activeMember')).toBe('cadence.activeMember');
  });

  it('tells rules, subjects and occurrences apart', () => {
    const ids = new Set<string>();
    for (const rule of ['cadence.activeMember', 'cadence.applicant'])
      for (let number = 0; number < 10_000; number += 1)
        for (let later = 0; later < 10; later += 1) ids.add(followUpId(rule, SubjectId.parse(`m-${number}`), (day + later) as EpochDay));
    expect(ids.size).toBe(200_000);
  });
});
