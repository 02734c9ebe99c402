import { isoDateOf, type Label, SUBJECT_KIND_TERMS, toPersianDigits } from '@rahyar/domain';
import {
  type AssignmentPlan,
  type AssignmentProblem,
  createExplainer,
  DO_NOT_CONTACT,
  explanationText,
  NO_DAY,
  NO_PLACE,
  primaryOf,
  RULES,
  SUBJECT_KINDS,
} from '@rahyar/engine';
import { findDivision } from '@rahyar/geo';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { readPlan } from '../files/read-plan.ts';
import { namesIn } from '../names-in.ts';
import type { Terminal } from '../terminal.ts';
import { certificateFor } from './plan-certificate.ts';
import { complainOfFile } from './say-rows.ts';

/**
 * Tells everything that a plan knows of one subject: the facts, the reasons with the rules behind them, the place in the worklist, and everyone
 * else who came into question. `find` is the short answer.
 */
export async function explain(directory: string, subject: string, terminal: Terminal): Promise<ExitCode> {
  const read = await readPlan(directory);
  if (read.isErr()) {
    complainOfFile(read.error, terminal);
    return EXIT.invalidInput;
  }
  const { problem, plan } = read.value;
  const { language } = terminal;
  const explanation = createExplainer(problem, plan, certificateFor(problem, plan))(subject);
  if (explanation === undefined) {
    terminal.complain(language === 'fa' ? 'این شناسه در برنامه نیست' : 'The plan has no such subject.');
    return EXIT.invalidInput;
  }
  const index = problem.subjects.ids.indexOf(subject);
  const facts = factsOf(problem, index);
  const position = positionOf(plan, index);
  const say = (label: string, value: string): void =>
    terminal.say(language === 'fa' ? toPersianDigits(`${label}: ${value}`) : `${label}: ${value}`);

  say(LABELS.kind[language], SUBJECT_KIND_TERMS[facts.kind][language]);
  for (const name of ['home', 'work'] as const) {
    const code = facts[name];
    if (code !== undefined) say(LABELS[name][language], `${findDivision(code)?.name ?? ''} (${code})`.trim());
  }
  for (const name of ['activeOn', 'contactedOn', 'waitingSince', 'dueOn'] as const) {
    const day = facts[name];
    if (day !== undefined) say(LABELS[name][language], namesIn(language).day(day));
  }
  if (facts.doNotContact === true) terminal.say(LABELS.doNotContact[language]);
  terminal.say(explanationText(explanation, language, namesIn(language)));
  if (position !== undefined) say(LABELS.position[language], String(position));
  const rules = RULES.filter(({ id }) => explanation.reasons.some(({ rule }) => rule === id)).map(({ id, title }) => ({ id, title }));
  for (const { id, title } of rules) terminal.say(`${id}: ${title[language]}`);
  terminal.result({ ...explanation, facts, ...(position === undefined ? {} : { position }), rules: rules.map(({ id }) => id) });
  return EXIT.ok;
}

const LABELS = {
  kind: { fa: 'نوع', en: 'Kind' },
  home: { fa: 'محل سکونت', en: 'Home' },
  work: { fa: 'محل کار', en: 'Work' },
  activeOn: { fa: 'آخرین فعالیت', en: 'Last active' },
  contactedOn: { fa: 'آخرین تماس', en: 'Last contact' },
  waitingSince: { fa: 'در انتظار از', en: 'Waiting since' },
  dueOn: { fa: 'پیگیری بعدی', en: 'Next follow-up' },
  doNotContact: { fa: 'خواسته است با او تماس گرفته نشود', en: 'Has asked not to be contacted' },
  position: { fa: 'جایگاه در فهرست کار رهیار اصلی', en: 'Position in the worklist of the primary rahyar' },
} as const satisfies Record<string, Label>;

function factsOf({ subjects, places }: AssignmentProblem, index: number) {
  const day = (column: Int32Array) => (column[index] === NO_DAY ? undefined : isoDateOf(column[index] as number));
  const place = (column: Uint16Array) => (column[index] === NO_PLACE ? undefined : places[column[index] as number]);
  const flags = subjects.flags[index] as number;
  return {
    kind: SUBJECT_KINDS[subjects.kind[index] as number] as (typeof SUBJECT_KINDS)[number],
    home: place(subjects.home),
    work: place(subjects.work),
    activeOn: day(subjects.activeOn),
    contactedOn: day(subjects.contactedOn),
    waitingSince: day(subjects.waitingSince),
    dueOn: day(subjects.dueOn),
    ...((flags & DO_NOT_CONTACT) === 0 ? {} : { doNotContact: true }),
  };
}

/** Counted from 1; `undefined` for a subject that stands in no worklist of its primary rahyar. */
function positionOf(plan: AssignmentPlan, subject: number): number | undefined {
  const primary = primaryOf(plan, subject);
  const { start, order } = plan.worklists;
  const at = order.subarray(start[primary] ?? 0, start[primary + 1] ?? 0).indexOf(subject);
  return at === -1 ? undefined : at + 1;
}
