import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type CycleState,
  collectReports,
  type DayCourse,
  type DayError,
  type DayOutcome,
  type FiringError,
  runCycle,
  takeInReports,
} from '@rahyar/cycle';
import { DEFAULT_POLICY, type DomainEvent, type Instant, type IsoDate, isoDateOf, type Label } from '@rahyar/domain';
import {
  ASSUMED_CADENCE,
  addWorkingDays,
  type EpochDay,
  epochDayOfIsoDate,
  formatJalaliLong,
  iranWorkingCalendar,
  toInstant,
  type WorkingCalendar,
  workingDayFrom,
} from '@rahyar/scheduler';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { PARAMETERS } from '../population/parameters.ts';
import { generatePopulation } from '../population/population.ts';
import { type ReportModel, renderReport, reportModel, type StageTiming } from '../report/report.ts';
import { saidOfStore } from '../said-of-store.ts';
import type { Terminal } from '../terminal.ts';
import { type FollowedUp, followUpsCarriedOut } from './demo-follow-ups.ts';
import type { DemoMemory } from './demo-memory.ts';
import type { DemoPartner } from './demo-partner.ts';
import {
  answersOf,
  contactsOf,
  DEMO_PARAMETERS,
  demoPorts,
  manifestOf,
  partedByCause,
  referralsOf,
  reportedOf,
  storyOf,
} from './demo-world.ts';
import { planFigures, sayFigures, sayFindings } from './plan-figures.ts';
import { sayProof } from './say-proof.ts';

export type DemoOptions = { readonly people: number; readonly seed: number; readonly on: IsoDate; readonly out: string };

/**
 * The main job on made people: two working days of the whole cycle, one referral whose outcome the second day knows, and a page about the
 * first day. The referral goes over HTTP to a sandbox on this machine, and its events come by webhook. The same people, seed and day give
 * the same plans.
 */
export async function demo(options: DemoOptions, terminal: Terminal): Promise<ExitCode> {
  const { seed, on } = options;
  const dates = iranWorkingCalendar().andThen((calendar) =>
    epochDayOfIsoDate(on)
      .andThen((day) => workingDayFrom(calendar, day))
      .andThen((first) => addWorkingDays(calendar, first, 1).map((second) => ({ calendar, first, second }))),
  );
  if (dates.isErr()) {
    terminal.complain('The working calendar does not reach that day: it covers the years 1390 to 1426.');
    return EXIT.usage;
  }
  const now = (): Instant => toInstant(dates.value.first, ASSUMED_CADENCE.timeOfDay);
  // Loaded by whoever needs it: the other commands start without a server, its test data, and a database.
  const [{ openDemoPartner }, { openDemoMemory }] = await Promise.all([import('./demo-partner.ts'), import('./demo-memory.ts')]);
  const { people, out } = options;
  const memory = await openDemoMemory(out, { people, seed, on: isoDateOf(dates.value.first) }, dates.value.first);
  if (memory.isErr()) return saidOfStore(memory.error, terminal);
  if (memory.value.goesOn) terminal.say(`Going on with what was begun in ${out}`);
  const partner = await openDemoPartner({ now, seed });
  try {
    return await twoDays(options, dates.value, partner, memory.value, terminal);
  } finally {
    await partner.close();
    const closed = await memory.value.store.close();
    if (closed.isErr()) saidOfStore(closed.error, terminal);
  }
}

type DemoDays = { readonly calendar: WorkingCalendar; readonly first: EpochDay; readonly second: EpochDay };

async function twoDays(
  { people, seed, out }: DemoOptions,
  { calendar, first: today, second: nextDay }: DemoDays,
  partner: DemoPartner,
  { store, clock }: DemoMemory,
  terminal: Terminal,
): Promise<ExitCode> {
  const timings: StageTiming[] = [];
  const generating = terminal.stage('generate', `Making ${people.toLocaleString('en')} people and the rahyar community`);
  const { problem } = generatePopulation({ people, seed, on: isoDateOf(today), policy: DEFAULT_POLICY, onProgress: generating.progress });
  timings.push({ stage: { fa: 'ساختن جمعیت نمونه', en: 'made the people' }, durationMs: generating.done() });

  const ports = demoPorts(partner.gateway, store);
  const runDay = async (state: CycleState, day: typeof today, work: DayCourse['work']) => {
    const steps = stepTimer(terminal, isoDateOf(day), timings);
    const timing = { today: day, cadence: ASSUMED_CADENCE, calendar };
    const outcome = await runCycle(state, { on: isoDateOf(day), timing, ports, manifestOf, work, onStep: steps.begin });
    steps.end();
    return outcome;
  };

  const first = await runDay({ problem, eventsRead: 0 }, today, (day, followUps) => ({
    events: contactsOf(day, followUps, seed),
    referrals: referralsOf(day),
  }));
  if (first.isErr()) return failed(first.error, terminal);
  const following = stepTimer(terminal, isoDateOf(today), timings);
  following.begin('carryOut');
  const followedUp = await followUpsCarriedOut(
    { store, nowMs: clock.nowMs, toldIn: join(out, 'told.ndjson'), nextWorkingDay: nextDay, isAnswered: answersOf(first.value, seed) },
    first.value.followUps,
  );
  following.end();
  if (followedUp.isErr()) return failed(followedUp.error, terminal);
  // A partner made anew has forgotten what it was sent before the demonstration was stopped.
  for (const referral of first.value.referrals) {
    const known = await partner.gateway.send(referral);
    if (known.isErr()) return failed({ kind: 'partner', cause: known.error }, terminal);
  }
  await partner.work();
  const webhooks = await takeInReports(ports, partner.inbox, partner.id);
  if (webhooks.isErr()) return failed(webhooks.error, terminal);
  const evening = await collectReports(ports, first.value.tomorrow.reportsRead);
  if (evening.isErr()) return failed(evening.error, terminal);
  const firstDayTimings = [...timings];
  clock.beginDay(nextDay);
  const second = await runDay(first.value.tomorrow, nextDay, () => ({ events: [], referrals: [] }));
  if (second.isErr()) return failed(second.error, terminal);

  const reported = await reportedOf(store, first.value.referrals);
  const told = { byWebhook: partner.inbox.length, missed: evening.value.events.length };
  const page = join(out, 'report.html');
  const writing = terminal.stage('report', 'Writing the report');
  const jalaliText = formatJalaliLong(today, 'fa');
  const story = storyOf(first.value, reported, jalaliText);
  const model = reportModel({
    ...first.value,
    day: { today, jalaliText },
    origin: { kind: 'generated', seed },
    followUps: { dueOn: first.value.problem.subjects.dueOn, calendar },
    ...(story === undefined ? {} : { referral: story }),
    timings: firstDayTimings,
    parameters: { ...PARAMETERS, ...DEMO_PARAMETERS },
  });
  await mkdir(out, { recursive: true });
  await writeFile(page, renderReport(model));
  writing.done();
  tell(terminal, { people, seed, page, model, first: first.value, second: second.value, reported, told, followedUp: followedUp.value });
  return EXIT.ok;
}

const STEP_LABELS = {
  fold: { fa: 'افزودن رویدادها', en: 'Folding events' },
  classify: { fa: 'تعیین اولویت و موعد', en: 'Classifying and dating' },
  assign: { fa: 'گماردن رهیاران', en: 'Assigning rahyars' },
  verify: { fa: 'سنجش قاعده‌ها', en: 'Verifying the rules' },
  followUps: { fa: 'چیدن پیگیری‌ها', en: 'Planning follow-ups' },
  publish: { fa: 'انتشار برنامه', en: 'Publishing the plan' },
  carryOut: { fa: 'انجام پیگیری‌ها', en: 'Carrying out follow-ups' },
  refer: { fa: 'ارجاع', en: 'Referring' },
  collect: { fa: 'گرفتن گزارش سازمان‌ها', en: 'Collecting reports' },
} as const satisfies Record<Parameters<NonNullable<DayCourse['onStep']>>[0] | 'carryOut', Label>;

/** Times the steps of a day: the beginning of one is the end of the one before. */
function stepTimer(terminal: Terminal, on: IsoDate, timings: StageTiming[]) {
  let running: { label: Label; stop(): number } | undefined;
  const end = (): void => {
    if (running !== undefined) timings.push({ stage: running.label, durationMs: running.stop() });
    running = undefined;
  };
  const begin = (step: keyof typeof STEP_LABELS): void => {
    end();
    const label = STEP_LABELS[step];
    running = { label, stop: terminal.stage(step, `${on}  ${label.en}`).done };
  };
  return { begin, end };
}

function failed(error: DayError | FiringError, terminal: Terminal): ExitCode {
  if (error.kind === 'brokenRules') {
    sayFindings(error.day.findings, terminal);
    sayProof(error.day.proof, terminal);
    return EXIT.brokenRules;
  }
  terminal.complain(`The day could not be finished: ${error.kind} (${error.cause.kind}).`);
  return EXIT.internal;
}

type Told = {
  people: number;
  seed: number;
  page: string;
  model: ReportModel;
  first: DayOutcome;
  second: DayOutcome;
  reported: readonly DomainEvent[];
  /** How many of the partner's events came by webhook, and how many new ones the poll of the evening brought. */
  told: { byWebhook: number; missed: number };
  followedUp: FollowedUp;
};

function tell(terminal: Terminal, { people, seed, page, model, first, second, reported, told, followedUp }: Told): void {
  const figures = planFigures(first.problem, first.plan, model);
  const referral = first.referrals[0];
  const accepted = reported.some((event) => event.type === 'membershipAccepted');
  const parted = partedByCause(second);
  const peakRssMiB = Math.round(process.resourceUsage().maxRSS / 1024);
  sayFigures(figures, terminal);
  sayFindings(first.findings, terminal);
  sayProof(first.proof, terminal);
  const { done, putOff } = followedUp;
  terminal.say(
    `Follow-ups of the day: ${first.followUps.length.toLocaleString('en')}; reached ${done.toLocaleString('en')}, put off ${putOff.toLocaleString('en')}`,
  );
  if (referral !== undefined) {
    terminal.say(
      `Referral ${referral.id} to ${referral.partner}: ${accepted ? 'completed, and the next day counts a member more' : 'sent'}`,
    );
    terminal.say(
      `  sent over HTTP to the sandbox; by webhook came ${told.byWebhook} events, and the poll afterwards found ${told.missed} more`,
    );
  }
  const causes = Object.entries(parted).filter(([, count]) => count > 0);
  const causesTold = causes.map(([cause, count]) => `${cause} ${count.toLocaleString('en')}`).join(', ');
  terminal.say(`Next working day, parted from their rahyar: ${causesTold === '' ? 'nobody' : causesTold}`);
  terminal.say(`Peak memory: ${peakRssMiB.toLocaleString('en')} MiB`);
  terminal.say(`Report: ${page}`);
  terminal.result({
    people,
    seed,
    on: first.problem.on,
    ...figures,
    violations: first.findings.reduce((sum, finding) => sum + finding.count, 0),
    proven: first.proof.length === 0,
    followUps: first.followUps.length,
    reached: done,
    putOff,
    referral: referral === undefined ? null : { id: referral.id, accepted, ...told },
    nextDay: { on: second.problem.on, parted, violations: second.findings.reduce((sum, finding) => sum + finding.count, 0) },
    peakRssMiB,
    report: page,
  });
}
