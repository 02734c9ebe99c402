import { DEFAULT_POLICY, IsoDate } from '@rahyar/domain';
import { ASSUMED_CADENCE } from '@rahyar/scheduler';
import { describe, expect, it } from 'vitest';
import { contactCourse } from './contact-course.ts';

describe('the course of contacts', () => {
  const course = contactCourse(IsoDate.parse('2026-11-24'), DEFAULT_POLICY, ASSUMED_CADENCE);

  it('counts the working days of the year ahead: fifty-two Fridays and the holidays are off', () => {
    expect(course?.workingDaysPerYear).toBeGreaterThan(280);
    expect(course?.workingDaysPerYear).toBeLessThan(365 - 52);
    expect(course?.horizonWorkingDays).toBe(5 * (course?.workingDaysPerYear ?? 0));
  });

  it('turns the cadence into working days, rounded up, and leaves working days as they are', () => {
    const year = course?.workingDaysPerYear ?? 0;
    expect(course?.everyWorkingDays).toEqual({
      noTier: Math.ceil((90 * year) / 365),
      activeMember: Math.ceil((90 * year) / 365),
      applicant: 3,
      inactiveMember: Math.ceil((180 * year) / 365),
      nonApplicant: year,
    });
  });

  it('lets nobody rise unless the policy says so', () => {
    expect(course).not.toHaveProperty('ageing');
    const ageing = { afterDays: 400 };
    expect(contactCourse(IsoDate.parse('2026-11-24'), { ...DEFAULT_POLICY, ageing }, ASSUMED_CADENCE)).toEqual({ ...course, ageing });
  });

  it('is not known where the working calendar ends', () => {
    expect(contactCourse(IsoDate.parse('2090-01-01'), DEFAULT_POLICY, ASSUMED_CADENCE)).toBeUndefined();
  });
});
