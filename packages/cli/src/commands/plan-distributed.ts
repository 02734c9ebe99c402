import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { Label } from '@rahyar/domain';
import type { StoreError } from '@rahyar/store';
import { storeErrorOf } from '@rahyar/store/postgres';
import { err, ok, type Result } from 'neverthrow';
import { conclude } from '../distributed/conclude.ts';
import { patiently } from '../distributed/patiently.ts';
import { openPlanQueue, type PlanFailure, type PlanProgress, type PlanQueue } from '../distributed/plan-queue.ts';
import { type PlanRequest, worldOf } from '../distributed/request.ts';
import { stageAfter } from '../distributed/run-worker.ts';
import { inputParts } from '../distributed/submitted.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { type FileError, fileErrorOf } from '../files/file-error.ts';
import { createRowReports, type RowReports } from '../files/row-reports.ts';
import { formatOf } from '../files/subject-rows.ts';
import { saidOfStore } from '../said-of-store.ts';
import type { Terminal } from '../terminal.ts';
import { fileTrouble, finishPlan, withDraft } from './finish-plan.ts';
import { OUTSIDE_CALENDAR, type PlanInputs, type PlanOptions, readPlanInputs, timingOf } from './plan-inputs.ts';

export type DistributedOptions = PlanOptions & {
  /** The connection string of the PostgreSQL database where the workers look for shards. */
  readonly distributed: string;
  /** Into how many chunks and ranges the members are cut; by the size of the file without it. The plan is the same. */
  readonly shards?: number;
};

/** Plans a day with the workers of a database; the directory is to the byte the one that `plan` writes. */
export async function planDistributed(options: DistributedOptions, terminal: Terminal): Promise<ExitCode> {
  if ((options.format ?? formatOf(options.members)) !== 'ndjson') {
    terminal.complain(ONLY_LINES[terminal.language]);
    return EXIT.usage;
  }
  if (timingOf(options.on) === undefined) {
    terminal.complain(OUTSIDE_CALENDAR);
    return EXIT.usage;
  }
  const queue = await openPlanQueue(options.distributed);
  if (queue.isErr()) return saidOfStore(queue.error, terminal);
  try {
    return await withDraft(options.out, terminal, async (draft) => {
      const reports = await createRowReports(draft.path);
      const submitted = await submit(queue.value, options, reports, terminal);
      if (typeof submitted === 'number') {
        await reports.close();
        return submitted;
      }
      const { plan, request } = submitted;
      const outcome = await waitFor(queue.value, plan, terminal);
      if (outcome.state !== 'made') {
        await reports.close();
        const failure = outcome.failure ?? 'gaveUp';
        terminal.complain(`${FAILURE_LABELS[failure][terminal.language]} (${failure})`);
        return failure === 'tooManyPlaces' ? EXIT.invalidInput : EXIT.internal;
      }
      const checking = terminal.stage('check', 'Putting the plan together and verifying');
      const source = queue.value.partsOf(plan);
      const finished = await conclude(worldOf(request), (wanted) => patiently(() => source(wanted)), reports);
      checking.done();
      const code = await finishPlan(options, draft, finished, terminal);
      await patiently(() => queue.value.publish(plan));
      return code;
    });
  } finally {
    await queue.value.close();
  }
}

async function submit(queue: PlanQueue, options: DistributedOptions, reports: RowReports, terminal: Terminal) {
  const inputs = await readPlanInputs(options, reports);
  if (inputs.isErr()) return fileTrouble(inputs.error, terminal);
  const plan = randomUUID();
  const submitting = terminal.stage('submit', 'Handing the members over');
  const request = await handedOver(queue, plan, options, inputs.value, submitting.progress);
  submitting.done();
  if (request.isOk()) {
    terminal.say(`Plan ${plan}: shards wait for workers (rahyar worker --database …)`);
    return { plan, request: request.value };
  }
  const { error } = request;
  return 'path' in error ? fileTrouble(error, terminal) : saidOfStore(error, terminal);
}

/** Puts everything into the database, so that workers on any host need no file. */
async function handedOver(
  queue: PlanQueue,
  plan: string,
  options: DistributedOptions,
  inputs: PlanInputs,
  onProgress: (done: number, total: number) => void,
): Promise<Result<PlanRequest, FileError | StoreError>> {
  const stored = (work: Promise<void>): Promise<StoreError | undefined> => work.then(() => undefined, storeErrorOf);
  try {
    const parts = inputParts(options, inputs, options.shards ?? (await shardsThatPay(options.members)), onProgress);
    let trouble = await stored(queue.begin(plan));
    let next = await parts.next();
    for (; next.done !== true && trouble === undefined; next = await parts.next()) trouble = await stored(queue.add(plan, next.value));
    if (trouble !== undefined || next.done !== true) return err(trouble ?? { kind: 'unavailable', why: 'failed' });
    const first = stageAfter(undefined, next.value);
    if (first !== undefined) trouble = await stored(queue.start(plan, first));
    return trouble === undefined ? ok(next.value) : err(trouble);
  } catch (cause) {
    return err(fileErrorOf(cause, options.members));
  }
}

/** A shard is worth a few seconds of work, and so little memory that several go on side by side. */
const shardsThatPay = async (members: string): Promise<number> => Math.max(1, Math.ceil((await stat(members)).size / SHARD_BYTES));
const SHARD_BYTES = 16 * 1024 * 1024;

const POLL_MS = 200;

/** Waits until all shards are done or the plan has failed. A database that goes away is waited for. */
async function waitFor(queue: PlanQueue, plan: string, terminal: Terminal): Promise<PlanProgress> {
  let stage: PlanProgress['stage'];
  let running = terminal.stage('wait', 'Waiting for a worker');
  let total = 0;
  for (;;) {
    const progress = await queue.progress(plan).catch(() => undefined);
    if (progress !== undefined && progress.state !== 'running') {
      running.done();
      return progress;
    }
    if (progress?.stage !== undefined && progress.stage !== stage) {
      running.done();
      stage = progress.stage;
      total = progress.open;
      running = terminal.stage(stage, STAGE_TEXTS[stage]);
    }
    if (progress !== undefined) running.progress(total - progress.open, total);
    await pause(POLL_MS);
  }
}

const STAGE_TEXTS = {
  read: 'Reading the members',
  gather: 'Gathering ranges and counting cells',
  settle: 'Finding the seats',
  deal: 'Dealing out and writing',
  list: 'Writing the worklists',
} as const satisfies Record<NonNullable<PlanProgress['stage']>, string>;

const ONLY_LINES: Label = {
  fa: 'برنامهٔ پخش‌شده تنها از NDJSON ساخته می‌شود؛ فایل فشرده هم پذیرفته است',
  en: 'A distributed plan is made from NDJSON only; the file may be packed',
};

const FAILURE_LABELS = {
  tooManyPlaces: { fa: 'بیش از ۶۵٬۵۳۵ محل گوناگون نام برده شده است', en: 'more than 65,535 different places are named' },
  brokenShard: { fa: 'بخشی از برنامه به خطای برنامه‌نویسی برخورد', en: 'a shard met a mistake in the program' },
  gaveUp: { fa: 'هیچ کارگری نتوانست بخشی از برنامه را به پایان برساند', en: 'no worker could finish one of the shards' },
  unequalResults: {
    fa: 'دو کارگر از یک بخش دو نتیجهٔ ناهمسان ساختند؛ آیا همه یک نسخه دارند؟',
    en: 'two workers made different results of one shard; do all run the same version?',
  },
} as const satisfies Record<PlanFailure, Label>;
