import type { KeyProcess, Label } from '@rahyar/domain';

/** What a process asks for before it can begin, and the process that gives it where one does. */
export const PREREQUISITES = {
  ownSim: { fa: 'سیم‌کارت به نام خود', en: 'a SIM card in one’s own name' },
  membership: { fa: 'عضویت', en: 'membership', obtainedBy: 'membership' },
  bankAccount: { fa: 'حساب فعال در بانک رسالت', en: 'an active account at Resalat bank', obtainedBy: 'membership' },
  hubOrCoreId: { fa: 'شناسهٔ کانون یا هسته', en: 'the identifier of a hub or core', obtainedBy: 'coreIdIssuance' },
  coreId: { fa: 'شناسهٔ هسته', en: 'the identifier of the core', obtainedBy: 'coreIdIssuance' },
  sanaCode: { fa: 'کد ثنا', en: 'a SANA code of the judiciary' },
  issuingBankDeposit: { fa: 'سپرده در بانک صادرکننده', en: 'a deposit at the issuing bank' },
  signatureCertificate: { fa: 'گواهی امضای دیجیتال', en: 'a digital signature certificate', obtainedBy: 'digitalSignature' },
  creditAssessment: { fa: 'نتیجهٔ معتبر اعتبارسنجی', en: 'a valid credit assessment', obtainedBy: 'creditAssessment' },
  scoreOrHami: { fa: 'امتیاز وام یا پشتیبانی حامی', en: 'a loan score or the support of a hami' },
  promissoryNote: { fa: 'سفته', en: 'a promissory note', obtainedBy: 'promissoryNotePurchase' },
  nationalCard: { fa: 'کارت ملی و سریال پشت آن', en: 'the national card and the serial on its back' },
  noBouncedCheque: { fa: 'نداشتن چک برگشتی', en: 'no bounced cheque' },
  satBooth: { fa: 'سات', en: 'a SAT', obtainedBy: 'satBoothSetup' },
} as const satisfies Record<string, Label & { obtainedBy?: KeyProcess }>;
export type Prerequisite = keyof typeof PREREQUISITES;

/** The process through which a prerequisite is got; some are got outside the ecosystem. */
export function obtainedBy(prerequisite: Prerequisite): KeyProcess | undefined {
  const row: Label & { obtainedBy?: KeyProcess } = PREREQUISITES[prerequisite];
  return row.obtainedBy;
}
