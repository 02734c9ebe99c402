/// <reference types="node" />
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

/** What each scenario must come to, and the lines of the founding text that ask for it. Worked out by hand, not taken from a run. */
type Requirement = { readonly lines: string; readonly outcome: unknown };

const row = (subject: string, tier: string, because: string, fa: string) => ({ subject, tier, because, fa });
const inactive = (subject: string) => row(subject, 'inactiveMember', 'noRecentActivity', 'در بازهٔ سیاست‌نامه فعالیتی نداشته است');
const applicant = (subject: string) => row(subject, 'applicant', 'applied', 'تقاضای عضویت داده است');
const recent = (subject: string) => row(subject, 'activeMember', 'recentActivity', 'در بازهٔ سیاست‌نامه فعالیت داشته است');

const required: Readonly<Record<string, Requirement>> = {
  'sc01-morning-list': {
    lines: 'L99',
    outcome: [
      // Due since 28 Aban, due today, not due.
      row('active-2', 'activeMember', 'openObligation', 'تعهد باز دارد'),
      recent('active-3'),
      recent('active-1'),
      // Waiting since 25 and 30 Aban.
      applicant('applicant-2'),
      applicant('applicant-1'),
      // Due; then waiting since Mordad 1403, Bahman 1404, Khordad 1405.
      inactive('inactive-3'),
      inactive('inactive-4'),
      inactive('inactive-2'),
      inactive('inactive-1'),
      // By id; the one called in Mehr last.
      ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 0].map((n) => row(`prospect-${n}`, 'nonApplicant', 'neverApplied', 'هنوز تقاضای عضویت نداده است')),
    ],
  },
  'sc02-applicant-before-birthday': {
    lines: 'L99',
    outcome: [
      { subject: 'new-applicant', tier: 'applicant' },
      { subject: 'a-silent-member', tier: 'inactiveMember' },
    ],
  },
  'sc03-overdue-instalment': {
    lines: 'L59, L99, L117',
    outcome: {
      tier: 'activeMember',
      state: 'overdue',
      daysOverdue: 12,
      agenda: [
        'Saturday 7 Azar 1405: rahyar, askToPay (followUp), with subject',
        'Saturday 7 Azar 1405: supportOfficer at resalatBank, followBankSide (followUp), with rahyar',
        'Saturday 7 Azar 1405: supportOfficer at novinDadfar, followLegalSide (followUp), with rahyar',
        'Saturday 7 Azar 1405: rahyar, accompany (accompaniment), with subject',
      ],
      followUps: [
        { responsible: 'rahyar-damghan', rule: 'journey.askToPay', dueOn: '2026-11-28' },
        { responsible: 'support-bank', rule: 'journey.followBankSide', dueOn: '2026-11-28' },
        { responsible: 'support-dadfar', rule: 'journey.followLegalSide', dueOn: '2026-11-28' },
        { responsible: 'rahyar-damghan', rule: 'journey.accompany', dueOn: '2026-11-28' },
      ],
      opened: 4,
      dueOnSaturday: 4,
    },
  },
  'sc04-jihadi-core-without-rahyar': {
    lines: 'L77, L54, L109',
    outcome: {
      gap: { cause: 'allFull', tell: 'secretary-semnan' },
      meanwhile: 'rahyar-online',
      candidates: [
        { rahyar: 'rahyar-mahdishahr', basis: 'residence', why: 'caseloadFull' },
        { rahyar: 'rahyar-shahmirzad', basis: 'residence', why: 'onLeave' },
      ],
      rulesBroken: [],
      rulesBrokenIfTheGapWereHidden: ['R8'],
      fa: expect.arrayContaining(['شکاف پوشش: ظرفیت رهیاران پوشش‌دهنده پر است؛ به secretary-semnan گفته می‌شود (R15).']),
      en: expect.arrayContaining(['Coverage gap: the caseloads of the covering rahyars are full; secretary-semnan is told (R15).']),
    },
  },
  'sc05-question-at-night': {
    lines: 'L58, L109',
    outcome: {
      answeredNow: true,
      by: { rahyar: 'rahyar-online', channels: ['onlineCounselling', 'phoneCounselling'] },
      byWithoutAPlace: 'rahyar-online',
      lastContactOn: '2026-11-27',
      faceCheck: {
        state: 'closed',
        opens: 'جمعه ۶ آذر ۱۴۰۵، ۰۷:۰۰',
        agenda: ['Friday 6 Azar 1405: rahyar, tellOpening (guidance), with subject'],
      },
      followUps: [{ responsible: 'rahyar-damghan', rule: 'journey.guideToStart', dueOn: '2026-11-28' }],
    },
  },
  'sc06-organisation-and-area': {
    lines: 'L56-L57, L89, L111',
    outcome: {
      organizationFirst: [
        { rahyar: 'rahyar-emdad', basis: 'organization', isPrimary: true },
        { rahyar: 'rahyar-damghan', basis: 'residence', isPrimary: false },
        { rahyar: 'rahyar-online', basis: 'online', isPrimary: false },
      ],
      areaFirst: [
        { rahyar: 'rahyar-damghan', basis: 'residence', isPrimary: true },
        { rahyar: 'rahyar-emdad', basis: 'organization', isPrimary: false },
        { rahyar: 'rahyar-online', basis: 'online', isPrimary: false },
      ],
    },
  },
  'sc07-social-rahyar': {
    lines: 'L81, L99',
    outcome: {
      analyst: { isRahyar: true, kind: 'social' },
      hub: [
        { rahyar: 'rahyar-damghan', kind: 'area', isPrimary: true },
        { rahyar: 'analyst-part', kind: 'social', isPrimary: false },
        { rahyar: 'rahyar-online', kind: 'online', isPrimary: false },
      ],
      leader: [
        { rahyar: 'rahyar-damghan', kind: 'area', isPrimary: true },
        { rahyar: 'analyst-part', kind: 'social', isPrimary: false },
        { rahyar: 'rahyar-online', kind: 'online', isPrimary: false },
      ],
      alone: [
        { rahyar: 'analyst-part', kind: 'social', isPrimary: true },
        { rahyar: 'rahyar-online', kind: 'online', isPrimary: false },
      ],
      rulesBrokenInReverse: { social: [], area: ['R6'] },
    },
  },
  'sc08-clerk-without-qualification': {
    lines: 'L67',
    outcome: {
      clerk: { isRahyar: false, reason: 'notQualified' },
      reason: {
        fa: 'انگیزه، علاقه و مهارت لازم ثبت نشده است',
        en: 'motivation, interest and skill are not all recorded',
        source: 'L67',
      },
      friend: { responsible: ['rahyar-online'], gap: { cause: 'noneInCoverage' } },
      analystLacking: [
        { lacking: 'motivation', isRahyar: false, reason: 'notQualified' },
        { lacking: 'interest', isRahyar: false, reason: 'notQualified' },
        { lacking: 'skill', isRahyar: false, reason: 'notQualified' },
      ],
      onlyTheQualified: 1,
    },
  },
  'sc09-credit-assessment': {
    lines: 'L59, L97',
    outcome: {
      withoutHub: {
        state: 'blocked',
        missing: [{ prerequisite: 'hubOrCoreId', obtainedBy: 'coreIdIssuance' }],
        agenda: ['Monday 2 Azar 1405: rahyar, guideToPrerequisites (guidance), with subject'],
      },
      // Asked on 2 Azar; the fourth day, 6 Azar, is a Friday.
      thirdDay: { state: 'waiting', agenda: ['Saturday 7 Azar 1405: supportOfficer at part, askForAnswer (followUp), with rahyar'] },
      fourthDay: {
        state: 'overdue',
        agenda: ['Saturday 7 Azar 1405: supportOfficer at part, askForAnswer (followUp), with rahyar'],
        responsible: ['support-part'],
      },
      completed: {
        state: 'done',
        validUntil: 'Monday 8 Azar 1406',
        agenda: ['Saturday 8 Aban 1406: rahyar, remindOfRenewal (followUp), with subject'],
      },
    },
  },
  'sc10-promissory-note': {
    lines: 'L97, L117',
    outcome: {
      referral: { partner: 'part', state: 'created', reported: ['sent', 'accepted'] },
      refused: {
        kind: 'conflict',
        code: 'UNFINALISED_DRAFT',
        conflictingId: expect.stringMatching(/^prom_\w+$/),
        remedies: ['finalise', 'cancel'],
        outcome: 'not_applied',
      },
      conflict: { state: 'conflict', agenda: ['Monday 2 Azar 1405: rahyar, guideToRemedy (guidance), with subject'] },
      remedied: { draft: 'cancelled', note: 'draft', issuerSignature: 'signed' },
      signature: {
        atBank: ['awaiting_guarantors', 'expired'],
        inTime: 'waiting',
        tooLate: 'expired',
        agenda: ['Saturday 7 Azar 1405: rahyar, askGuarantorToSign (followUp), with guarantor'],
        responsible: ['rahyar-damghan'],
      },
    },
  },
  'sc11-sat-booth': {
    lines: 'L97',
    outcome: {
      tooEarly: {
        state: 'blocked',
        missing: [{ prerequisite: 'coreId', obtainedBy: 'coreIdIssuance' }],
        agenda: ['Monday 2 Azar 1405: rahyar, guideToPrerequisites (guidance), with subject'],
      },
      noAddress: {
        state: 'invalid',
        issues: [{ path: ['originAddress'], code: 'value.required' }],
        agenda: ['Monday 2 Azar 1405: rahyar, guideToCorrection (guidance), with subject'],
      },
      accepted: { state: 'done', leadsTo: 'satOffering' },
      offering: { state: 'ready' },
    },
  },
  'sc12-nowruz-deadline': {
    lines: 'L97',
    outcome: {
      message: 'Tuesday 25 Esfand 1405',
      // 26 and 27 Esfand; 5, 7 to 11 and 15 to 18 Farvardin. Off: Fridays, 29 Esfand, 1 to 4 and 12 to 14 Farvardin.
      onTheDayOfTheMessage: {
        state: 'waiting',
        dueBy: 'Wednesday 18 Farvardin 1406',
        agenda: [
          'Monday 9 Farvardin 1406: rahyar, remindOfDeadline (followUp), with subject',
          'Sunday 15 Farvardin 1406: rahyar, remindOfDeadline (followUp), with subject',
          'Tuesday 17 Farvardin 1406: rahyar, remindOfDeadline (followUp), with subject',
        ],
      },
      // Without Thursday 27 Esfand, 5 and 19 Farvardin: two days more are needed, 21 and 22 Farvardin.
      whereThursdaysAreOff: {
        state: 'waiting',
        dueBy: 'Sunday 22 Farvardin 1406',
        agenda: [
          'Wednesday 11 Farvardin 1406: rahyar, remindOfDeadline (followUp), with subject',
          'Tuesday 17 Farvardin 1406: rahyar, remindOfDeadline (followUp), with subject',
          'Saturday 21 Farvardin 1406: rahyar, remindOfDeadline (followUp), with subject',
        ],
      },
      onTheLastDay: {
        state: 'waiting',
        dueBy: 'Wednesday 18 Farvardin 1406',
        agenda: ['Wednesday 18 Farvardin 1406: rahyar, remindOfDeadline (followUp), with subject'],
      },
      dayAfter: {
        state: 'lost',
        dueBy: 'Wednesday 18 Farvardin 1406',
        agenda: ['Thursday 19 Farvardin 1406: rahyar, registerAgain (guidance), with subject'],
      },
    },
  },
  'sc-edge-card-check': {
    lines: 'L67, L77',
    outcome: [
      { id: 'rahyar-damghan', isRahyar: true, kind: 'area' },
      { id: 'rahyar-shahmirzad', isRahyar: true, kind: 'area', unavailable: 'onLeave' },
      { id: 'secretary-semnan', isRahyar: false, reason: 'postIsNotARahyarPost' },
      { id: 'clerk-bank', isRahyar: false, reason: 'notQualified' },
      { id: 'rahyar-of-nowhere', isRahyar: false, reason: 'unknownId' },
    ],
  },
  'sc-edge-do-not-contact': {
    lines: 'L77, L91, L99',
    outcome: { worklist: ['prospect-2'], rahyar: 'rahyar-damghan' },
  },
  'sc-edge-moving-house': {
    lines: 'L56, L89',
    outcome: {
      commuter: {
        rahyar: 'rahyar-damghan',
        basis: 'work',
        kept: true,
        fa: expect.arrayContaining([
          'رهیار اصلی rahyar-damghan است، به سبب اشتغال در محدوده (دامغان) (R5).',
          'همان رهیار دیروز است (R16).',
        ]),
      },
      mover: {
        rahyar: 'rahyar-semnan',
        basis: 'residence',
        kept: false,
        fa: expect.arrayContaining(['رهیار اصلی rahyar-semnan است، به سبب سکونت در محدوده (سمنان) (R5).']),
      },
      violations: 0,
    },
  },
  'sc-edge-postal-code-only': {
    lines: 'L77, L109',
    outcome: {
      before: { rahyar: 'rahyar-online', gap: { cause: 'nothingKnown' } },
      after: { rahyar: 'rahyar-damghan', gap: undefined },
    },
  },
};

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const namesIn = (folder: string, ending: string): string[] =>
  readdirSync(path(folder))
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))
    .sort();

const scenarios = namesIn('scenarios', '.ts').filter((name) => name.startsWith('sc'));
const programs = ['embed', 'follow-up', ...scenarios.map((name) => `scenarios/${name}`)];
const outcomeFile = (program: string): string => `outcomes/${program.replace('scenarios/', '')}.txt`;

describe('the scenarios', () => {
  it('are SC1 to SC12 without a gap, and every one has a requirement', () => {
    const numbers = scenarios.flatMap((name) => /^sc(\d\d)-/.exec(name)?.[1] ?? []);
    expect(numbers).toEqual(['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12']);
    expect(scenarios).toEqual(Object.keys(required).sort());
  });

  it.each(Object.entries(required))('%s comes to what is required', async (name, { lines, outcome }) => {
    const [, digits] = /^sc(\d\d)-/.exec(name) ?? [];
    const title = digits === undefined ? 'Edge case' : `SC${Number(digits)}`;
    expect(readFileSync(path(`scenarios/${name}.ts`), 'utf8').startsWith(`/**\n * ${title} (${lines}): `)).toBe(true);
    const program = (await import(`./scenarios/${name}.ts`)) as { readonly outcome: unknown };
    expect(program.outcome).toStrictEqual(outcome);
  });
});

describe('the programs', () => {
  const zoneFarFromTehran = 'Pacific/Auckland';

  it.each(programs)('%s prints what its outcome file holds, in any time zone', async (program) => {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, ['--conditions=@rahyar/source', path(`${program}.ts`)], {
      env: { ...process.env, TZ: zoneFarFromTehran, NO_COLOR: '1', FORCE_COLOR: undefined },
    });
    expect(stdout).toBe(readFileSync(path(outcomeFile(program)), 'utf8'));
    expect(stderr).toBe('');
  });

  it('have an outcome file each, and a line in the README', () => {
    expect(namesIn('outcomes', '.txt').map((name) => `outcomes/${name}.txt`)).toEqual(programs.map(outcomeFile).sort());
    const linked = [...readFileSync(path('README.md'), 'utf8').matchAll(/\]\(((?:scenarios\/)?[\w-]+)\.ts\)/g)].map(([, link]) => link);
    expect(linked).toEqual(expect.arrayContaining(programs));
  });
});
