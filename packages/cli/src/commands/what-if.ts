import { type Label, PRIORITY_TIER_TERMS, parseWith, RahyariPolicy, StaffMember, type SubjectClass, toPersianDigits } from '@rahyar/domain';
import {
  whatIf as answerWhatIf,
  COVERAGE_GROUPS,
  type CoverageGroup,
  type CoverageTable,
  GAP_CAUSE_LABELS,
  type GapCause,
  type Help,
  helpText,
  MOVE_CAUSE_LABELS,
  MOVE_CAUSES,
  sumCoverage,
  type WhatIfAnswer,
  type WhatIfFault,
  type WhatIfFigures,
  whereHelpCounts,
} from '@rahyar/engine';
import { findDivision } from '@rahyar/geo';
import { err, ok, type Result } from 'neverthrow';
import type * as z from 'zod';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { FileError } from '../files/file-error.ts';
import { readJsonFile } from '../files/json-file.ts';
import { type PlanRead, readPlan } from '../files/read-plan.ts';
import type { Terminal } from '../terminal.ts';
import { certificateFor } from './plan-certificate.ts';
import { complainOfFile, complainOfRows, rowFigures } from './say-rows.ts';

export type SeatChange = { readonly rahyar: string; readonly subjectClass: SubjectClass; readonly more: number };

export type WhatIfOptions = {
  readonly plan: string;
  readonly seats: readonly SeatChange[];
  /** Files of one member of the community each. */
  readonly rahyars: readonly string[];
  /** Ids of rahyars. */
  readonly leave: readonly string[];
  readonly policy?: string;
  /** For how many areas it is asked what one more rahyar there would bring. */
  readonly nextRahyar?: number;
};

/** Tells what would become of a plan if something were otherwise, and where the next rahyar would help most. The plan stays as it is. */
export async function whatIf(options: WhatIfOptions, terminal: Terminal): Promise<ExitCode> {
  const reading = terminal.stage('read', 'Reading the plan');
  const read = await readPlan(options.plan);
  reading.done();
  if (read.isErr()) return trouble(read.error, terminal);
  const files = await readChanges(options);
  if (files.isErr()) return trouble(files.error, terminal);
  const { problem, plan } = read.value;

  const solving = terminal.stage('solve', 'Solving');
  const certificate = certificateFor(problem, plan);
  const changes = { seats: options.seats, leave: options.leave, ...files.value };
  const answer = answerWhatIf(problem, plan, changes, certificate);
  const help =
    certificate === undefined || options.nextRahyar === undefined
      ? undefined
      : whereHelpCounts(problem, plan, certificate, { top: options.nextRahyar });
  solving.done();
  if (answer.status === 'refused') {
    for (const fault of answer.faults) terminal.complain(faultText(fault, terminal));
    return EXIT.invalidInput;
  }
  sayAnswer(answer, terminal);
  if (help !== undefined) sayHelp(help, terminal);
  else if (options.nextRahyar !== undefined) terminal.complain(UNPROVEN[terminal.language]);
  complainOfRows(read.value, terminal);
  terminal.result({ ...resultOf(read.value, answer), ...(help === undefined ? {} : { help }) });
  return EXIT.ok;
}

const UNPROVEN = {
  fa: 'جای‌های این برنامه بهترین نیست، پس ارزش جای بیشتر گفته نمی‌شود',
  en: 'The seats of this plan are not the best there are, so what one more is worth cannot be told.',
} as const satisfies Label;

const CHANGE_BYTES_MAX = 1024 * 1024;

async function readChanges({
  rahyars,
  policy,
}: WhatIfOptions): Promise<Result<{ readonly rahyars: readonly StaffMember[]; readonly policy?: RahyariPolicy }, FileError>> {
  const newcomers: StaffMember[] = [];
  for (const path of rahyars) {
    const newcomer = await readAs(StaffMember, path);
    if (newcomer.isErr()) return err(newcomer.error);
    newcomers.push(newcomer.value);
  }
  if (policy === undefined) return ok({ rahyars: newcomers });
  const other = await readAs(RahyariPolicy, policy);
  return other.map((value) => ({ rahyars: newcomers, policy: value }));
}

async function readAs<S extends z.ZodType>(schema: S, path: string): Promise<Result<z.output<S>, FileError>> {
  const file = await readJsonFile(path, CHANGE_BYTES_MAX);
  return file.andThen(({ value }) => parseWith(schema, value).mapErr(({ issues }): FileError => ({ kind: 'wrongShape', path, issues })));
}

export const FAULT_LABELS = {
  unknownRahyar: { fa: 'رهیاری با این شناسه نیست', en: 'no rahyar has this id' },
  knownAlready: { fa: 'این شناسه در برنامه هست', en: 'the plan has this id already' },
  fewerThanNone: { fa: 'جای‌ها از صفر کمتر می‌شود', en: 'there would be fewer seats than none' },
  otherActsQualify: {
    fa: 'برنامه نمی‌داند فعالیت‌های دیگر کِی بوده است',
    en: 'the plan does not know the days of the other acts that would count as activity',
  },
} as const satisfies Record<WhatIfFault['kind'], Label>;

function faultText({ kind, list, index }: WhatIfFault, { language }: Terminal): string {
  return `${list}[${index}]: ${FAULT_LABELS[kind][language]} (${kind})`;
}

type Answered = Extract<WhatIfAnswer, { status: 'answered' }>;

const LABELS = {
  dedicated: { fa: 'با رهیار اختصاصی', en: 'With a dedicated rahyar' },
  gaps: { fa: 'شکاف‌ها', en: 'Coverage gaps' },
  parted: { fa: 'رهیارشان عوض می‌شود', en: 'Would change rahyar' },
  seated: { fa: 'رهیار اختصاصی می‌یابند', en: 'Would get a dedicated rahyar' },
  unseated: { fa: 'رهیار اختصاصی را از دست می‌دهند', en: 'Would be left without a dedicated rahyar' },
  next: { fa: 'رهیار بعدی کجا بیش از همه به کار می‌آید', en: 'Where the next rahyar helps most' },
  nowhere: { fa: 'هیچ‌جا کم نیست', en: 'nowhere is one lacking' },
  collective: { fa: 'هسته و کانون', en: 'cores and hubs' },
  organization: { fa: 'سازمان', en: 'organisations' },
} as const satisfies Record<string, Label>;

const GROUP_LABELS: Readonly<Record<CoverageGroup, Label>> = {
  ...PRIORITY_TIER_TERMS,
  collective: LABELS.collective,
  organization: LABELS.organization,
};

function sayAnswer({ before, after, churn }: Answered, terminal: Terminal): void {
  const { language } = terminal;
  const line = (label: string, was: number, is: number): void => {
    if (was !== is)
      terminal.say(numbers(`  ${label}: ${was.toLocaleString('en')} → ${is.toLocaleString('en')} (${signed(is - was)})`, language));
  };
  const all = (figures: WhatIfFigures) => sumCoverage(COVERAGE_GROUPS.map((group) => figures.coverage[group]));
  const total = (label: Label, was: number, is: number): void =>
    terminal.say(numbers(`${label[language]}: ${was.toLocaleString('en')} → ${is.toLocaleString('en')} (${signed(is - was)})`, language));
  const [was, is] = [all(before), all(after)];
  total(LABELS.dedicated, was.dedicated, is.dedicated);
  for (const group of COVERAGE_GROUPS)
    line(GROUP_LABELS[group][language], before.coverage[group].dedicated, after.coverage[group].dedicated);
  for (const [province, table] of after.provinces) {
    const name = province === undefined ? '-' : (findDivision(province)?.name ?? province);
    line(name, dedicatedIn(before.provinces.get(province)), dedicatedIn(table));
  }
  const causes = Object.keys(GAP_CAUSE_LABELS) as GapCause[];
  const gapsOf = (gaps: Readonly<Record<GapCause, number>>): number => causes.reduce((sum, cause) => sum + gaps[cause], 0);
  total(LABELS.gaps, gapsOf(was.gaps), gapsOf(is.gaps));
  for (const cause of causes) line(GAP_CAUSE_LABELS[cause][language], was.gaps[cause], is.gaps[cause]);
  for (const name of ['parted', 'seated', 'unseated'] as const)
    terminal.say(numbers(`${LABELS[name][language]}: ${churn[name].toLocaleString('en')}`, language));
  for (const cause of MOVE_CAUSES) line(MOVE_CAUSE_LABELS[cause][language], 0, churn.causes[cause]);
}

const dedicatedIn = (table: CoverageTable | undefined): number =>
  table === undefined ? 0 : sumCoverage(COVERAGE_GROUPS.map((group) => table[group])).dedicated;
const signed = (difference: number): string => (difference > 0 ? `+${difference.toLocaleString('en')}` : difference.toLocaleString('en'));
const numbers = (text: string, language: Terminal['language']): string =>
  language === 'fa' ? toPersianDigits(text.replaceAll(',', '٬')) : text;

function sayHelp(help: readonly Help[], terminal: Terminal): void {
  const { language } = terminal;
  const text =
    help.length === 0 ? LABELS.nowhere[language] : helpText(help, language, { place: (code) => findDivision(code)?.name ?? code });
  terminal.say(`${LABELS.next[language]}:\n${text}`);
}

function resultOf(read: PlanRead, { before, after, churn }: Answered): Readonly<Record<string, unknown>> {
  const figures = ({ coverage, provinces, fairness }: WhatIfFigures): Readonly<Record<string, unknown>> => ({
    coverage,
    provinces: Object.fromEntries([...provinces].map(([code, table]) => [code ?? 'unknown', table])),
    spread: fairness.rows.map(({ kind, subjectClass, spread }) => ({ kind, subjectClass, ...spread })),
  });
  return { on: read.problem.on, before: figures(before), after: figures(after), churn, ...rowFigures(read) };
}

function trouble(error: FileError, terminal: Terminal): ExitCode {
  complainOfFile(error, terminal);
  return EXIT.invalidInput;
}
