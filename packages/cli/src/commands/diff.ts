import { type Label, toPersianDigits } from '@rahyar/domain';
import { MOVE_CAUSE_LABELS, MOVE_CAUSES } from '@rahyar/engine';
import { findDivision } from '@rahyar/geo';
import { err, ok, type Result } from 'neverthrow';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { type FileError, fileErrorOf } from '../files/file-error.ts';
import { createLineFile, type LineFile } from '../files/line-file.ts';
import { type PlanRead, readPlan } from '../files/read-plan.ts';
import type { Terminal } from '../terminal.ts';
import { type ChangeFigures, createChangeTally, planChanges } from './plan-changes.ts';
import { complainOfFile, complainOfRows, rowFigures } from './say-rows.ts';

export type DiffOptions = {
  /** The earlier and the later plan directory. */
  readonly before: string;
  readonly after: string;
  /** A file that must not exist yet, for every changed subject. */
  readonly rows?: string;
};

/** Tells what has changed from one plan to a later one, and why. Ends well whether or not anything has; rows that cannot be read are told. */
export async function diff({ before, after, rows }: DiffOptions, terminal: Terminal): Promise<ExitCode> {
  const reading = terminal.stage('read', 'Reading the plans');
  const old = await readPlan(before);
  const now = old.isErr() ? old : await readPlan(after);
  reading.done();
  if (old.isErr()) return trouble(old.error, terminal);
  if (now.isErr()) return trouble(now.error, terminal);

  const comparing = terminal.stage('compare', 'Comparing');
  const figures = await compare(old.value, now.value, rows);
  comparing.done();
  if (figures.isErr()) return trouble(figures.error, terminal);
  sayChanges(figures.value, terminal);
  for (const plan of [old.value, now.value]) complainOfRows(plan, terminal);
  const [onBefore, onAfter] = [old.value.problem.on, now.value.problem.on];
  const { refusedRows, warnedRows } = rowFigures(now.value);
  terminal.result({ from: onBefore, to: onAfter, ...figures.value, refusedRows: refusedRows + old.value.refused.count, warnedRows });
  return old.value.refused.count + now.value.refused.count > 0 ? EXIT.brokenRules : EXIT.ok;
}

async function compare(before: PlanRead, after: PlanRead, path: string | undefined): Promise<Result<ChangeFigures, FileError>> {
  const tally = createChangeTally();
  let file: LineFile | undefined;
  try {
    file = path === undefined ? undefined : await createLineFile(path);
    for (const change of planChanges(before, after)) {
      tally.add(change);
      file?.add(`${JSON.stringify(change)}\n`);
      if (file?.isFull()) await file.flush();
    }
    await file?.close();
  } catch (cause) {
    await file?.close().catch(() => undefined);
    return err(fileErrorOf(cause, path ?? ''));
  }
  return ok(tally.figures());
}

const FIGURE_LABELS = {
  parted: { fa: 'جدا شده از رهیار پیشین', en: 'parted from their rahyar' },
  given: { fa: 'رهیار اختصاصی یافته', en: 'given a dedicated rahyar' },
  gapsOpened: { fa: 'شکاف تازه', en: 'gaps opened' },
  gapsClosed: { fa: 'شکاف بسته‌شده', en: 'gaps closed' },
  tiersChanged: { fa: 'تغییر اولویت', en: 'tiers changed' },
  appeared: { fa: 'تازه آمده', en: 'appeared' },
  disappeared: { fa: 'دیگر در برنامه نیست', en: 'disappeared' },
} as const satisfies Record<string, Label>;

function sayChanges(figures: ChangeFigures, terminal: Terminal): void {
  const { language } = terminal;
  const line = (label: string, count: number, indent = ''): void => {
    const written = count.toLocaleString('en');
    terminal.say(`${indent}${label}: ${language === 'fa' ? toPersianDigits(written.replaceAll(',', '٬')) : written}`);
  };
  for (const name of ['parted', 'given', 'gapsOpened', 'gapsClosed', 'tiersChanged', 'appeared', 'disappeared'] as const) {
    line(FIGURE_LABELS[name][language], figures[name]);
    if (name !== 'parted') continue;
    for (const cause of MOVE_CAUSES) if (figures.causes[cause] > 0) line(MOVE_CAUSE_LABELS[cause][language], figures.causes[cause], '  ');
    for (const [code, count] of Object.entries(figures.provinces)) line(findDivision(code)?.name ?? code, count, '  ');
  }
}

function trouble(error: FileError, terminal: Terminal): ExitCode {
  complainOfFile(error, terminal);
  return EXIT.invalidInput;
}
