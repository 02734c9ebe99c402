/// <reference types="node" />
import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Community } from './community.ts';
import { INPUT_LIMITS, parseJsonWith, parseWith } from './parse.ts';
import { parseMember, parseStaffMember, parseSubject } from './parsers.ts';
import { Subject } from './subject.ts';

const member = { subject: 'member', kind: 'natural', id: 'm-1', home: '0101' };
const issuesOf = (input: unknown) => parseSubject(input)._unsafeUnwrapErr().issues;

describe('parseSubject', () => {
  it('takes a member and reads Persian digits in codes', () => {
    expect(parseSubject({ ...member, home: '۰۱۰۱' })._unsafeUnwrap()).toEqual(member);
  });

  it.each([
    ['a missing field', { ...member, id: undefined }, [{ path: ['id'], code: 'value.required' }]],
    ['a wrong type', { ...member, openObligation: 'yes' }, [{ path: ['openObligation'], code: 'value.type' }]],
    ['an unknown field', { ...member, nationalCode: '1' }, [{ path: [], code: 'value.unknownKey' }]],
    ['an unknown kind of subject', { ...member, subject: 'tribe' }, [{ path: ['subject'], code: 'value.option' }]],
    ['a day that does not exist', { ...member, lastContactOn: '2026-02-30' }, [{ path: ['lastContactOn'], code: 'date.notInCalendar' }]],
    ['a code of no level', { ...member, home: '123' }, [{ path: ['home'], code: 'identifier.length' }]],
    [
      'a wrong check digit',
      { ...member, identity: { nationalId: '0084575949' } },
      [{ path: ['identity', 'nationalId'], code: 'identifier.checksum' }],
    ],
    ['not an object', 'm-1', [{ path: [], code: 'value.type' }]],
  ])('refuses %s with path and code', (_what, input, issues) => {
    expect(issuesOf(input)).toEqual(issues);
  });

  it('never throws, and shows nothing of the input', () => {
    const canary = 'canary-0084575948';
    fc.assert(
      fc.property(fc.anything(), fc.string(), (value, key) => {
        const input = { ...member, [canary + key]: value, identity: { nationalId: canary, [canary]: value } };
        const error = parseMember(input)._unsafeUnwrapErr();
        expect(inspect(error, { depth: 9 }) + JSON.stringify(error)).not.toContain('canary');
      }),
    );
  });
});

describe('bounds', () => {
  const nested = (depth: number): unknown => Array.from({ length: depth }).reduce<unknown>((inner) => [inner], 'x');

  it('refuses what is nested too deeply before the schema sees it', () => {
    expect(issuesOf(nested(INPUT_LIMITS.depth + 1))).toEqual([{ path: [], code: 'input.tooDeep' }]);
    expect(issuesOf(nested(1_000_000))).toEqual([{ path: [], code: 'input.tooDeep' }]);
  });

  it('refuses what is too large', () => {
    expect(issuesOf('x'.repeat(INPUT_LIMITS.stringLength + 1))).toEqual([{ path: [], code: 'input.tooLarge' }]);
    expect(issuesOf(Array.from({ length: INPUT_LIMITS.nodes }, () => 0))).toEqual([{ path: [], code: 'input.tooLarge' }]);
  });

  it('lists at most a hundred issues and counts the rest', () => {
    const broken = Array.from({ length: 150 }, () => 7);
    const error = parseWith(Community, { staff: broken })._unsafeUnwrapErr();
    expect(error.issues.length).toBe(100);
    expect(error.issueCount).toBe(150);
  });

  it('refuses text that is not JSON without echoing it', () => {
    expect(parseJsonWith(Subject, '{"secret')._unsafeUnwrapErr().issues).toEqual([{ path: [], code: 'input.notJson' }]);
  });
});

describe('parseStaffMember', () => {
  it('refuses a leave that ends before it begins', () => {
    const leave = [{ from: '2026-11-24', to: '2026-11-23' }];
    const service = { caseload: { person: 1, collective: 0, organization: 0 }, contactsPerDay: 1, channels: [], mastery: [], leave };
    const staff = {
      id: 's1',
      employer: { kind: 'secretariat' },
      post: { kind: 'onlineRahyar' },
      qualification: { motivation: true, interest: true, skill: true },
      service,
    };
    expect(parseStaffMember(staff)._unsafeUnwrapErr().issues).toEqual([{ path: ['service', 'leave', 0], code: 'value.inconsistent' }]);
  });
});
