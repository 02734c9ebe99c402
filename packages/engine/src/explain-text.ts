import { BASIS_TERMS, type IsoDate, type Label, PRIORITY_TIER_TERMS, RAHYAR_KIND_TERMS, toPersianDigits } from '@rahyar/domain';
import type { TierReason } from './classify.ts';
import type { Explanation, Reason } from './explain.ts';
import type { Alternative } from './explain-alternatives.ts';
import { type Language, type Names, priceClauses, remedySentences } from './explain-price-text.ts';
import { MOVE_CAUSE_LABELS } from './moves.ts';
import { GAP_CAUSE_LABELS } from './plan.ts';

/** Prints an explanation, one sentence per line. Data first: nothing is decided here, and the text is never read back. */
export function explanationText(explanation: Explanation, language: Language, names: Names = {}): string {
  const sentences = [
    ...explanation.reasons.map((reason) => reasonSentence(reason, language, names)),
    ...alike(explanation.alternatives, language).map((rows) => alternativesSentence(rows, language, names)),
    ...remedySentences(explanation.remedies, language, names),
  ];
  return sentences.map((sentence) => `${sentence}.`).join('\n');
}

export const TIER_REASON_LABELS = {
  recentActivity: { fa: 'در بازهٔ سیاست‌نامه فعالیت داشته است', en: 'there was activity within the policy’s window' },
  openObligation: { fa: 'تعهد باز دارد', en: 'there is an open obligation' },
  applied: { fa: 'تقاضای عضویت داده است', en: 'membership has been applied for' },
  noRecentActivity: { fa: 'در بازهٔ سیاست‌نامه فعالیتی نداشته است', en: 'there was no activity within the policy’s window' },
  neverApplied: { fa: 'هنوز تقاضای عضویت نداده است', en: 'membership has not been applied for' },
  noTier: { fa: 'برای هسته، کانون و سازمان اولویتی تعریف نشده است', en: 'cores, hubs and organisations have no tier' },
} as const satisfies Record<TierReason, Label>;

export const ALTERNATIVE_LABELS = {
  onLeave: { fa: 'در مرخصی', en: 'on leave' },
  noChannel: { fa: 'بی راه ارتباطی', en: 'without a channel' },
  mastersTooLittle: { fa: 'بی تسلط بر همهٔ فرایندهای لازم', en: 'not masters of all required processes' },
  noCommonChannel: { fa: 'بی راه ارتباطی مشترک با او', en: 'without a channel in common' },
  noCommonLanguage: { fa: 'بی زبان مشترک با او', en: 'without a language in common' },
  lacksSkill: { fa: 'بی تسلط بر همهٔ نیازهای او', en: 'not masters of all that is needed' },
  vetoed: { fa: 'به تصمیم یک مسئول کنار گذاشته شده', en: 'ruled out by a person' },
  pinnedToAnother: { fa: 'به تصمیم یک مسئول جای خود را به دیگری داده', en: 'passed over: a person has chosen another' },
  caseloadFull: { fa: 'ظرفیت پر است', en: 'caseload full' },
  takesSeat: { fa: 'جایی باید از کس دیگری گرفته می‌شد', en: 'a seat would have to be taken from somebody' },
  partsMore: { fa: 'کسان بیشتری از رهیار خود جدا می‌شدند', en: 'more would have been parted from their rahyar' },
  lessPreferred: { fa: 'در ترتیب سیاست‌نامه پس از رهیار اصلی', en: 'after the primary rahyar in the policy’s order' },
  continuity: { fa: 'رهیار دیروز نگه داشته شد', en: 'yesterday’s rahyar was kept' },
  fuller: { fa: 'هم‌تراز، ولی بار آنجا بیشتر می‌شد', en: 'equally good, but the load there would be higher' },
  equal: { fa: 'هم‌تراز', en: 'would have done as well' },
} as const satisfies Record<Alternative['why'], Label>;

const TIER_OF_TEXT = {
  recentActivity: 'activeMember',
  openObligation: 'activeMember',
  applied: 'applicant',
  noRecentActivity: 'inactiveMember',
  neverApplied: 'nonApplicant',
} as const;

function reasonSentence(reason: Reason, language: Language, names: Names): string {
  const staff = (id: string): string => names.staff?.(id) ?? id;
  const fa = language === 'fa';
  const basis = (of: keyof typeof BASIS_TERMS): string => BASIS_TERMS[of][language];
  switch (reason.what) {
    case 'tier': {
      const because = TIER_REASON_LABELS[reason.because][language];
      if (reason.because === 'noTier') return `${because} (${reason.rule})`;
      const tier = PRIORITY_TIER_TERMS[TIER_OF_TEXT[reason.because]][language];
      return fa ? `اولویت: ${tier}، چون ${because} (${reason.rule})` : `Tier: ${tier}, because ${because} (${reason.rule})`;
    }
    case 'covers': {
      const tie = reason.place !== undefined ? (names.place?.(reason.place) ?? reason.place) : reason.organization;
      const named = reason.organization !== undefined ? (names.organization?.(reason.organization) ?? reason.organization) : tie;
      const where = named === undefined ? '' : ` (${named})`;
      return fa
        ? `رهیار اصلی ${staff(reason.rahyar)} است، به سبب ${basis(reason.basis)}${where} (${reason.rule})`
        : `The primary rahyar is ${staff(reason.rahyar)}, by ${basis(reason.basis)}${where} (${reason.rule})`;
    }
    case 'kept':
      return fa ? `همان رهیار دیروز است (${reason.rule})` : `It is yesterday’s rahyar, kept (${reason.rule})`;
    case 'parted': {
      const cause = MOVE_CAUSE_LABELS[reason.cause][language];
      return fa
        ? `رهیار دیروز ${staff(reason.rahyar)} بود که ${cause} (${reason.rule})`
        : `Yesterday’s rahyar was ${staff(reason.rahyar)}, who ${cause} (${reason.rule})`;
    }
    case 'preferred':
      return preferenceSentence(reason, language);
    case 'pinned':
    case 'vetoed':
      return decisionSentence(reason, language, names);
    case 'beside':
      return fa
        ? `در کنار او ${staff(reason.rahyar)}، به سبب ${basis(reason.basis)} (${reason.rule})`
        : `Beside them ${staff(reason.rahyar)}, by ${basis(reason.basis)} (${reason.rule})`;
    case 'online':
      return fa
        ? `${RAHYAR_KIND_TERMS.online.fa}: ${staff(reason.rahyar)}، شبانه‌روز (${reason.rule})`
        : `Online rahyar: ${staff(reason.rahyar)}, round the clock (${reason.rule})`;
    case 'gap': {
      const cause = GAP_CAUSE_LABELS[reason.cause][language];
      const told = reason.tell === undefined ? '' : fa ? `؛ به ${staff(reason.tell)} گفته می‌شود` : `; ${staff(reason.tell)} is told`;
      return fa ? `شکاف پوشش: ${cause}${told} (${reason.rule})` : `Coverage gap: ${cause}${told} (${reason.rule})`;
    }
  }
}

function preferenceSentence(reason: Extract<Reason, { what: 'preferred' }>, language: Language): string {
  const { sharesLanguage, unmasteredNeeds } = reason;
  const basis = BASIS_TERMS[reason.basis][language];
  if (language === 'fa') {
    const spoken = sharesLanguage === undefined ? '' : sharesLanguage ? '، زبان مشترک دارند' : '، زبان مشترک ندارند';
    const mastered =
      unmasteredNeeds === 0 ? '، بر همهٔ نیازهای او تسلط دارد' : `، بر ${toPersianDigits(String(unmasteredNeeds))} نیاز او تسلط ندارد`;
    const skill = unmasteredNeeds === undefined ? '' : mastered;
    return `در ترتیب سیاست‌نامه، نخستین رهیاری بود که جا داشت: بر پایهٔ «${basis}»${spoken}${skill} (${reason.rule})`;
  }
  const spoken = sharesLanguage === undefined ? '' : sharesLanguage ? ', a language in common' : ', no language in common';
  const skill =
    unmasteredNeeds === undefined ? '' : `, ${unmasteredNeeds === 0 ? 'all' : `all but ${unmasteredNeeds}`} of the needs mastered`;
  return `In the policy’s order the first with a free seat: by ${basis}${spoken}${skill} (${reason.rule})`;
}

function decisionSentence(reason: Extract<Reason, { rule: 'R21' }>, language: Language, names: Names): string {
  const { what, rahyar, by } = reason;
  const staff = (id: string): string => names.staff?.(id) ?? id;
  const day = (date: IsoDate): string => names.day?.(date) ?? date;
  const on = day(reason.on);
  const until = reason.until === undefined ? undefined : day(reason.until);
  if (language === 'fa') {
    const who = by === undefined ? 'یک مسئول' : staff(by);
    const days = toPersianDigits(until === undefined ? `از ${on}` : `از ${on} تا ${until}`);
    const decided = what === 'pinned' ? 'تعیین شده' : 'کنار گذاشته شده';
    return `${staff(rahyar)} به تصمیم ${who} ${days} ${decided} است (${reason.rule})`;
  }
  const days = until === undefined ? `from ${on}` : `from ${on} to ${until}`;
  return `${by === undefined ? 'A person' : staff(by)} has ${what === 'pinned' ? 'chosen' : 'ruled out'} ${staff(rahyar)}, ${days} (${reason.rule})`;
}

/** Alternatives with the same basis, the same reason and the same price in words, which one sentence tells. */
function alike(alternatives: readonly Alternative[], language: Language): Alternative[][] {
  const groups = new Map<string, Alternative[]>();
  for (const row of alternatives) {
    const key = `${row.basis} ${row.why} ${priceClauses(row.price, language).join()}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()];
}

const NAMED_IN_TEXT = 3;

/** What the clauses of a price say more precisely. */
const SAID_BY_PRICE: ReadonlySet<Alternative['why']> = new Set(['takesSeat', 'partsMore', 'lessPreferred']);

function alternativesSentence(rows: readonly Alternative[], language: Language, names: Names): string {
  const [{ basis, why, price }] = rows as [Alternative];
  const named = rows.slice(0, NAMED_IN_TEXT).map((row) => names.staff?.(row.rahyar) ?? row.rahyar);
  const others = rows.length - named.length;
  const clauses = priceClauses(price, language);
  const because = SAID_BY_PRICE.has(why) && clauses.length > 0 ? clauses : [ALTERNATIVE_LABELS[why][language], ...clauses];
  if (language === 'fa') {
    const who = `${named.join('، ')}${others > 0 ? ` و ${toPersianDigits(String(others))} تن دیگر` : ''}`;
    return `گزینهٔ دیگر بر پایهٔ «${BASIS_TERMS[basis].fa}»: ${who}؛ ${because.join('؛ ')}`;
  }
  const who = `${named.join(', ')}${others > 0 ? ` and ${others} more` : ''}`;
  return `Others by ${BASIS_TERMS[basis].en}: ${who}; ${because.join('; ')}`;
}
