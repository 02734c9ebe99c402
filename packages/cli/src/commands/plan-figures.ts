import { PRIORITY_TIERS, type PriorityTier } from '@rahyar/domain';
import {
  type AssignmentPlan,
  type AssignmentProblem,
  type DedicatedKind,
  GAP_CAUSES,
  type GapCause,
  isDedicated,
  type LoadSpread,
  RULES,
  type RuleFinding,
  type StarvationRow,
  type TurnDay,
} from '@rahyar/engine';
import { neverOf, type ReportModel, steeringFigures } from '../report/report.ts';
import type { Terminal } from '../terminal.ts';

export type PlanFigures = {
  readonly subjects: number;
  readonly dedicated: number;
  readonly tiers: Readonly<Record<PriorityTier | 'noTier', { readonly subjects: number; readonly dedicated: number }>>;
  readonly gaps: Readonly<Record<GapCause, number>>;
  /** Persons ÷ seats for persons of the available rahyars of one kind. */
  readonly loads: readonly (LoadSpread & { readonly kind: DedicatedKind })[];
  /** When whose turn comes, in working days; empty when the working calendar does not reach a year ahead. */
  readonly turns: readonly Turn[];
};

type Turn = Pick<StarvationRow, 'group' | 'waiting' | 'later' | 'median' | 'percentile90'> & { readonly never: number };

/** The figures of a plan that a person asks for first. Those that the report has already are taken from it. */
export function planFigures(
  problem: AssignmentProblem,
  plan: AssignmentPlan,
  { loads, turns }: Pick<ReportModel, 'loads' | 'turns'> = steeringFigures(problem, plan),
): PlanFigures {
  const rows = ['noTier' as const, ...PRIORITY_TIERS].map((tier) => ({ tier, subjects: 0, dedicated: 0 }));
  const gaps = new Map(GAP_CAUSES.map((cause) => [cause, 0]));
  for (let subject = 0; subject < problem.subjects.ids.count; subject++) {
    const row = rows[plan.tier[subject] as number];
    if (row === undefined) continue;
    row.subjects++;
    if (isDedicated(plan, subject)) row.dedicated++;
    const cause = GAP_CAUSES[plan.gapCause[subject] as number] ?? 'none';
    gaps.set(cause, (gaps.get(cause) ?? 0) + 1);
  }
  gaps.delete('none');
  return {
    subjects: problem.subjects.ids.count,
    dedicated: rows.reduce((sum, row) => sum + row.dedicated, 0),
    tiers: Object.fromEntries(rows.map(({ tier, subjects, dedicated }) => [tier, { subjects, dedicated }])) as PlanFigures['tiers'],
    gaps: Object.fromEntries(gaps) as PlanFigures['gaps'],
    loads: loads.rows.flatMap(({ kind, subjectClass, spread }) =>
      subjectClass === 'person' && spread !== undefined ? [{ kind, ...spread }] : [],
    ),
    turns: (turns?.groups ?? []).map(({ group, waiting, later, never, median, percentile90 }) => ({
      group,
      waiting,
      later,
      never: neverOf({ never }),
      ...(median === undefined ? {} : { median }),
      ...(percentile90 === undefined ? {} : { percentile90 }),
    })),
  };
}

const share = (part: number, whole: number): string => (whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`);
const count = (value: number): string => value.toLocaleString('en').padStart(12);

export function sayFigures({ subjects, dedicated, tiers, gaps, loads, turns }: PlanFigures, terminal: Terminal): void {
  terminal.say(`Subjects             ${count(subjects)}   with a dedicated rahyar ${count(dedicated)}  ${share(dedicated, subjects)}`);
  for (const [tier, row] of Object.entries(tiers)) {
    terminal.say(
      `  ${tier.padEnd(18)} ${count(row.subjects)}                           ${count(row.dedicated)}  ${share(row.dedicated, row.subjects)}`,
    );
  }
  const told = Object.entries(gaps).filter(([, value]) => value > 0);
  terminal.say(
    `Coverage gaps: ${told.length === 0 ? 'none' : told.map(([cause, value]) => `${cause} ${value.toLocaleString('en')}`).join(', ')}`,
  );
  for (const { kind, mean, median, percentile99, maxOverMean, gini } of loads) {
    const parts = [`mean ${share(mean, 1)}`, `median ${share(median, 1)}`, `p99 ${share(percentile99, 1)}`];
    terminal.say(
      `Load of ${`${kind} rahyars`.padEnd(21)} ${parts.join(', ')}, max/mean ${maxOverMean.toFixed(2)}, Gini ${gini.toFixed(3)}`,
    );
  }
  for (const { group, waiting, later, never, median, percentile90 } of turns.filter((row) => row.waiting > 0)) {
    const days = `half by ${dayText(median)}, 90 % by ${dayText(percentile90)}`;
    const without = [never > 0 ? `${never.toLocaleString('en')} never` : '', later > 0 ? `${later.toLocaleString('en')} later` : ''];
    terminal.say(
      `First contact, ${group.padEnd(14)} ${days}${without.map((text) => (text === '' ? '' : `; ${text}`)).join('')} (of ${waiting.toLocaleString('en')})`,
    );
  }
}

const dayText = (day: TurnDay | undefined): string => (typeof day === 'number' ? `working day ${day.toLocaleString('en')}` : (day ?? '-'));

/** Tells which rules hold and which are broken, the broken ones with their first places. */
export function sayFindings(findings: readonly RuleFinding[], terminal: Terminal): void {
  const broken = findings.filter((finding) => finding.count > 0);
  if (broken.length === 0) terminal.say(`Rules: ${findings.length} of ${findings.length} hold`);
  for (const { rule, count: violations, examples } of broken) {
    const title = RULES.find((row) => row.id === rule)?.title[terminal.language] ?? '';
    terminal.complain(`${rule} broken ${violations.toLocaleString('en')} times: ${title}`);
    for (const { detail } of examples.slice(0, 3)) terminal.complain(`  ${detail}`);
  }
}
