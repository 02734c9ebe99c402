import { parseWith } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import { ASSUMED_CADENCE, Cadence, type CadenceKey, cadenceFor } from './cadence.ts';

/** As a host would write it. */
const written = (cadence: Cadence): unknown => JSON.parse(JSON.stringify({ ...cadence, timeOfDay: '09:00' }));
const contact = { every: { unit: 'days', count: 7 }, convention: 'following', windowBeforeDays: 0, windowAfterDays: 1 } as const;

describe('a cadence', () => {
  it('is read from data; the assumed one is such data', () => {
    expect(parseWith(Cadence, written(ASSUMED_CADENCE))._unsafeUnwrap()).toEqual(ASSUMED_CADENCE);
  });

  it('is that of the tier, unless an exception fits in all that it names; the first that fits decides', () => {
    const { tiers } = ASSUMED_CADENCE;
    const first = { tier: 'activeMember', process: 'loanRequest', cadence: { ...contact, windowAfterDays: 2 } } as const;
    const second = { process: 'loanRequest', cadence: contact } as const;
    const cadence = { ...ASSUMED_CADENCE, exceptions: [first, second] };
    expect(cadenceFor(cadence, { tier: 'activeMember', process: 'loanRequest' })).toBe(first.cadence);
    expect(cadenceFor(cadence, { tier: 'applicant', process: 'loanRequest', kind: 'area' })).toBe(second.cadence);
    expect(cadenceFor(cadence, { tier: 'applicant', process: 'membership' })).toBe(tiers.applicant);
    expect(cadenceFor({ ...cadence, exceptions: undefined }, { tier: 'activeMember', process: 'loanRequest' })).toBe(tiers.activeMember);
  });

  it('as assumed has an exception for a loan of an active member, for joining, and for a social rahyar', () => {
    const every = (key: CadenceKey) => cadenceFor(ASSUMED_CADENCE, key).every;
    expect(ASSUMED_CADENCE.timeOfDay).toBe(540);
    expect(every({ tier: 'activeMember' })).toEqual({ unit: 'days', count: 90 });
    expect(every({ tier: 'activeMember', process: 'loanRequest' })).toEqual({ unit: 'days', count: 30 });
    expect(every({ tier: 'inactiveMember', process: 'loanRequest' })).toEqual({ unit: 'days', count: 180 });
    expect(every({ tier: 'nonApplicant', process: 'membership', kind: 'social' })).toEqual({ unit: 'workingDays', count: 3 });
    expect(every({ tier: 'nonApplicant', kind: 'social' })).toEqual({ unit: 'jalaliMonths', count: 1 });
    expect(every({ tier: 'nonApplicant', kind: 'area' })).toEqual({ unit: 'days', count: 365 });
    expect(every({ tier: 'applicant' })).toEqual({ unit: 'workingDays', count: 3 });
  });

  it.each([
    ['a day of 25 hours', { timeOfDay: '25:00' }, 'timeOfDay:value.format'],
    ['minutes without hours', { timeOfDay: 9 }, 'timeOfDay:value.type'],
    [
      'half a month',
      { tiers: { activeMember: { ...contact, every: { unit: 'jalaliMonths', count: 1.5 } } } },
      'tiers.activeMember.every.count:value.type',
    ],
    [
      'weeks',
      { tiers: { activeMember: { ...contact, every: { unit: 'weeks', count: 1 } } } },
      'tiers.activeMember.every.unit:value.option',
    ],
    [
      'a window of minus a day',
      { tiers: { activeMember: { ...contact, windowAfterDays: -1 } } },
      'tiers.activeMember.windowAfterDays:value.tooSmall',
    ],
    [
      'a convention nobody knows',
      { tiers: { activeMember: { ...contact, convention: 'next' } } },
      'tiers.activeMember.convention:value.option',
    ],
    ['an exception for no process', { exceptions: [{ process: 'wedding', cadence: contact }] }, 'exceptions.0.process:value.option'],
    ['an exception without a cadence', { exceptions: [{ kind: 'social' }] }, 'exceptions.0.cadence:value.required'],
    ['a field nobody knows', { secret: 1 }, ':value.unknownKey'],
  ])('refuses %s', (_, change, fault) => {
    const { tiers, ...rest } = written(ASSUMED_CADENCE) as { tiers: object };
    const changed = 'tiers' in change ? { ...rest, tiers: { ...tiers, ...change.tiers } } : { ...rest, tiers, ...change };
    const { issues } = parseWith(Cadence, changed)._unsafeUnwrapErr();
    expect(issues.map(({ path, code }) => `${path.join('.')}:${code}`)).toEqual([fault]);
  });
});
