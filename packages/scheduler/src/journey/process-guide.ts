import type { KeyProcess, Label } from '@rahyar/domain';
import type { Interval } from '../interval.ts';
import { AFFAIRS_SECRETARY, type Party, supportOfficerAt } from './party.ts';
import type { Prerequisite } from './prerequisite.ts';

/** What every guide tells. */
export type CommonGuide = {
  /** Whom to ask when the answer does not come, or how to learn. */
  readonly askNext: Party;
  readonly goesWrong: readonly Label[];
  /** Where prerequisites and troubles are told of. */
  readonly source: string;
};

/** A skill of the rahyar; it has no request and no answer. */
export type CompetenceGuide = CommonGuide & { readonly nature: 'competence' };

export type TransactionGuide = CommonGuide & {
  readonly nature: 'transaction';
  readonly prerequisites: readonly Prerequisite[];
  /** How long an answer may take before somebody is asked. */
  readonly answerWithin: Interval & { readonly source: string };
  /** How long the result holds, where it ends at all. */
  readonly validFor?: Interval & { readonly source: string };
  readonly leadsTo?: KeyProcess;
};

/** What a rahyar needs to know of a process to accompany a member through it. */
export type ProcessGuide = CompetenceGuide | TransactionGuide;

const assumed = (count: number, unit: Interval['unit'] = 'workingDays') => ({ unit, count, source: 'assumed' });

/** The figures marked `assumed` are argued for in `docs/decisions/0103-cadence-assumptions.md`. */
export const PROCESS_GUIDES = {
  membership: {
    nature: 'transaction',
    prerequisites: ['ownSim'],
    answerWithin: assumed(5),
    askNext: AFFAIRS_SECRETARY,
    goesWrong: [
      { fa: 'سیم‌کارت به نام دیگری است', en: 'the SIM card is in another name' },
      { fa: 'مدارک باید کامل شود', en: 'documents need completion' },
      { fa: 'درخواست نیمه‌کاره رها شده است', en: 'the request was left half-way' },
    ],
    source: 'guide of the virtual counter (maher.resalatuniversity.ir); troubles assumed',
  },
  effectiveCommunication: {
    nature: 'competence',
    askNext: supportOfficerAt('resalatUniversity'),
    goesWrong: [{ fa: 'عضو نمی‌خواهد با او تماس گرفته شود', en: 'the member wishes not to be contacted' }],
    source: 'L71, L97',
  },
  memberIdentification: {
    nature: 'competence',
    askNext: supportOfficerAt('fardap'),
    goesWrong: [{ fa: 'نشانی عضو تنها کد پستی است', en: 'only a postal code is known of the member’s address' }],
    source: 'L97',
  },
  creditAssessment: {
    nature: 'transaction',
    prerequisites: ['ownSim', 'bankAccount', 'hubOrCoreId'],
    answerWithin: { unit: 'days', count: 3, source: 'icup.ir, guide to Merat: 2 to 3 days on average' },
    validFor: { unit: 'jalaliMonths', count: 12, source: 'icup.ir, guide to Merat: one year' },
    askNext: supportOfficerAt('part'),
    goesWrong: [
      { fa: 'شناسهٔ کانون ندارد', en: 'there is no hub identifier' },
      { fa: 'مدارک کامل نیست', en: 'papers are missing' },
      { fa: 'چک برگشتی دارد یا ضامن بدهکار است', en: 'there is a bounced cheque, or a defaulter is guaranteed for' },
    ],
    source: 'icup.ir, guide to Merat',
  },
  promissoryNotePurchase: {
    nature: 'transaction',
    prerequisites: ['ownSim', 'sanaCode', 'issuingBankDeposit', 'signatureCertificate'],
    answerWithin: assumed(2),
    askNext: supportOfficerAt('part'),
    goesWrong: [
      { fa: 'صدور ناتمام دیگری باز است', en: 'another issuance is not finalised' },
      { fa: 'ضامن در مهلت امضا نکرده است', en: 'the guarantor did not sign in time' },
      { fa: 'شناسهٔ پرداخت نادرست است', en: 'the payment identifier is wrong' },
    ],
    leadsTo: 'loanRequest',
    source: 'ttbank.ir, e-promissory in iCup; error list of the Sadad promissory service',
  },
  loanRequest: {
    nature: 'transaction',
    prerequisites: ['bankAccount', 'scoreOrHami', 'creditAssessment', 'promissoryNote'],
    answerWithin: assumed(15),
    askNext: supportOfficerAt('resalatBank'),
    goesWrong: [
      { fa: 'مدرک برای اصلاح بازگشته است', en: 'a document was sent back for correction' },
      { fa: 'چک برگشتی یا بدهی معوق دارد', en: 'there is a bounced cheque or an arrear' },
      { fa: 'مهلت تطبیق مدارک گذشته است', en: 'the time for matching documents has passed' },
    ],
    source: 'zaryaalgold.com and pishkhanak.com on loans of Resalat bank; maher.resalatuniversity.ir',
  },
  digitalSignature: {
    nature: 'transaction',
    prerequisites: ['ownSim'],
    answerWithin: assumed(2),
    askNext: supportOfficerAt('part'),
    goesWrong: [
      { fa: 'گواهی منقضی شده است', en: 'the certificate has expired' },
      { fa: 'گوشی عوض شده است', en: 'the phone was changed' },
      { fa: 'درخواست امضا رد یا منقضی شده است', en: 'the signing request was rejected or has expired' },
    ],
    leadsTo: 'promissoryNotePurchase',
    source: 'icup.ir, digital signature; troubles assumed',
  },
  biometricVerification: {
    nature: 'transaction',
    prerequisites: ['nationalCard'],
    answerWithin: assumed(1),
    askNext: supportOfficerAt('part'),
    goesWrong: [
      { fa: 'نور یا دوربین کافی نیست', en: 'light or camera do not suffice' },
      { fa: 'کارت ملی قدیمی است', en: 'the national card is an old one' },
      { fa: 'سامانه شب‌ها بسته است', en: 'the service is closed at night' },
    ],
    source: 'guide to card requests (maher.resalatuniversity.ir); Finnotech service documentation; troubles assumed',
  },
  digitalCheque: {
    nature: 'transaction',
    prerequisites: ['signatureCertificate', 'noBouncedCheque'],
    answerWithin: assumed(3),
    askNext: supportOfficerAt('resalatBank'),
    goesWrong: [
      { fa: 'کمتر از ۸۰٪ دسته‌چک پیشین در صیاد ثبت شده است', en: 'less than 80 % of the last cheque book is registered in Sayad' },
    ],
    source: 'noortarazan.com on Chakad; nerkhruz.ir on the digital cheque of another bank',
  },
  coreIdIssuance: {
    nature: 'transaction',
    prerequisites: ['membership'],
    answerWithin: assumed(10),
    askNext: AFFAIRS_SECRETARY,
    goesWrong: [{ fa: 'هسته تنها در سامانهٔ پیشین ثبت است', en: 'the core stands in the old system only' }],
    leadsTo: 'satBoothSetup',
    source: 'resagoft.com, introduction of core leaders',
  },
  satBoothSetup: {
    nature: 'transaction',
    prerequisites: ['coreId'],
    answerWithin: assumed(5),
    askNext: supportOfficerAt('fardap'),
    goesWrong: [{ fa: 'نشانی مبدأ کالا خالی است', en: 'the origin address of goods is empty' }],
    leadsTo: 'satOffering',
    source: 'resagoft.com, rules of SAT; L97 for the order',
  },
  satOffering: {
    nature: 'transaction',
    prerequisites: ['satBooth'],
    answerWithin: assumed(7),
    askNext: supportOfficerAt('shokoohIsar'),
    goesWrong: [
      { fa: 'کالا دیر رسیده است', en: 'delivery is late' },
      { fa: 'کالا آسیب دیده یا نادرست است', en: 'the goods are damaged or wrong' },
    ],
    source: 'resagoft.com, rules of SAT; troubles assumed',
  },
} as const satisfies Record<KeyProcess, ProcessGuide>;

export type CompetenceProcess = { [P in KeyProcess]: (typeof PROCESS_GUIDES)[P]['nature'] extends 'competence' ? P : never }[KeyProcess];
export type TransactionProcess = Exclude<KeyProcess, CompetenceProcess>;

/** Choices of the SDK in following processes, argued for in `docs/decisions/0103-cadence-assumptions.md`. */
export const JOURNEY_ASSUMPTIONS = {
  /** How long before the end of a result's validity its renewal is brought to mind. */
  renewalReminderJalaliMonths: 1,
  /** Working days before a deadline on which it is brought to mind. */
  deadlineReminderWorkingDays: [6, 3, 1],
  /** From this many days after the due day of an instalment on, the legal side is asked as well. */
  legalSideAfterDays: 10,
} as const;
