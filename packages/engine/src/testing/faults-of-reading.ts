import { DEDICATED_BASES, DivisionCode, KEY_PROCESSES, StaffMember } from '@rahyar/domain';
import { nameResponsible } from '../companions.ts';
import type { CoverageIndex } from '../coverage.ts';
import { cellsAsGroups, factCellsOf } from '../fact-cells.ts';
import { basisBit, isDedicated } from '../plan.ts';
import type { AssignmentProblem } from '../problem.ts';
import { seatSubjects } from '../seat.ts';
import { NO_PLACE, NOBODY, PINNED, VETOED } from '../subject-columns.ts';
import {
  type Engine,
  engineWith,
  type Fault,
  fault,
  planning,
  readingColumns,
  readingPolicy,
  readingService,
  readingStaff,
  readingSubjects,
} from './faulty-engine.ts';

/** Names again, for the same seats, with decisions read otherwise. */
const renaming = (
  read: (problem: AssignmentProblem) => AssignmentProblem,
  recover: (coverage: CoverageIndex, problem: AssignmentProblem) => CoverageIndex,
): Engine =>
  planning((plan, problem, coverage) => {
    const facts = factCellsOf(problem, plan.tier);
    const seat = new Int32Array(plan.primary.length).map((_, subject) =>
      isDedicated(plan, subject)
        ? (plan.responsible[DEDICATED_BASES.find((basis) => ((plan.primary[subject] as number) & basisBit(basis)) !== 0) ?? 'residence'][
            subject
          ] as number)
        : NOBODY,
    );
    return { ...plan, ...nameResponsible(read(problem), recover(coverage, problem), facts, seat, cellsAsGroups(facts)) };
  });

const withoutFlag = (flags: Uint8Array, flag: number): Uint8Array => flags.map((bits) => bits & ~flag);

/** Engines that mistake who is a rahyar, whom they cover and suit, or what people have decided. */
export const FAULTS_OF_READING: readonly Fault[] = [
  // Who is a rahyar, and whom they cover.
  fault(
    'R1',
    'takes specialists of partners for area rahyars',
    readingStaff((member) =>
      member.post.kind === 'partnerSpecialist'
        ? StaffMember.parse({ ...member, employer: { kind: 'secretariat' }, post: { kind: 'areaRahyar', jurisdiction: ['01', '02'] } })
        : member,
    ),
  ),
  fault(
    'R2',
    'does not ask who the employer is',
    readingStaff((member) =>
      member.post.kind === 'partnerSpecialist'
        ? { ...member, employer: StaffMember.shape.employer.parse({ kind: 'rahyariOrganization', organization: 'part' }) }
        : { ...member, employer: { kind: 'secretariat' } },
    ),
  ),
  fault(
    'R3',
    'does not ask for motivation and skill',
    readingStaff((member) => ({ ...member, qualification: { motivation: true, interest: true, skill: true } })),
  ),
  fault(
    'R9',
    'takes support officers for social rahyars',
    readingStaff((member) =>
      member.post.kind === 'supportOfficer'
        ? StaffMember.parse({ ...member, post: { kind: 'partnerSpecialist', field: 'creditAssessment' } })
        : member,
    ),
  ),
  fault(
    'R5',
    'takes a jurisdiction for its whole province',
    readingStaff((member) =>
      member.post.kind === 'areaRahyar'
        ? {
            ...member,
            post: { ...member.post, jurisdiction: member.post.jurisdiction.map((code) => DivisionCode.parse(code.slice(0, 2))) },
          }
        : member,
    ),
  ),
  fault(
    'R5',
    'does not ask where an organisation rahyar serves',
    readingStaff((member) =>
      member.post.kind === 'organizationRahyar'
        ? { ...member, post: { kind: 'organizationRahyar', organizations: member.post.organizations } }
        : member,
    ),
  ),
  fault(
    'R5',
    'takes a home for a workplace',
    readingColumns(({ home, work }) => ({ work: work.map((place, at) => (place === NO_PLACE ? (home[at] as number) : place)) })),
  ),
  fault(
    'R10',
    'does not look at the home where a workplace is known',
    readingColumns(({ home, work }) => ({ home: home.map((place, at) => (work[at] === NO_PLACE ? place : NO_PLACE)) })),
  ),
  fault(
    'R10',
    'reads only the first of several relations',
    readingSubjects((subject) => ({
      ...subject,
      ...(subject.relations === undefined ? {} : { relations: subject.relations.slice(0, 1) }),
    })),
  ),
  // Who is available, and who suits.
  fault(
    'R12',
    'ends a leave one day early',
    readingService(({ leave }) => ({
      leave: leave.filter(({ from, to }) => from < to).map(({ from, to }) => ({ from, to: to === '2026-11-23' ? from : to })),
    })),
  ),
  fault(
    'R12',
    'counts on rahyars without a channel',
    readingService(({ channels }) => (channels.length === 0 ? { channels: ['phoneCounselling'] } : {})),
  ),
  fault(
    'R11',
    'asks no mastery',
    readingPolicy((policy) => ({ ...policy, requiredMastery: [] })),
  ),
  fault(
    'R11',
    'counts how many processes somebody masters, not which',
    readingService(({ mastery }) => (mastery.length >= 3 ? { mastery: [...KEY_PROCESSES] } : {})),
  ),
  fault(
    'R14',
    'asks for all key processes, whatever the policy says',
    readingPolicy((policy) => ({ ...policy, requiredMastery: [...KEY_PROCESSES] })),
  ),
  fault(
    'R19',
    'takes any channel of an online rahyar for the right one',
    readingStaff((member) =>
      member.post.kind === 'onlineRahyar' && (member.service?.channels.length ?? 0) > 0 && member.service !== undefined
        ? { ...member, service: { ...member.service, channels: ['phoneCounselling', ...member.service.channels] } }
        : member,
    ),
  ),
  fault(
    'R20',
    'does not ask how people can be reached',
    readingSubjects(({ channels: _, ...subject }) => subject),
  ),
  fault(
    'R22',
    'takes a required language for a preferred one',
    readingPolicy((policy) => ({ ...policy, language: 'preferred' })),
  ),
  fault(
    'R14',
    'takes a preferred language for a required one',
    readingPolicy((policy) => ({ ...policy, language: 'required' })),
  ),
  fault(
    'R22',
    'takes whoever states no language for somebody who speaks all',
    readingSubjects((subject) => ({
      ...subject,
      languages: subject.languages?.length ? subject.languages : ['persian', 'kurdish', 'azerbaijani'],
    })),
  ),
  fault(
    'R23',
    'takes required skill for preferred',
    readingPolicy((policy) => ({ ...policy, skill: 'preferred' })),
  ),
  fault(
    'R23',
    'asks for skill in the first need only',
    readingSubjects((subject) => ({ ...subject, ...(subject.needs === undefined ? {} : { needs: subject.needs.slice(0, 1) }) })),
  ),
  // Decisions of people.
  fault('R21', 'lets no pin hold', engineWith({ read: (parts) => ({ ...parts, directives: { ...parts.directives, pins: [] } }) })),
  fault(
    'R21',
    'seats the pinned by their tier',
    engineWith({
      seats: (problem, coverage, tier) => {
        const flags = problem.subjects.flags.map((bits) => ((bits & PINNED) === 0 ? bits : (bits & ~PINNED) | VETOED));
        return seatSubjects({ ...problem, subjects: { ...problem.subjects, flags } }, coverage, tier);
      },
    }),
  ),
  fault(
    'R21',
    'keeps a veto from the seat but not from the names beside it',
    renaming(
      (problem) => problem,
      (coverage, problem) => ({
        ...coverage,
        companionsOn: (subject, basis) => {
          const all = coverage.optionsOf(coverage.groupOf[basis](subject), problem.subjects.profile[subject] as number);
          return all.rahyars.length > 0 && coverage.companionsOn(subject, basis).rahyars.length > 0
            ? all
            : coverage.companionsOn(subject, basis);
        },
      }),
    ),
  ),
  fault(
    'R21',
    'does not ask online rahyars about vetoes',
    renaming(
      (problem) => ({ ...problem, subjects: { ...problem.subjects, flags: withoutFlag(problem.subjects.flags, VETOED) } }),
      (coverage) => coverage,
    ),
  ),
  fault(
    'noSuchSeat',
    'lets yesterday’s rahyar stay though vetoed',
    engineWith({
      read: (parts) => ({
        ...parts,
        directives: {
          ...parts.directives,
          vetoes: parts.directives.vetoes.filter(
            ({ subject, rahyar }) => !parts.subjects.some((row) => row.subject.id === subject && row.previousRahyar === rahyar),
          ),
        },
      }),
    }),
  ),
  fault(
    'R10',
    'forgets vetoes a day late',
    engineWith({
      read: (parts) => ({
        ...parts,
        directives: { ...parts.directives, vetoes: parts.directives.vetoes.map(({ until: _, ...veto }) => veto) },
      }),
    }),
  ),
];
