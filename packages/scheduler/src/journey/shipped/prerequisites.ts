import type { Prerequisite } from '../journey-catalogue.ts';

/** What the shipped journeys ask for before they can begin. */
export const PREREQUISITES: readonly Prerequisite[] = [
  {
    id: 'ownSim',
    label: { fa: 'سیم‌کارت به نام خود', en: 'a SIM card in one’s own name' },
    how: { fa: 'اپراتور آن را به نام خود عضو می‌زند', en: 'the operator registers it in the member’s own name' },
    source: 'maher.resalatuniversity.ir; icup.ir',
  },
  {
    id: 'membership',
    label: { fa: 'عضویت', en: 'membership' },
    how: { fa: 'از راه ام‌رسالت تقاضا می‌شود', en: 'it is applied for through Em-Resalat' },
    obtainedBy: 'membership',
    source: 'qhamian.ir',
  },
  {
    id: 'bankAccount',
    label: { fa: 'حساب فعال در بانک رسالت', en: 'an active account at Resalat bank' },
    how: { fa: 'هنگام عضویت باز می‌شود', en: 'it is opened when one joins' },
    obtainedBy: 'membership',
    source: 'icup.ir',
  },
  {
    id: 'hubOrCoreId',
    label: { fa: 'شناسهٔ کانون یا هسته', en: 'the identifier of a hub or core' },
    how: {
      fa: 'دارندهٔ حساب تازه آن را همراه حساب می‌گیرد؛ دارندهٔ حساب قدیمی باید درخواست کند',
      en: 'it comes with a new account; the owner of an old one asks for it',
    },
    obtainedBy: 'coreIdIssuance',
    source: 'icup.ir; L97',
  },
  {
    id: 'coreId',
    label: { fa: 'شناسهٔ هسته', en: 'the identifier of the core' },
    how: { fa: 'دبیرخانه پس از معرفی راهبر هسته می‌دهد', en: 'the secretariat gives it once the core leader was introduced' },
    obtainedBy: 'coreIdIssuance',
    source: 'resagoft.com; L97',
  },
  {
    id: 'sanaCode',
    label: { fa: 'کد ثنا', en: 'a SANA code of the judiciary' },
    how: { fa: 'از سامانهٔ ثنای قوهٔ قضاییه گرفته می‌شود', en: 'it is got from the SANA system of the judiciary' },
    source: 'ttbank.ir',
  },
  {
    id: 'issuingBankDeposit',
    label: { fa: 'سپرده در بانک صادرکننده', en: 'a deposit at the issuing bank' },
    how: { fa: 'بانک صادرکنندهٔ سفته آن را باز می‌کند', en: 'the bank that issues the note opens it' },
    source: 'ttbank.ir',
  },
  {
    id: 'signatureCertificate',
    label: { fa: 'گواهی امضای دیجیتال', en: 'a digital signature certificate' },
    how: { fa: 'در آیکاپ صادر می‌شود', en: 'it is issued in iCup' },
    obtainedBy: 'digitalSignature',
    source: 'icup.ir',
  },
  {
    id: 'creditAssessment',
    label: { fa: 'نتیجهٔ معتبر اعتبارسنجی', en: 'a valid credit assessment' },
    how: { fa: 'در مرآت درخواست می‌شود', en: 'it is asked for in Merat' },
    obtainedBy: 'creditAssessment',
    source: 'icup.ir',
  },
  {
    id: 'scoreOrHami',
    label: { fa: 'امتیاز وام یا پشتیبانی حامی', en: 'a loan score or the support of a hami' },
    how: {
      fa: 'امتیاز از میانگین موجودی سه تا شش ماه به دست می‌آید؛ حامی از امتیاز سپردهٔ خود می‌بخشد',
      en: 'the score comes from the average balance of three to six months; a hami lends that of his own deposit',
    },
    source: 'zaryaalgold.com; maher.resalatuniversity.ir',
  },
  {
    id: 'promissoryNote',
    label: { fa: 'سفته', en: 'a promissory note' },
    how: { fa: 'در آیکاپ خریده می‌شود', en: 'it is bought in iCup' },
    obtainedBy: 'promissoryNotePurchase',
    source: 'ttbank.ir',
  },
  {
    id: 'nationalCard',
    label: { fa: 'کارت ملی و سریال پشت آن', en: 'the national card and the serial on its back' },
    how: { fa: 'سازمان ثبت احوال می‌دهد', en: 'the civil registration gives it' },
    source: 'maher.resalatuniversity.ir',
  },
  {
    id: 'noBouncedCheque',
    label: { fa: 'نداشتن چک برگشتی', en: 'no bounced cheque' },
    how: { fa: 'چک برگشتی نخست رفع سوءاثر می‌شود', en: 'the record of a bounced cheque is cleared first' },
    source: 'nerkhruz.ir',
  },
  {
    id: 'satBooth',
    label: { fa: 'سات', en: 'a SAT' },
    how: { fa: 'راهبر هسته آن را در بازار اعضا تعریف می‌کند', en: 'the core leader sets it up in the members’ market' },
    obtainedBy: 'satBoothSetup',
    source: 'resagoft.com; L97',
  },
  {
    id: 'insurancePolicy',
    label: { fa: 'بیمه‌نامهٔ معتبر', en: 'a policy in force' },
    how: { fa: 'در ام‌بیمه گرفته می‌شود', en: 'it is taken out in M-Bime' },
    obtainedBy: 'insuranceRenewal',
    source: 'qhamian.ir; assumed',
  },
];
