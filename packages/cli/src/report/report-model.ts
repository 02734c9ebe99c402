import { type Basis, type IsoDate, type Label, RAHYAR_KINDS, type RahyarKind, type Referral, type ReferralState } from '@rahyar/domain';
import {
  type AssignmentPlan,
  type AssignmentProblem,
  type CertificateFault,
  RULES,
  type RuleFinding,
  unavailability,
} from '@rahyar/engine';
import { ASSUMED_CADENCE, type EpochDay, type WorkingCalendar } from '@rahyar/scheduler';
import type { Parameter } from '../population/parameters.ts';
import { contactCourse } from './contact-course.ts';
import { type CoverageTally, coverageTally } from './coverage-tally.ts';
import { type FollowUpDays, followUpDays } from './follow-up-days.ts';
import { type GapList, gapList } from './gap-list.ts';
import { type LoadDistribution, loadDistribution } from './load-distribution.ts';
import { type RahyarDay, rahyarDay } from './rahyar-day.ts';
import { type SampleSubject, sampleSubjects } from './sample-subject.ts';
import { type TurnTable, turnTable } from './turn-table.ts';

/** What a report is made from. `jalaliText` is the date as the page shows it. */
export type ReportInput = {
  readonly problem: AssignmentProblem;
  readonly plan: AssignmentPlan;
  readonly findings: readonly RuleFinding[];
  /** What keeps the plan's certificate from proving it best; left out where there is none. */
  readonly proof?: readonly CertificateFault[];
  readonly day: { readonly today: EpochDay; readonly jalaliText: string };
  readonly origin: ReportOrigin;
  /** The effective day of each subject's next follow-up, and the calendar it was planned by. */
  readonly followUps?: { readonly dueOn: Int32Array; readonly calendar: WorkingCalendar };
  readonly referral?: ReferralStory;
  readonly timings?: readonly StageTiming[];
  readonly parameters?: Readonly<Record<string, Parameter>>;
};

/** Where the people of the plan come from: the page says so, so that nobody takes made figures for real ones. */
export type ReportOrigin = { readonly kind: 'generated'; readonly seed: number } | { readonly kind: 'files' };

/** What became of one referral; the steps in order of time. */
export type ReferralStory = {
  readonly referral: Pick<Referral, 'id' | 'subject' | 'rahyar' | 'partner' | 'process'>;
  readonly steps: readonly { readonly state: ReferralState; readonly atText: string }[];
};

export type StageTiming = { readonly stage: Label; readonly durationMs: number };

/** Everything that the page shows, as plain data: whatever stands in the page stands here. */
export type ReportModel = {
  readonly on: IsoDate;
  readonly dateText: string;
  readonly origin: ReportOrigin;
  readonly policy: {
    readonly version: string;
    readonly windowDays: number;
    readonly openObligationIsActive: boolean;
    readonly primaryPreference: readonly Basis[];
  };
  readonly community: {
    readonly staff: number;
    readonly rahyars: readonly { readonly kind: RahyarKind; readonly all: number; readonly available: number }[];
  };
  readonly coverage: CoverageTally;
  /** Left out when the working calendar does not reach a year ahead. */
  readonly turns?: TurnTable;
  readonly loads: LoadDistribution;
  readonly gaps: GapList;
  readonly rahyarDay?: RahyarDay;
  readonly samples: readonly SampleSubject[];
  readonly followUps?: FollowUpDays;
  readonly referral?: ReferralStory;
  /** `violations` is `undefined` for a rule that was not checked. */
  readonly rules: readonly { readonly id: string; readonly title: string; readonly source: string; readonly violations?: number }[];
  /** Whether the certificate proves the plan best; left out where there is none. */
  readonly isProven?: boolean;
  readonly assumptions: readonly (Pick<Parameter, 'value' | 'unit' | 'source'> & { readonly name: string; readonly title: string })[];
  readonly timings: readonly { readonly stage: string; readonly durationMs: number }[];
};

/** Works out the figures of the report: linear in the subjects, and small whatever their number. */
export function reportModel({
  problem,
  plan,
  findings,
  proof,
  day,
  origin,
  followUps,
  referral,
  timings,
  parameters,
}: ReportInput): ReportModel {
  const { policy } = problem;
  const chosenDay = rahyarDay(problem, plan);
  return {
    on: problem.on,
    dateText: day.jalaliText,
    origin,
    policy: {
      version: policy.version,
      windowDays: policy.activity.windowDays,
      openObligationIsActive: policy.activity.openObligationIsActive,
      primaryPreference: policy.primaryPreference,
    },
    community: { staff: problem.staff.length, rahyars: rahyarCounts(problem) },
    coverage: coverageTally(problem, plan),
    ...steeringFigures(problem, plan),
    gaps: gapList(problem, plan),
    ...(chosenDay === undefined ? {} : { rahyarDay: chosenDay }),
    samples: sampleSubjects(problem, plan),
    ...(followUps === undefined ? {} : { followUps: followUpDays(problem, day.today, followUps.dueOn, followUps.calendar) }),
    ...(referral === undefined ? {} : { referral }),
    rules: RULES.map(({ id, title, source }) => {
      const violations = findings.find((finding) => finding.rule === id)?.count;
      return { id, title: title.fa, source, ...(violations === undefined ? {} : { violations }) };
    }),
    ...(proof === undefined ? {} : { isProven: proof.length === 0 }),
    assumptions: Object.entries(parameters ?? {}).map(([name, { fa, value, unit, source }]) => ({ name, title: fa, value, unit, source })),
    timings: (timings ?? []).map(({ stage, durationMs }) => ({ stage: stage.fa, durationMs })),
  };
}

/** How evenly the work lies and when whose turn comes: the figures that tell where the next rahyar is needed. */
export function steeringFigures(problem: AssignmentProblem, plan: AssignmentPlan): Pick<ReportModel, 'loads' | 'turns'> {
  const course = contactCourse(problem.on, problem.policy, ASSUMED_CADENCE);
  return {
    loads: loadDistribution(problem, plan),
    ...(course === undefined ? {} : { turns: turnTable(problem, plan, course) }),
  };
}

function rahyarCounts({ rahyars, on, policy }: AssignmentProblem): ReportModel['community']['rahyars'] {
  return RAHYAR_KINDS.map((kind) => {
    const ofKind = rahyars.filter((rahyar) => rahyar?.kind === kind);
    const available = ofKind.filter((rahyar) => rahyar !== undefined && unavailability(rahyar, on, policy) === undefined);
    return { kind, all: ofKind.length, available: available.length };
  });
}
