import * as z from 'zod';
import type { Term } from './label.ts';

/** The twelve key processes that an area or organisation rahyar must master (L97). The text's list is open ("among them"). */
export const KEY_PROCESSES = [
  'membership',
  'effectiveCommunication',
  'memberIdentification',
  'creditAssessment',
  'promissoryNotePurchase',
  'loanRequest',
  'digitalSignature',
  'biometricVerification',
  'digitalCheque',
  'coreIdIssuance',
  'satBoothSetup',
  'satOffering',
] as const;
export const KeyProcess = z.enum(KEY_PROCESSES);
export type KeyProcess = z.infer<typeof KeyProcess>;

export const KEY_PROCESS_TERMS = {
  membership: { fa: 'فرایند عضویت', en: 'membership', source: 'L97' },
  effectiveCommunication: { fa: 'ارتباط‌گیری مؤثر', en: 'effective communication', source: 'L97' },
  memberIdentification: {
    fa: 'شناسایی اعضای محدوده و اعضای فعال',
    en: 'identifying the members of an area and the active ones',
    source: 'L97',
  },
  creditAssessment: { fa: 'اعتبارسنجی', en: 'credit assessment', source: 'L97' },
  promissoryNotePurchase: { fa: 'خرید سفته', en: 'purchase of a promissory note', source: 'L97' },
  loanRequest: { fa: 'ثبت و پیگیری درخواست وام', en: 'registering and following a loan request', source: 'L97' },
  digitalSignature: { fa: 'کار با امضای دیجیتال', en: 'working with the digital signature', source: 'L97' },
  biometricVerification: { fa: 'احراز هویت بیومتریک', en: 'biometric identity verification', source: 'L97' },
  digitalCheque: { fa: 'چک دیجیتال', en: 'digital cheque', source: 'L97' },
  coreIdIssuance: {
    fa: 'دریافت شناسهٔ هستهٔ کارآفرینی اجتماعی',
    en: 'receiving the identifier of a social entrepreneurship core',
    source: 'L97',
  },
  satBoothSetup: {
    fa: 'تعریف سات یا غرفهٔ مجازی در بازار اعضا',
    en: "setting up a SAT, a virtual booth in the members' market",
    source: 'L97',
  },
  satOffering: { fa: 'عرضهٔ محصول یا خدمت در سات', en: 'offering a product or service in a SAT', source: 'L97' },
} as const satisfies Record<KeyProcess, Term>;
