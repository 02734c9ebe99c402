import { CHANNELS, KEY_PROCESSES, LANGUAGES, type Language, type SubjectKind } from '@rahyar/domain';
import { createInterner, NO_PLACE, NOTHING_SAID, type Profile, profileKey, SUBJECT_KINDS, type SubjectColumns } from '@rahyar/engine';
import { PARAMETERS } from './parameters.ts';
import type { Random } from './random.ts';
import type { Settlements } from './settlements.ts';

const {
  azerbaijaniOnlyShare,
  kurdishOnlyShare,
  luriOnlyShare,
  arabicOnlyShare,
  baluchiOnlyShare,
  turkmenOnlyShare,
  gilakiOnlyShare,
  mazandaraniOnlyShare,
} = PARAMETERS;

/** The provinces, by code, in which a language is at home, and the share of the people there who speak no other. */
const LANGUAGE_HOMES: readonly { readonly language: Language; readonly provinces: readonly string[]; readonly share: number }[] = [
  { language: 'azerbaijani', provinces: ['03', '04', '19', '24'], share: azerbaijaniOnlyShare.value },
  { language: 'kurdish', provinces: ['04', '05', '12', '16'], share: kurdishOnlyShare.value },
  { language: 'luri', provinces: ['14', '15', '17'], share: luriOnlyShare.value },
  { language: 'arabic', provinces: ['06'], share: arabicOnlyShare.value },
  { language: 'baluchi', provinces: ['11'], share: baluchiOnlyShare.value },
  { language: 'turkmen', provinces: ['27'], share: turkmenOnlyShare.value },
  { language: 'gilaki', provinces: ['01'], share: gilakiOnlyShare.value },
  { language: 'mazandarani', provinces: ['02'], share: mazandaraniOnlyShare.value },
];

/** The languages that are at home in the province of a division. */
export const languagesAtHome = (division: string): Language[] =>
  LANGUAGE_HOMES.flatMap(({ language, provinces }) => (provinces.includes(division.slice(0, 2)) ? [language] : []));

/**
 * Writes what natural persons, cores and hubs say of themselves, and returns the profiles, of which there are a few hundred at most: a language only
 * where Persian is not spoken, and either the one channel by which somebody can be reached or one or two open matters.
 */
export function stateProfiles(
  subjects: SubjectColumns,
  { places }: Settlements,
  {
    firstCollective,
    firstLegal,
    firstNatural,
  }: { readonly firstCollective: number; readonly firstLegal: number; readonly firstNatural: number },
  random: Random,
): readonly Profile[] {
  const profiles = createInterner<Profile>(profileKey, [NOTHING_SAID]);
  const indexes = LANGUAGES.map(() => new Array<number | undefined>(DETAILS.length));
  const indexOf = (language: number, detail: number): number => {
    const row = indexes[language] as (number | undefined)[];
    const known = row[detail];
    if (known !== undefined) return known;
    const languages = language === 0 ? [] : [LANGUAGES[language] as Language];
    const index = profiles.indexOf({ ...(DETAILS[detail] as Profile), languages });
    row[detail] = index;
    return index;
  };
  const homes = places.map((place) =>
    LANGUAGE_HOMES.flatMap(({ language, provinces, share }) =>
      provinces.includes(place.slice(0, 2)) ? [{ language: LANGUAGES.indexOf(language), share }] : [],
    ),
  );
  for (let index = firstCollective; index < firstLegal; index++) {
    if (random.chance(PARAMETERS.collectiveNeedShare.value))
      subjects.profile[index] = indexOf(0, drawCollectiveNeed(random, subjects.kind[index]));
  }
  for (let index = firstNatural; index < subjects.ids.count; index++) {
    const home = subjects.home[index] as number;
    subjects.profile[index] = indexOf(home === NO_PLACE ? 0 : drawLanguage(random, homes[home] ?? []), drawDetail(random));
  }
  return profiles.values;
}

/** Nothing, one need, two needs, or a channel; the language is another matter. */
const DETAILS: readonly Profile[] = [
  NOTHING_SAID,
  ...KEY_PROCESSES.map((need) => ({ ...NOTHING_SAID, needs: [need] })),
  ...KEY_PROCESSES.map((need, index) => {
    const second = (index + 1) % KEY_PROCESSES.length;
    return { ...NOTHING_SAID, needs: KEY_PROCESSES.filter((process, position) => process === need || position === second) };
  }),
  ...CHANNELS.map((channel) => ({ ...NOTHING_SAID, channels: [channel] })),
];
const ONE_NEED = 1;
const TWO_NEEDS = ONE_NEED + KEY_PROCESSES.length;
const ONE_CHANNEL = TWO_NEEDS + KEY_PROCESSES.length;
const PHONE_ONLY = ONE_CHANNEL + CHANNELS.indexOf('phoneCounselling');
const SMS_ONLY = ONE_CHANNEL + CHANNELS.indexOf('sms');

/** An index into LANGUAGES, whose first is Persian and need not be stated. */
function drawLanguage(random: Random, homes: readonly { readonly language: number; readonly share: number }[]): number {
  let draw = random.uniform();
  for (const { language, share } of homes) {
    if (draw < share) return language;
    draw -= share;
  }
  return draw < PARAMETERS.signLanguageOnlyShare.value ? LANGUAGES.indexOf('iranianSign') : 0;
}

function drawDetail(random: Random): number {
  const { phoneOnlyShare, smsOnlyShare, needShare, secondNeedShare } = PARAMETERS;
  const draw = random.uniform();
  if (draw < phoneOnlyShare.value) return PHONE_ONLY;
  if (draw < phoneOnlyShare.value + smsOnlyShare.value) return SMS_ONLY;
  if (draw >= phoneOnlyShare.value + smsOnlyShare.value + needShare.value) return 0;
  return (random.chance(secondNeedShare.value) ? TWO_NEEDS : ONE_NEED) + random.below(KEY_PROCESSES.length);
}

/** Entrepreneurship cores wait for their identifier; every collective may want a booth, or something to offer in it. */
function drawCollectiveNeed(random: Random, kind: number | undefined): number {
  const isEntrepreneurship = kind !== undefined && (SUBJECT_KINDS[kind] satisfies SubjectKind | undefined) === 'socialEntrepreneurshipCore';
  const needs = isEntrepreneurship
    ? (['coreIdIssuance', 'satBoothSetup', 'satOffering'] as const)
    : (['satBoothSetup', 'satOffering'] as const);
  return ONE_NEED + KEY_PROCESSES.indexOf(needs[random.below(needs.length)] ?? 'satOffering');
}
