import { BASIS_TERMS, type IsoDate, type Label, PRIORITY_TIER_TERMS, toPersianDigits } from '@rahyar/domain';
import type { AlternativePrice, Standing } from './explain-alternatives.ts';
import type { Remedy } from './explain-remedies.ts';

export type Language = 'fa' | 'en';

/** How codes are shown to a person. Hosts give names; without them the codes are shown as they are. */
export type Names = {
  place?(code: string): string;
  staff?(id: string): string;
  organization?(id: string): string;
  day?(date: IsoDate): string;
};

/** What the price of an alternative says, level by level; nothing without a price. */
export function priceClauses(price: AlternativePrice | undefined, language: Language): string[] {
  if (price === undefined) return [];
  const { unseated, seated, parted, preference, oneSeatMore } = price;
  const clauses: (Label | undefined)[] = [
    unseated === undefined
      ? undefined
      : {
          fa: `جای کسی با اولویت «${STANDING_LABELS[unseated].fa}» باید گرفته می‌شد`,
          en: `the seat would have to be taken from somebody (${STANDING_LABELS[unseated].en})`,
        },
    unseated === undefined || seated === undefined
      ? undefined
      : {
          fa: `و کسی با اولویت «${STANDING_LABELS[seated].fa}» جا می‌یافت`,
          en: `and somebody would get one (${STANDING_LABELS[seated].en})`,
        },
    parted > 0
      ? {
          fa: `${digits(parted)} تن بیشتر از رهیار خود جدا می‌شدند`,
          en: `${peopleMore(parted)} would have been parted from their rahyar`,
        }
      : undefined,
    preference > 0
      ? {
          fa: `${digits(preference)} گام دورتر از ترتیب سیاست‌نامه`,
          en: `${preference === 1 ? 'one step' : `${preference} steps`} further from the policy’s preferences`,
        }
      : undefined,
    price.extra === 0 ? loadClause(price) : undefined,
    oneSeatMore === undefined ? undefined : seatClause(oneSeatMore),
  ];
  return clauses.flatMap((clause) => (clause === undefined ? [] : [clause[language]]));
}

export const STANDING_LABELS = {
  pinned: { fa: 'به تصمیم یک مسئول', en: 'chosen by a person' },
  activeMember: PRIORITY_TIER_TERMS.activeMember,
  applicant: PRIORITY_TIER_TERMS.applicant,
  inactiveMember: PRIORITY_TIER_TERMS.inactiveMember,
  nonApplicant: PRIORITY_TIER_TERMS.nonApplicant,
  noTier: { fa: 'بی اولویت', en: 'without a tier' },
} as const satisfies Record<Standing, Label>;

const digits = (value: number): string => toPersianDigits(String(value));
const peopleMore = (count: number): string => (count === 1 ? 'one person more' : `${count} people more`);

function loadClause({ loads }: AlternativePrice): Label | undefined {
  if (loads === undefined) return undefined;
  const { here, there } = loads;
  return there === undefined
    ? { fa: 'آنجا جای دیگری نمی‌ماند', en: 'there would be no room for one more there' }
    : {
        fa: `یک تن بیشتر: آنجا ${digits(there.subjects)} از ${digits(there.seats)}، اینجا ${digits(here.subjects)} از ${digits(here.seats)}`,
        en: `one more would make ${there.subjects} of ${there.seats} there, ${here.subjects} of ${here.seats} here`,
      };
}

const seatClause = ({ goesTo, mayBeThisOne }: NonNullable<AlternativePrice['oneSeatMore']>): Label =>
  mayBeThisOne
    ? { fa: 'یک جای بیشتر می‌توانست به او برسد', en: 'one seat more there could go to this one' }
    : {
        fa: `یک جای بیشتر نخست به کسی با اولویت «${STANDING_LABELS[goesTo].fa}» می‌رسید`,
        en: `one seat more there would first go to somebody else (${STANDING_LABELS[goesTo].en})`,
      };

/** One sentence for each sort of remedy. */
export function remedySentences(remedies: readonly Remedy[], language: Language, names: Names): string[] {
  const groups = new Map<Remedy['what'], Remedy[]>();
  for (const remedy of remedies) groups.set(remedy.what, [...(groups.get(remedy.what) ?? []), remedy]);
  return [...groups].map(([what, rows]) => {
    const named = rows.flatMap((row) => objectOf(row, language, names));
    const list = named.length === 0 ? '' : `: ${named.join(language === 'fa' ? '، ' : ', ')}`;
    return `${REMEDY_LABELS[what][language]}${list}`;
  });
}

function objectOf(remedy: Remedy, language: Language, names: Names): string[] {
  if (remedy.what === 'knowTie') return [];
  if (remedy.what !== 'newRahyar') return [names.staff?.(remedy.rahyar) ?? remedy.rahyar];
  const { basis, place, organization } = remedy;
  const named = [
    ...(place === undefined ? [] : [names.place?.(place) ?? place]),
    ...(organization === undefined ? [] : [names.organization?.(organization) ?? organization]),
  ];
  return named.map((name) => `${name} (${BASIS_TERMS[basis][language]})`);
}

export const REMEDY_LABELS = {
  knowTie: {
    fa: 'جایی باز می‌شود اگر محل سکونت، محل کار، سازمان یا پیوندی ثبت شود',
    en: 'A seat would open if a home, workplace, organisation or link were recorded',
  },
  newRahyar: { fa: 'جایی باز می‌شود با رهیاری برای', en: 'A seat would open with a rahyar for' },
  return: { fa: 'جایی باز می‌شود اگر دوباره در دسترس باشد', en: 'A seat would open if available again' },
  liftVeto: { fa: 'جایی باز می‌شود اگر منع برداشته شود', en: 'A seat would open if the veto were lifted' },
  channel: { fa: 'جایی باز می‌شود با یک راه ارتباطی مشترک', en: 'A seat would open with a channel in common' },
  language: { fa: 'جایی باز می‌شود با یک زبان مشترک', en: 'A seat would open with a language in common' },
  skill: { fa: 'جایی باز می‌شود با تسلط بر نیازهای او', en: 'A seat would open with the skills needed' },
} as const satisfies Record<Remedy['what'], Label>;
