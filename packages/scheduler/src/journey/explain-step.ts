import { type Label, toPersianDigits } from '@rahyar/domain';
import { INTERVAL_UNIT_LABELS } from '../interval.ts';
import { formatJalaliLong, type Language } from '../jalali-text.ts';
import { HOLIDAY_STATUS_LABELS } from '../public-holiday.ts';
import { fromInstant } from '../tehran-time.ts';
import { ACTIONS, type Action } from './action.ts';
import type { Journey, JourneyId } from './journey.ts';
import type { JourneyCatalogue } from './journey-catalogue.ts';
import type { NextStep } from './next-step.ts';
import { organizationText, type Party, partyText } from './party.ts';
import { SHIPPED_JOURNEYS } from './shipped/shipped-journeys.ts';
import { STEP_STATE_LABELS } from './step.ts';

/**
 * Words where a matter stands, a sentence a line: the state, why, what is lacking and how it is got, the next step, and who does what on which
 * day. The catalogue must be the one the step was asked with; what it does not know is left out. For reading; nothing parses it back.
 */
export function explainStep(step: NextStep, language: Language, catalogue: JourneyCatalogue = SHIPPED_JOURNEYS): string {
  const journey = catalogue.journeys.find(({ id }) => id === step.journey);
  const sentences: Label[] = [
    ...(journey === undefined ? [] : [stateSentence(step, journey), ...aboutSentences(step, journey)]),
    ...detailSentences(step, journey, catalogue),
    ...step.actions.map(actionSentence),
  ];
  return sentences.map((sentence) => sentence[language]).join('\n');
}

const stateSentence = ({ state }: NextStep, { label }: Journey): Label => ({
  fa: `«${label.fa}»: ${STEP_STATE_LABELS[state].fa}.`,
  en: `${capitalised(label.en)}: ${STEP_STATE_LABELS[state].en}.`,
});

/** What the state speaks of, and where that is told of. */
function aboutSentences({ about }: NextStep, journey: Journey): Label[] {
  if (about === undefined) return [];
  if (about.kind === 'trouble')
    return journey.troubles.filter(({ id }) => id === about.id).map(({ label, source }) => withSource(label, source));
  if (about.kind === 'deadline')
    return journey.deadlines
      .filter(({ id }) => id === about.id)
      .map(({ label, within: { count, unit, source } }) =>
        withSource(
          {
            fa: `مهلت «${label.fa}» ${toPersianDigits(String(count))} ${SPAN_LABELS[unit].fa} است`,
            en: `The time for ${label.en} is ${count} ${SPAN_LABELS[unit].en}`,
          },
          source,
        ),
      );
  return journey.steps.filter(({ id }) => id === about.id).map(stepSentence);
}

const SPAN_LABELS = { ...INTERVAL_UNIT_LABELS, minutes: { fa: 'دقیقه', en: 'minutes' } } as const;

function stepSentence({ label, by, through, within, source }: Journey['steps'][number]): Label {
  const via = through === undefined || ('at' in by && by.at === through) ? undefined : through;
  const [faVia, enVia] =
    via === undefined ? ['', ''] : [`، از راه ${organizationText(via, 'fa')}`, `, through ${organizationText(via, 'en')}`];
  const step = {
    fa: `گام بعد: ${label.fa}؛ کار ${partyText(by, 'fa')}${faVia}`,
    en: `Next: ${label.en}; for ${englishParty(by)}${enVia}`,
  };
  if (within === undefined) return withSource(step, source);
  const [fa, en] = [
    `${toPersianDigits(String(within.count))} ${SPAN_LABELS[within.unit].fa}`,
    `${within.count} ${SPAN_LABELS[within.unit].en}`,
  ];
  return withSource({ fa: `${step.fa}، در ${fa}`, en: `${step.en}, within ${en}` }, within.source);
}

function detailSentences(step: NextStep, journey: Journey | undefined, catalogue: JourneyCatalogue): Label[] {
  switch (step.state) {
    case 'ready':
      return [];
    case 'blocked':
      return step.missing.map(({ prerequisite }) => missingSentence(prerequisite, catalogue));
    case 'invalid':
      return step.issues.length === 0
        ? []
        : [{ fa: 'آنچه خالی یا نادرست است باید از نو پر شود.', en: 'What is empty or wrong must be filled in anew.' }];
    case 'conflict':
      return conflictSentences(step, journey);
    case 'closed':
      return fromInstant(step.opensAt).match(
        ({ day, time }) => {
          const clock = `${twoDigits(Math.floor(time / 60))}:${twoDigits(time % 60)}`;
          return [
            {
              fa: `${formatJalaliLong(day, 'fa')} ساعت ${toPersianDigits(clock)} باز می‌شود.`,
              en: `It opens on ${formatJalaliLong(day, 'en')} at ${clock}.`,
            },
          ];
        },
        () => [],
      );
    case 'waiting': {
      const fromDay = countedFrom(step);
      const sure = HOLIDAY_STATUS_LABELS[step.confidence];
      const [fa, en] =
        step.confidence === 'fixed' ? ['', ''] : [` (تعطیلی‌های این میان: ${sure.fa})`, ` (the holidays between: ${sure.en})`];
      return [
        {
          fa: `${fromDay.fa}آخرین روز مهلت ${formatJalaliLong(step.dueBy, 'fa')} است${fa}.`,
          en: `${fromDay.en}the last day in time is ${formatJalaliLong(step.dueBy, 'en')}${en}.`,
        },
      ];
    }
    case 'overdue': {
      const days = step.today - step.dueBy;
      return [
        {
          fa: `موعد ${formatJalaliLong(step.dueBy, 'fa')} بود و ${toPersianDigits(String(days))} روز از آن گذشته است.`,
          en: `It was due on ${formatJalaliLong(step.dueBy, 'en')}, ${days} ${days === 1 ? 'day' : 'days'} ago.`,
        },
      ];
    }
    case 'expired':
      return [
        {
          fa: `تا ${formatJalaliLong(step.validUntil, 'fa')} اعتبار داشت.`,
          en: `It held until ${formatJalaliLong(step.validUntil, 'en')}.`,
        },
      ];
    case 'lost':
      return step.about?.kind === 'deadline'
        ? [
            {
              fa: `آخرین روز مهلت ${formatJalaliLong(step.dueBy, 'fa')} بود.`,
              en: `The last day in time was ${formatJalaliLong(step.dueBy, 'en')}.`,
            },
          ]
        : [{ fa: `از ${formatJalaliLong(step.dueBy, 'fa')} چنین است.`, en: `It has been so since ${formatJalaliLong(step.dueBy, 'en')}.` }];
    case 'done':
      return doneSentences(step, catalogue);
  }
}

/** The day that a span is counted from, as the beginning of a sentence. */
const countedFrom = ({ about }: NextStep): Label =>
  about?.since === undefined
    ? { fa: '', en: 'Counted from its start, ' }
    : { fa: `به شمارش از ${formatJalaliLong(about.since, 'fa')}، `, en: `Counted from ${formatJalaliLong(about.since, 'en')}, ` };

function missingSentence(prerequisite: JourneyId, { prerequisites, journeys }: JourneyCatalogue): Label {
  const row = prerequisites.find(({ id }) => id === prerequisite);
  if (row === undefined) return { fa: `هنوز لازم است: ${prerequisite}.`, en: `Still needed: ${prerequisite}.` };
  const giver = journeys.find(({ id }) => id === row.obtainedBy);
  const [faGiver, enGiver] = giver === undefined ? ['', ''] : [` (مسیر «${giver.label.fa}»)`, ` (journey: ${giver.label.en})`];
  return {
    fa: `هنوز لازم است: ${row.label.fa}؛ ${row.how.fa}${faGiver}.`,
    en: `Still needed: ${row.label.en}; ${row.how.en}${enGiver}.`,
  };
}

function conflictSentences(
  { conflictingId, remedies, about }: Extract<NextStep, { state: 'conflict' }>,
  journey: Journey | undefined,
): Label[] {
  const rows = journey?.troubles.find(({ id }) => id === about?.id)?.remedies?.filter(({ id }) => remedies.includes(id)) ?? [];
  const words = (language: Language): string => rows.map(({ label }) => label[language]).join(language === 'fa' ? ' یا ' : ' or ');
  return [
    ...(conflictingId === undefined ? [] : [{ fa: `شناسهٔ آن ${conflictingId} است.`, en: `Its identifier is ${conflictingId}.` }]),
    ...(rows.length === 0 ? [] : [{ fa: `راه برداشتن آن: ${words('fa')}.`, en: `What removes it: ${words('en')}.` }]),
  ];
}

function doneSentences({ validUntil, leadsTo }: Extract<NextStep, { state: 'done' }>, { journeys }: JourneyCatalogue): Label[] {
  const following = journeys.find(({ id }) => id === leadsTo);
  return [
    ...(validUntil === undefined
      ? []
      : [{ fa: `تا ${formatJalaliLong(validUntil, 'fa')} اعتبار دارد.`, en: `It holds until ${formatJalaliLong(validUntil, 'en')}.` }]),
    ...(following === undefined
      ? []
      : [{ fa: `راه را باز می‌کند برای «${following.label.fa}».`, en: `It opens the way to ${following.label.en}.` }]),
  ];
}

function actionSentence({ code, by, with: with_, on, confidence }: Action): Label {
  const { does } = ACTIONS[code];
  const isUnsure = confidence.startsWith('predicted');
  const [fa, en] = [does.fa.replace('{with}', partyText(with_, 'fa')), does.en.replace('{with}', englishParty(with_))];
  return {
    fa: `${formatJalaliLong(on, 'fa')}، ${partyText(by, 'fa')} ${fa}${isUnsure ? ' (اگر تعطیلی جابه‌جا نشود)' : ''}.`,
    en: `On ${formatJalaliLong(on, 'en')} ${englishParty(by)} ${en}${isUnsure ? ' (unless a holiday moves)' : ''}.`,
  };
}

/** An organisation goes by its name, everybody else with an article. */
const englishParty = (party: Party): string => (party.party === 'organization' ? partyText(party, 'en') : `the ${partyText(party, 'en')}`);

const withSource = ({ fa, en }: Label, source: string): Label => ({
  fa: `${fa} (مبنا: ${sourceInPersian(source)}).`,
  en: `${capitalised(en)} (source: ${source}).`,
});

/** Names of pages stay; lines of the founding text and assumptions are worded. */
const sourceInPersian = (source: string): string =>
  source
    .split('; ')
    .map((part) => {
      if (part === 'assumed') return 'فرض';
      const line = /^L(\d+)$/.exec(part)?.[1];
      return line === undefined ? part : `سطر ${toPersianDigits(line)}`;
    })
    .join('، ');

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const twoDigits = (value: number): string => String(value).padStart(2, '0');
