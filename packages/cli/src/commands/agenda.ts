import { writeFile } from 'node:fs/promises';
import { type Agenda, type AgendaEntry, agendaOf } from '@rahyar/cycle';
import { type Instant, isoDateOf, type Label, PRIORITY_TIER_TERMS, PRIORITY_TIERS, toPersianDigits } from '@rahyar/domain';
import type { AssignmentPlan, AssignmentProblem } from '@rahyar/engine';
import {
  ASSUMED_CADENCE,
  type CalendarError,
  type EpochDay,
  epochDayOfIsoDate,
  explainDue,
  formatJalaliLong,
  IRAN_PUBLIC_HOLIDAYS,
  icalendarOf,
  iranWorkingCalendar,
} from '@rahyar/scheduler';
import type { Result } from 'neverthrow';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { fileErrorOf } from '../files/file-error.ts';
import { readPlan } from '../files/read-plan.ts';
import type { Terminal } from '../terminal.ts';
import { complainOfFile } from './say-rows.ts';

export type AgendaOptions = {
  readonly plan: string;
  readonly rahyar: string;
  readonly days: number;
  /** Tells the way to each day too. */
  readonly why: boolean;
  /** A calendar file to be written; it must not be there yet. */
  readonly ics?: string;
  /** When the calendar file is made. */
  readonly now: Instant;
};

/** Tells the coming days of one rahyar, from the day of the plan on: whom to contact when, levelled over the working days. */
export async function agenda(options: AgendaOptions, terminal: Terminal): Promise<ExitCode> {
  const read = await readPlan(options.plan);
  if (read.isErr()) {
    complainOfFile(read.error, terminal);
    return EXIT.invalidInput;
  }
  const { problem, plan } = read.value;
  const staff = problem.rahyars.findIndex((rahyar) => rahyar?.id === options.rahyar);
  if (staff < 0) {
    terminal.complain(SENTENCES.noSuchRahyar[terminal.language]);
    return EXIT.invalidInput;
  }
  const found = agendaOn(problem, plan, staff, options.days);
  if (found.isErr()) {
    terminal.complain(SENTENCES.notCovered[terminal.language]);
    return EXIT.usage;
  }
  sayAgenda(found.value, problem, plan, options.why, terminal);
  if (options.ics !== undefined) {
    const written = await writeFeed(options.ics, options, problem, found.value, terminal);
    if (written !== EXIT.ok) return written;
  }
  terminal.result({
    rahyar: options.rahyar,
    workDays: found.value.workDays.map(({ day, room }) => ({ on: isoDateOf(day), room })),
    contacts: found.value.entries.map(({ subject, day, beyond, due }) => ({
      subject: problem.subjects.ids.at(subject),
      ...(day === undefined ? {} : { on: isoDateOf(day) }),
      ...(beyond === undefined ? {} : { beyond }),
      followUp: due.id,
      rule: due.rule,
      dueOn: isoDateOf(due.effective),
      closesOn: isoDateOf(due.window.closes),
      confidence: due.confidence,
    })),
  });
  return EXIT.ok;
}

const agendaOn = (problem: AssignmentProblem, plan: AssignmentPlan, staff: number, days: number): Result<Agenda, CalendarError> =>
  iranWorkingCalendar().andThen((calendar) =>
    epochDayOfIsoDate(problem.on).andThen((today) =>
      agendaOf({ problem, plan }, { today, calendar, cadence: ASSUMED_CADENCE }, staff, days),
    ),
  );

function sayAgenda(
  { workDays, entries }: Agenda,
  problem: AssignmentProblem,
  plan: AssignmentPlan,
  why: boolean,
  terminal: Terminal,
): void {
  const { language } = terminal;
  const number = (value: number): string => (language === 'fa' ? toPersianDigits(String(value)) : String(value));
  const say = ({ subject, beyond, due }: AgendaEntry): void => {
    const tier = PRIORITY_TIERS[(plan.tier[subject] as number) - 1];
    const parts = [problem.subjects.ids.at(subject), tier === undefined ? '' : PRIORITY_TIER_TERMS[tier][language]];
    terminal.say(`  ${[...parts, beyond === undefined ? '' : SENTENCES[beyond][language]].filter((part) => part !== '').join('  ')}`);
    if (why) terminal.say(explainDue(due, language).replace(/^/gm, '      '));
  };
  for (const { day, room } of workDays) {
    const own = entries.filter((entry) => entry.day === day);
    terminal.say(`${formatJalaliLong(day, language)}  ${number(own.length)} / ${number(room)}`);
    own.forEach(say);
  }
  const left = entries.filter(({ day }) => day === undefined);
  if (left.length > 0) {
    terminal.say(SENTENCES.noRoom[language]);
    left.forEach(say);
  }
}

const SENTENCES = {
  noSuchRahyar: { fa: 'چنین رهیاری در برنامه نیست', en: 'The plan has no such rahyar.' },
  notCovered: { fa: 'تقویم کاری این روزها را نمی‌پوشاند', en: 'The working calendar does not cover these days.' },
  noRoom: { fa: 'در این روزها جایی نماند برای:', en: 'These days have no room for:' },
  window: { fa: 'پس از بازهٔ خود', en: 'after its window' },
  promise: { fa: 'پس از روز وعده‌شده', en: 'after the promised day' },
} as const satisfies Record<string, Label>;

/** Events of the given days, and the public holidays of the span; a person is named by the id alone. */
async function writeFeed(
  path: string,
  { rahyar, now }: AgendaOptions,
  problem: AssignmentProblem,
  { workDays, entries }: Agenda,
  terminal: Terminal,
): Promise<ExitCode> {
  const [first, last] = [workDays[0]?.day ?? 0, workDays.at(-1)?.day ?? 0];
  const feed = icalendarOf({
    name: { fa: `پیگیری‌های ${rahyar}`, en: `Follow-ups of ${rahyar}` },
    language: terminal.language,
    dialect: 'portable',
    stampedAt: now,
    horizon: last as EpochDay,
    entries: entries.flatMap(({ subject, day, due }) =>
      day === undefined
        ? []
        : [
            {
              kind: 'event' as const,
              id: due.id,
              summary: { fa: `تماس با ${problem.subjects.ids.at(subject)}`, en: `Contact ${problem.subjects.ids.at(subject)}` },
              first: day,
              time: ASSUMED_CADENCE.timeOfDay,
            },
          ],
    ),
    holidays: IRAN_PUBLIC_HOLIDAYS.filter(({ day }) => day >= first && day <= last),
  });
  if (feed.isErr()) throw new Error(`invariant: days of a working calendar can be written (${feed.error.code})`);
  try {
    await writeFile(path, feed.value, { flag: 'wx' });
    return EXIT.ok;
  } catch (cause) {
    complainOfFile(fileErrorOf(cause, path), terminal);
    return EXIT.invalidInput;
  }
}
