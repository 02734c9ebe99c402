import type { Label } from '@rahyar/domain';
import type { CertificateFault } from '@rahyar/engine';
import type { Terminal } from '../terminal.ts';

/** Tells whether a plan is proven best, and what keeps it from that; `undefined` stands for a plan without a certificate. */
export function sayProof(proof: readonly CertificateFault[] | undefined, terminal: Terminal): void {
  const { language } = terminal;
  if (proof === undefined) terminal.say(NO_CERTIFICATE[language]);
  else if (proof.length === 0) terminal.say(PROVEN[language]);
  else {
    terminal.complain(NOT_PROVEN[language]);
    for (const { kind, count } of proof) terminal.complain(`  ${kind} ${count.toLocaleString('en')}: ${FAULT_LABELS[kind][language]}`);
  }
}

const PROVEN: Label = {
  fa: 'گواهی برنامه: در همهٔ سطح‌ها بهترین است (پوشش به ترتیب اولویت، کمترین جدایی از رهیار، ترجیح‌ها، یکنواختی بار)',
  en: 'Certificate: proven best on every level (coverage tier by tier, fewest parted from their rahyar, preferences, even loads)',
};
const NO_CERTIFICATE: Label = {
  fa: 'برنامه گواهی ندارد؛ بهترین بودنش اثبات نشده است',
  en: 'Certificate: none; that no plan is better is not proven',
};
const NOT_PROVEN: Label = {
  fa: 'گواهی برنامه بهترین بودنش را اثبات نمی‌کند:',
  en: 'The certificate does not prove the plan best:',
};

const FAULT_LABELS = {
  malformed: { fa: 'عددهای گواهی درست نیست', en: 'the numbers of the certificate are not what they must be' },
  weightsTooSmall: { fa: 'سطح‌های پایین می‌توانند بر سطح بالاتر بچربند', en: 'lower levels could outweigh a higher one' },
  noSuchSeat: { fa: 'جایی به کسی داده شده که به رویش باز نیست', en: 'subjects have a seat that is not open to them' },
  overfull: { fa: 'بیش از ظرفیت رهیار جا داده شده است', en: 'rahyars have more subjects than seats' },
  pricedWithRoom: { fa: 'جایی ارزش دارد و با این همه خالی مانده است', en: 'seats that are worth something are left free' },
  outOfTurn: { fa: 'کسی با اولویت پایین‌تر پیش افتاده است', en: 'somebody of a lower tier has come first' },
  needlessMove: { fa: 'کسی بی‌سبب از رهیارش جدا شده است', en: 'somebody was parted from their rahyar without need' },
  preferenceIgnored: { fa: 'رهیارِ بهتر بر پایهٔ ترجیح‌ها نادیده مانده است', en: 'a rahyar whom the preferences put first was passed over' },
  unbalanced: { fa: 'بار می‌توانست یکنواخت‌تر باشد', en: 'loads could be more even' },
  tieOutOfOrder: { fa: 'میان بارهای برابر ترتیب نگه داشته نشده است', en: 'among equal loads the order was not kept' },
} as const satisfies Record<CertificateFault['kind'], Label>;
