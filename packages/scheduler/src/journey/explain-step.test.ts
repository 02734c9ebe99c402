import type { Instant, RahyariOrganizationId } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import type { EpochDay } from '../epoch-day.ts';
import { parseJalali } from '../jalali-text.ts';
import { parseLocalTime } from '../local-time.ts';
import { toInstant } from '../tehran-time.ts';
import { iranWorkingCalendar } from '../working-calendar.ts';
import type { CaseFacts } from './case-facts.ts';
import { explainStep } from './explain-step.ts';
import type { Journey, JourneyId } from './journey.ts';
import type { JourneyCatalogue } from './journey-catalogue.ts';
import { type NextStep, nextStep } from './next-step.ts';
import { organizationAt, organizationId, supportOfficerAt } from './shipped/notation.ts';
import { SHIPPED_JOURNEYS } from './shipped/shipped-journeys.ts';

const calendar = iranWorkingCalendar()._unsafeUnwrap();
const dayOf = (jalali: string): EpochDay => parseJalali(jalali)._unsafeUnwrap();
const instantOf = (jalali: string, time = '10:00'): Instant => toInstant(dayOf(jalali), parseLocalTime(time)._unsafeUnwrap());
const held = SHIPPED_JOURNEYS.prerequisites.map(({ id }) => id);

const step = (journey: JourneyId, facts: Partial<CaseFacts>, jalali: string, time?: string): NextStep =>
  nextStep(journey, { held, ...facts }, instantOf(jalali, time), calendar)._unsafeUnwrap();
/** The sentences, line by line, in both languages. */
const worded = (of: NextStep, catalogue?: JourneyCatalogue) => ({
  fa: explainStep(of, 'fa', catalogue).split('\n'),
  en: explainStep(of, 'en', catalogue).split('\n'),
});
/** All but the first line, which names the journey and its state. */
const details = (of: NextStep, catalogue?: JourneyCatalogue) => {
  const { fa, en } = worded(of, catalogue);
  return { fa: fa.slice(1), en: en.slice(1) };
};

describe('the next step of a journey, in words', () => {
  it('is told with whose it is and where that is told of, then who does what on which day', () => {
    expect(worded(step('creditAssessment', {}, '1405/09/02'))).toEqual({
      fa: [
        '«اعتبارسنجی»: آمادهٔ گام بعد.',
        'گام بعد: آماده‌کردن فیش حقوقی و داده‌های درآمد و خانواده؛ کار عضو (مبنا: icup.ir).',
        'دوشنبه ۲ آذر ۱۴۰۵، رهیار عضو را برای آغاز راهنمایی می‌کند.',
      ],
      en: [
        'Credit assessment: ready for the next step.',
        'Next: gather the payslip and the data of income and family; for the subject (source: icup.ir).',
        'On Monday 2 Azar 1405 the rahyar guides the subject to the start.',
      ],
    });
  });

  it('names the organisation through whose system it goes', () => {
    const gathered = step('creditAssessment', { steps: [{ step: 'gatherPapers', on: dayOf('1405/09/01') }] }, '1405/09/02');
    expect(details(gathered)).toEqual({
      fa: [
        'گام بعد: ثبت درخواست در مرآت با شناسهٔ کانون یا هسته؛ کار عضو، از راه شرکت پردازش اطلاعات مالی پارت (مبنا: icup.ir).',
        'دوشنبه ۲ آذر ۱۴۰۵، رهیار عضو را برای گام بعد راهنمایی می‌کند.',
      ],
      en: [
        'Next: ask for it in Merat with the hub or core identifier; for the subject, through Part Financial Information Processing (source: icup.ir).',
        'On Monday 2 Azar 1405 the rahyar guides the subject to the next step.',
      ],
    });
  });

  it('of a skill is taught at the university of Resalat', () => {
    expect(worded(step('effectiveCommunication', {}, '1405/09/02'))).toEqual({
      fa: [
        '«ارتباط‌گیری مؤثر»: آمادهٔ گام بعد.',
        'گام بعد: گذراندن آموزش گفت‌وگو با عضو؛ کار رهیار، از راه دانشگاه توسعهٔ اجتماعی رسالت (مبنا: سطر ۹۷، فرض).',
        'دوشنبه ۲ آذر ۱۴۰۵، پشتیبان در دانشگاه توسعهٔ اجتماعی رسالت این مهارت را به رهیار می‌آموزد.',
      ],
      en: [
        'Effective communication: ready for the next step.',
        'Next: learn to speak with members; for the rahyar, through Resalat University of Social Development (source: L97; assumed).',
        'On Monday 2 Azar 1405 the support officer at Resalat University of Social Development teaches the rahyar this competence.',
      ],
    });
  });

  it('is awaited from an organisation, which is not named twice, until the last day in time', () => {
    expect(worded(step('creditAssessment', { requestedDay: dayOf('1405/09/01') }, '1405/09/02'))).toEqual({
      fa: [
        '«اعتبارسنجی»: در انتظار.',
        'گام بعد: اعلام رتبه، سقف تعهد و قسط مجاز؛ کار شرکت پردازش اطلاعات مالی پارت، در ۳ روز (مبنا: icup.ir).',
        'به شمارش از یکشنبه ۱ آذر ۱۴۰۵، آخرین روز مهلت چهارشنبه ۴ آذر ۱۴۰۵ است.',
        'پنجشنبه ۵ آذر ۱۴۰۵، پشتیبان در شرکت پردازش اطلاعات مالی پارت پاسخ را پیگیری می‌کند و به رهیار خبر می‌دهد.',
      ],
      en: [
        'Credit assessment: waiting.',
        'Next: give the grade, the ceiling of obligations and the permitted instalment; for Part Financial Information Processing, within 3 days (source: icup.ir).',
        'Counted from Sunday 1 Azar 1405, the last day in time is Wednesday 4 Azar 1405.',
        'On Thursday 5 Azar 1405 the support officer at Part Financial Information Processing asks for the answer and tells the rahyar.',
      ],
    });
  });

  it('says how sure the holidays between are, where they are not fixed', () => {
    expect(details(step('digitalCheque', { requestedDay: dayOf('1405/12/17') }, '1405/12/17'))).toEqual({
      fa: [
        'گام بعد: بررسی شرایط و دادن دسته‌چک؛ کار بانک قرض‌الحسنهٔ رسالت، در ۳ روز کاری (مبنا: فرض).',
        'به شمارش از دوشنبه ۱۷ اسفند ۱۴۰۵، آخرین روز مهلت یکشنبه ۲۳ اسفند ۱۴۰۵ است (تعطیلی‌های این میان: اعلام‌شده).',
        'دوشنبه ۲۴ اسفند ۱۴۰۵، پشتیبان در بانک قرض‌الحسنهٔ رسالت پاسخ را پیگیری می‌کند و به رهیار خبر می‌دهد.',
      ],
      en: [
        'Next: check the conditions and give the cheque book; for Resalat Qard al-Hasan Bank, within 3 working days (source: assumed).',
        'Counted from Monday 17 Esfand 1405, the last day in time is Sunday 23 Esfand 1405 (the holidays between: announced).',
        'On Monday 24 Esfand 1405 the support officer at Resalat Qard al-Hasan Bank asks for the answer and tells the rahyar.',
      ],
    });
  });

  it('is overdue by one day, and by seven, when a secretary is asked too', () => {
    const facts = { requestedDay: dayOf('1405/08/30') };
    expect(worded(step('creditAssessment', facts, '1405/09/04'))).toEqual({
      fa: [
        '«اعتبارسنجی»: از موعد گذشته.',
        'گام بعد: اعلام رتبه، سقف تعهد و قسط مجاز؛ کار شرکت پردازش اطلاعات مالی پارت، در ۳ روز (مبنا: icup.ir).',
        'موعد سه‌شنبه ۳ آذر ۱۴۰۵ بود و ۱ روز از آن گذشته است.',
        'چهارشنبه ۴ آذر ۱۴۰۵، پشتیبان در شرکت پردازش اطلاعات مالی پارت پاسخ را پیگیری می‌کند و به رهیار خبر می‌دهد.',
      ],
      en: [
        'Credit assessment: overdue.',
        'Next: give the grade, the ceiling of obligations and the permitted instalment; for Part Financial Information Processing, within 3 days (source: icup.ir).',
        'It was due on Tuesday 3 Azar 1405, 1 day ago.',
        'On Wednesday 4 Azar 1405 the support officer at Part Financial Information Processing asks for the answer and tells the rahyar.',
      ],
    });
    expect(details(step('creditAssessment', facts, '1405/09/10'))).toEqual({
      fa: [
        'گام بعد: اعلام رتبه، سقف تعهد و قسط مجاز؛ کار شرکت پردازش اطلاعات مالی پارت، در ۳ روز (مبنا: icup.ir).',
        'موعد سه‌شنبه ۳ آذر ۱۴۰۵ بود و ۷ روز از آن گذشته است.',
        'سه‌شنبه ۱۰ آذر ۱۴۰۵، پشتیبان در شرکت پردازش اطلاعات مالی پارت پاسخ را پیگیری می‌کند و به رهیار خبر می‌دهد.',
        'سه‌شنبه ۱۰ آذر ۱۴۰۵، دبیر امور ارزیابی اعتباری کار را از جایگاه خود پیگیری می‌کند و به رهیار خبر می‌دهد.',
      ],
      en: [
        'Next: give the grade, the ceiling of obligations and the permitted instalment; for Part Financial Information Processing, within 3 days (source: icup.ir).',
        'It was due on Tuesday 3 Azar 1405, 7 days ago.',
        'On Tuesday 10 Azar 1405 the support officer at Part Financial Information Processing asks for the answer and tells the rahyar.',
        'On Tuesday 10 Azar 1405 the affairs secretary for credit evaluation takes the matter up and tells the rahyar.',
      ],
    });
  });

  it('is told when the service opens, by the clock', () => {
    const closed = step('biometricVerification', {}, '1405/09/03', '02:30');
    expect(worded(closed)).toEqual({
      fa: [
        '«احراز هویت بیومتریک»: سامانه در این ساعت بسته است.',
        'گام بعد: پرداخت کارمزد و گرفتن فیلم زنده از چهره؛ کار عضو، از راه شرکت پردازش اطلاعات مالی پارت (مبنا: maher.resalatuniversity.ir، Finnotech).',
        'سه‌شنبه ۳ آذر ۱۴۰۵ ساعت ۰۷:۰۰ باز می‌شود.',
        'سه‌شنبه ۳ آذر ۱۴۰۵، رهیار زمان باز شدن سامانه را به عضو می‌گوید.',
      ],
      en: [
        'Biometric identity verification: the service is closed at this hour.',
        'Next: pay the fee and film the face live; for the subject, through Part Financial Information Processing (source: maher.resalatuniversity.ir; Finnotech).',
        'It opens on Tuesday 3 Azar 1405 at 07:00.',
        'On Tuesday 3 Azar 1405 the rahyar tells the subject when the service opens.',
      ],
    });
    const later = { ...closed, opensAt: instantOf('1405/09/04', '13:05') } as NextStep;
    expect(details(later).fa[1]).toBe('چهارشنبه ۴ آذر ۱۴۰۵ ساعت ۱۳:۰۵ باز می‌شود.');
    expect(details(later).en[1]).toBe('It opens on Wednesday 4 Azar 1405 at 13:05.');
    const never = { ...closed, opensAt: '0001-01-01T00:00:00Z' } as NextStep;
    expect(details(never).en).toEqual([details(closed).en[0], details(closed).en[2]]);
  });
});

describe('what is lacking, in words', () => {
  it('is told with how it is got, and the journey that gives it', () => {
    expect(worded(step('creditAssessment', { held: [] }, '1405/09/02'))).toEqual({
      fa: [
        '«اعتبارسنجی»: متوقف تا برداشتن مانع.',
        'هنوز لازم است: سیم‌کارت به نام خود؛ اپراتور آن را به نام خود عضو می‌زند.',
        'هنوز لازم است: حساب فعال در بانک رسالت؛ هنگام عضویت باز می‌شود (مسیر «فرایند عضویت»).',
        'هنوز لازم است: شناسهٔ کانون یا هسته؛ دارندهٔ حساب تازه آن را همراه حساب می‌گیرد؛ دارندهٔ حساب قدیمی باید درخواست کند (مسیر «دریافت شناسهٔ هستهٔ کارآفرینی اجتماعی»).',
        'دوشنبه ۲ آذر ۱۴۰۵، رهیار عضو را برای گرفتن پیش‌نیازها راهنمایی می‌کند.',
      ],
      en: [
        'Credit assessment: blocked.',
        'Still needed: a SIM card in one’s own name; the operator registers it in the member’s own name.',
        'Still needed: an active account at Resalat bank; it is opened when one joins (journey: membership).',
        'Still needed: the identifier of a hub or core; it comes with a new account; the owner of an old one asks for it (journey: receiving the identifier of a social entrepreneurship core).',
        'On Monday 2 Azar 1405 the rahyar guides the subject to the prerequisites.',
      ],
    });
  });

  it('is told after the trouble that showed it', () => {
    expect(worded(step('loanRequest', { troubles: [{ trouble: 'badRecord', since: dayOf('1405/09/01') }] }, '1405/09/02'))).toEqual({
      fa: [
        '«ثبت و پیگیری درخواست وام»: متوقف تا برداشتن مانع.',
        'چک برگشتی یا بدهی معوق دارد (مبنا: mookeb.ir).',
        'هنوز لازم است: نداشتن چک برگشتی؛ چک برگشتی نخست رفع سوءاثر می‌شود.',
        'دوشنبه ۲ آذر ۱۴۰۵، رهیار عضو را برای گرفتن پیش‌نیازها راهنمایی می‌کند.',
        'دوشنبه ۲ آذر ۱۴۰۵، پشتیبان در بانک قرض‌الحسنهٔ رسالت کار را در بانک پیگیری می‌کند و به رهیار خبر می‌دهد.',
      ],
      en: [
        'Registering and following a loan request: blocked.',
        'There is a bounced cheque or an arrear (source: mookeb.ir).',
        'Still needed: no bounced cheque; the record of a bounced cheque is cleared first.',
        'On Monday 2 Azar 1405 the rahyar guides the subject to the prerequisites.',
        'On Monday 2 Azar 1405 the support officer at Resalat Qard al-Hasan Bank follows the matter up at the bank and tells the rahyar.',
      ],
    });
  });

  it('goes by its identifier where the catalogue does not know it', () => {
    const blocked = step('creditAssessment', { held: ['ownSim', 'hubOrCoreId'] }, '1405/09/02');
    const bare = { ...SHIPPED_JOURNEYS, prerequisites: [] };
    expect(details(blocked, bare).fa[0]).toBe('هنوز لازم است: bankAccount.');
    expect(details(blocked, bare).en[0]).toBe('Still needed: bankAccount.');
  });
});

describe('a trouble, in words', () => {
  const troubled = (journey: JourneyId, trouble: JourneyId, reference?: string): NextStep =>
    step(journey, { troubles: [{ trouble, since: dayOf('1405/09/01'), ...(reference === undefined ? {} : { reference }) }] }, '1405/09/02');

  it('of empty data asks to fill them in anew, where it is known that they are', () => {
    const invalid = troubled('loanRequest', 'documentReturned');
    expect(worded(invalid)).toEqual({
      fa: [
        '«ثبت و پیگیری درخواست وام»: داده‌ها کامل یا درست نیست.',
        'مدرک برای اصلاح بازگشته است (مبنا: فرض).',
        'آنچه خالی یا نادرست است باید از نو پر شود.',
        'دوشنبه ۲ آذر ۱۴۰۵، رهیار عضو را برای درست‌کردن داده‌ها راهنمایی می‌کند.',
      ],
      en: [
        'Registering and following a loan request: the data are not complete or not right.',
        'A document was sent back for correction (source: assumed).',
        'What is empty or wrong must be filled in anew.',
        'On Monday 2 Azar 1405 the rahyar guides the subject to correcting the data.',
      ],
    });
    expect(details({ ...invalid, issues: [] } as NextStep).en).toEqual([details(invalid).en[0], details(invalid).en[2]]);
  });

  it('of an open matter names the matter and what removes it', () => {
    expect(worded(troubled('promissoryNotePurchase', 'openDraft', 'draft-7'))).toEqual({
      fa: [
        '«خرید سفته»: کار بازی در راه است.',
        'صدور ناتمام دیگری باز است (مبنا: Sadad promissory service).',
        'شناسهٔ آن draft-7 است.',
        'راه برداشتن آن: نهایی‌کردن آن یا حذف آن.',
        'دوشنبه ۲ آذر ۱۴۰۵، رهیار عضو را برای برداشتن مانع راهنمایی می‌کند.',
      ],
      en: [
        'Purchase of a promissory note: an open matter stands in the way.',
        'Another issuance is not finalised (source: Sadad promissory service).',
        'Its identifier is draft-7.',
        'What removes it: finalise it or cancel it.',
        'On Monday 2 Azar 1405 the rahyar guides the subject to a remedy for what stands in the way.',
      ],
    });
  });

  it('of an open matter leaves out what is not known', () => {
    const conflict = troubled('promissoryNotePurchase', 'openDraft');
    const one = { ...conflict, remedies: ['cancel'] } as NextStep;
    expect(details(one).fa.slice(1, -1)).toEqual(['راه برداشتن آن: حذف آن.']);
    expect(details(one).en.slice(1, -1)).toEqual(['What removes it: cancel it.']);
    for (const unnamed of [
      { ...conflict, remedies: [] },
      { ...conflict, about: { kind: 'trouble', id: 'paymentIdWrong', since: undefined } },
      { ...conflict, about: { kind: 'trouble', id: 'forgotten', since: undefined } },
      { ...conflict, about: undefined },
    ] as NextStep[])
      expect(worded(unnamed).en.join()).not.toContain('removes');
  });

  it('of an instalment counts the days since', () => {
    const facts = { completedDay: dayOf('1405/01/20'), troubles: [{ trouble: 'overdueInstalment', since: dayOf('1405/08/20') }] };
    expect(worded(step('loanRequest', facts, '1405/09/02'))).toEqual({
      fa: [
        '«ثبت و پیگیری درخواست وام»: از موعد گذشته.',
        'قسط عقب افتاده است (مبنا: سطر ۵۹، سطر ۱۱۷، bankavl.com، فرض).',
        'موعد چهارشنبه ۲۰ آبان ۱۴۰۵ بود و ۱۲ روز از آن گذشته است.',
        'دوشنبه ۲ آذر ۱۴۰۵، رهیار پرداخت قسط را با عضو پیگیری می‌کند.',
        'دوشنبه ۲ آذر ۱۴۰۵، پشتیبان در بانک قرض‌الحسنهٔ رسالت کار را در بانک پیگیری می‌کند و به رهیار خبر می‌دهد.',
        'دوشنبه ۲ آذر ۱۴۰۵، پشتیبان در نوین دادفر سوی حقوقی کار را پیگیری می‌کند و به رهیار خبر می‌دهد.',
        'دوشنبه ۲ آذر ۱۴۰۵، رهیار عضو را همراهی می‌کند.',
      ],
      en: [
        'Registering and following a loan request: overdue.',
        'An instalment is overdue (source: L59; L117; bankavl.com; assumed).',
        'It was due on Wednesday 20 Aban 1405, 12 days ago.',
        'On Monday 2 Azar 1405 the rahyar asks the subject about the instalment.',
        'On Monday 2 Azar 1405 the support officer at Resalat Qard al-Hasan Bank follows the matter up at the bank and tells the rahyar.',
        'On Monday 2 Azar 1405 the support officer at Novin Dadfar follows up the legal side and tells the rahyar.',
        'On Monday 2 Azar 1405 the rahyar stays beside the subject.',
      ],
    });
  });

  it('that cannot be mended is told with the day it showed; on a Friday counsel is given at once', () => {
    const facts = { troubles: [{ trouble: 'unsuitable', since: dayOf('1405/09/01') }] };
    expect(worded(step('creditAssessment', facts, '1405/09/20'))).toEqual({
      fa: [
        '«اعتبارسنجی»: از دست رفته.',
        'رتبه «نامتناسب» شده است (مبنا: icup.ir، فرض).',
        'از یکشنبه ۱ آذر ۱۴۰۵ چنین است.',
        'جمعه ۲۰ آذر ۱۴۰۵، رهیار دربارهٔ راه‌های دیگر به عضو مشاوره می‌دهد.',
        'شنبه ۲۱ آذر ۱۴۰۵، رهیار عضو را همراهی می‌کند.',
        'شنبه ۲۱ آذر ۱۴۰۵، دبیر امور ارزیابی اعتباری کار را از جایگاه خود پیگیری می‌کند و به رهیار خبر می‌دهد.',
      ],
      en: [
        'Credit assessment: lost.',
        'The grade is "unsuitable" (source: icup.ir; assumed).',
        'It has been so since Sunday 1 Azar 1405.',
        'On Friday 20 Azar 1405 the rahyar counsels the subject on other ways.',
        'On Saturday 21 Azar 1405 the rahyar stays beside the subject.',
        'On Saturday 21 Azar 1405 the affairs secretary for credit evaluation takes the matter up and tells the rahyar.',
      ],
    });
  });
});

describe('a deadline, in words', () => {
  const matching = { deadlines: [{ deadline: 'documentMatching', start: dayOf('1404/12/25') }] };

  it('is told with its length, its last day, and every reminder', () => {
    expect(worded(step('loanRequest', matching, '1404/12/25'))).toEqual({
      fa: [
        '«ثبت و پیگیری درخواست وام»: در انتظار.',
        'مهلت «تطبیق مدارک وام ازدواج یا فرزند» ۱۲ روز کاری است (مبنا: maher.resalatuniversity.ir).',
        'به شمارش از دوشنبه ۲۵ اسفند ۱۴۰۴، آخرین روز مهلت دوشنبه ۱۷ فروردین ۱۴۰۵ است.',
        'شنبه ۸ فروردین ۱۴۰۵، رهیار مهلت را به عضو یادآوری می‌کند.',
        'سه‌شنبه ۱۱ فروردین ۱۴۰۵، رهیار مهلت را به عضو یادآوری می‌کند.',
        'یکشنبه ۱۶ فروردین ۱۴۰۵، رهیار مهلت را به عضو یادآوری می‌کند.',
      ],
      en: [
        'Registering and following a loan request: waiting.',
        'The time for the matching of documents for a marriage or child loan is 12 working days (source: maher.resalatuniversity.ir).',
        'Counted from Monday 25 Esfand 1404, the last day in time is Monday 17 Farvardin 1405.',
        'On Saturday 8 Farvardin 1405 the rahyar reminds the subject of the deadline.',
        'On Tuesday 11 Farvardin 1405 the rahyar reminds the subject of the deadline.',
        'On Sunday 16 Farvardin 1405 the rahyar reminds the subject of the deadline.',
      ],
    });
  });

  it('that was missed is told in the past', () => {
    expect(worded(step('loanRequest', matching, '1405/01/18'))).toEqual({
      fa: [
        '«ثبت و پیگیری درخواست وام»: از دست رفته.',
        'مهلت «تطبیق مدارک وام ازدواج یا فرزند» ۱۲ روز کاری است (مبنا: maher.resalatuniversity.ir).',
        'آخرین روز مهلت دوشنبه ۱۷ فروردین ۱۴۰۵ بود.',
        'سه‌شنبه ۱۸ فروردین ۱۴۰۵، رهیار عضو را برای ثبت دوباره راهنمایی می‌کند.',
      ],
      en: [
        'Registering and following a loan request: lost.',
        'The time for the matching of documents for a marriage or child loan is 12 working days (source: maher.resalatuniversity.ir).',
        'The last day in time was Monday 17 Farvardin 1405.',
        'On Tuesday 18 Farvardin 1405 the rahyar guides the subject to registering again.',
      ],
    });
  });

  it('of minutes is told in minutes, running and run out', () => {
    const facts = { deadlines: [{ deadline: 'guarantorSignature', start: instantOf('1405/09/04') }] };
    expect(details(step('promissoryNotePurchase', facts, '1405/09/05', '09:00'))).toEqual({
      fa: [
        'مهلت «امضای ضامن» ۱۴۴۰ دقیقه است (مبنا: Finnotech).',
        'به شمارش از چهارشنبه ۴ آذر ۱۴۰۵، آخرین روز مهلت پنجشنبه ۵ آذر ۱۴۰۵ است.',
        'پنجشنبه ۵ آذر ۱۴۰۵، رهیار امضا را با ضامن پیگیری می‌کند.',
      ],
      en: [
        'The time for the guarantor’s signature is 1440 minutes (source: Finnotech).',
        'Counted from Wednesday 4 Azar 1405, the last day in time is Thursday 5 Azar 1405.',
        'On Thursday 5 Azar 1405 the rahyar asks the guarantor to sign.',
      ],
    });
    expect(worded(step('promissoryNotePurchase', facts, '1405/09/06'))).toEqual({
      fa: [
        '«خرید سفته»: اعتبار به پایان رسیده.',
        'مهلت «امضای ضامن» ۱۴۴۰ دقیقه است (مبنا: Finnotech).',
        'تا پنجشنبه ۵ آذر ۱۴۰۵ اعتبار داشت.',
        'شنبه ۷ آذر ۱۴۰۵، رهیار امضا را با ضامن پیگیری می‌کند.',
      ],
      en: [
        'Purchase of a promissory note: expired.',
        'The time for the guarantor’s signature is 1440 minutes (source: Finnotech).',
        'It held until Thursday 5 Azar 1405.',
        'On Saturday 7 Azar 1405 the rahyar asks the guarantor to sign.',
      ],
    });
  });

  it('whose beginning is not known is told without it', () => {
    const waiting = step('loanRequest', matching, '1404/12/25');
    for (const about of [{ kind: 'deadline', id: 'documentMatching', since: undefined }, undefined]) {
      const { fa, en } = worded({ ...waiting, about } as NextStep);
      expect(fa).toContain('آخرین روز مهلت دوشنبه ۱۷ فروردین ۱۴۰۵ است.');
      expect(en).toContain('Counted from its start, the last day in time is Monday 17 Farvardin 1405.');
    }
  });
});

describe('what is completed, in words', () => {
  it('is told with its last day and what it opens the way to', () => {
    const facts = { completedDay: dayOf('1405/07/10') };
    expect(worded(step('creditAssessment', facts, '1405/09/02'))).toEqual({
      fa: [
        '«اعتبارسنجی»: انجام‌شده.',
        'تا شنبه ۱۰ مهر ۱۴۰۶ اعتبار دارد.',
        'راه را باز می‌کند برای «ثبت و پیگیری درخواست وام».',
        'چهارشنبه ۱۰ شهریور ۱۴۰۶، رهیار تمدید را به عضو یادآوری می‌کند.',
      ],
      en: [
        'Credit assessment: done.',
        'It holds until Saturday 10 Mehr 1406.',
        'It opens the way to registering and following a loan request.',
        'On Wednesday 10 Shahrivar 1406 the rahyar reminds the subject of the renewal.',
      ],
    });
    expect(worded(step('membership', facts, '1405/09/02'))).toEqual({ fa: ['«فرایند عضویت»: انجام‌شده.'], en: ['Membership: done.'] });
  });

  it('and holds no longer is told in the past', () => {
    expect(worded(step('creditAssessment', { completedDay: dayOf('1404/07/10') }, '1405/09/02'))).toEqual({
      fa: [
        '«اعتبارسنجی»: اعتبار به پایان رسیده.',
        'تا جمعه ۱۰ مهر ۱۴۰۵ اعتبار داشت.',
        'دوشنبه ۲ آذر ۱۴۰۵، رهیار تمدید را به عضو یادآوری می‌کند.',
      ],
      en: [
        'Credit assessment: expired.',
        'It held until Friday 10 Mehr 1405.',
        'On Monday 2 Azar 1405 the rahyar reminds the subject of the renewal.',
      ],
    });
  });
});

describe('who acts, in words', () => {
  it('acts on a day that a predicted holiday may move, and says so', () => {
    const certain = step('creditAssessment', {}, '1405/09/02');
    const said = (confidence: string): string[] => {
      const { fa, en } = worded({ ...certain, actions: certain.actions.map((action) => ({ ...action, confidence })) } as NextStep);
      return [fa.at(-1) ?? '', en.at(-1) ?? ''];
    };
    for (const sure of ['fixed', 'announced'])
      expect(said(sure)).toEqual([
        'دوشنبه ۲ آذر ۱۴۰۵، رهیار عضو را برای آغاز راهنمایی می‌کند.',
        'On Monday 2 Azar 1405 the rahyar guides the subject to the start.',
      ]);
    for (const unsure of ['predicted-firm', 'predicted-likely', 'predicted-uncertain'])
      expect(said(unsure)).toEqual([
        'دوشنبه ۲ آذر ۱۴۰۵، رهیار عضو را برای آغاز راهنمایی می‌کند (اگر تعطیلی جابه‌جا نشود).',
        'On Monday 2 Azar 1405 the rahyar guides the subject to the start (unless a holiday moves).',
      ]);
  });
});

describe('a journey of a host, in words', () => {
  const own = (change: Partial<Journey['steps'][number]>): JourneyCatalogue => ({
    ...SHIPPED_JOURNEYS,
    journeys: SHIPPED_JOURNEYS.journeys.map((journey) =>
      journey.id === 'membership' ? { ...journey, steps: journey.steps.map((one) => ({ ...one, ...change })) } : journey,
    ),
  });
  const first = step('membership', {}, '1405/09/02');

  it('names both the organisation that acts and the one through whose system it does', () => {
    const through = organizationId('part');
    const said = (by: Journey['steps'][number]['by']) => details(first, own({ by, through, source: 'assumed' })).en[0];
    expect(said(organizationAt('novinDadfar'))).toMatch(/; for Novin Dadfar, through Part Financial Information Processing \(source/);
    expect(said(supportOfficerAt('novinDadfar'))).toMatch(/; for the support officer at Novin Dadfar, through Part .* \(source/);
    expect(said(supportOfficerAt('part'))).toMatch(/; for the support officer at Part Financial Information Processing \(source/);
    const ownOne = own({ by: { party: 'organization', at: 'ownFund' as RahyariOrganizationId }, source: 'assumed' });
    expect(details(first, ownOne).fa[0]).toContain('؛ کار ownFund');
  });

  it('words lines of the founding text and assumptions in Persian, and leaves names of pages', () => {
    const told = details(first, own({ source: 'L5; L117; HTML5; L59th.ir; assumed' }));
    expect(told.fa[0]).toMatch(/ \(مبنا: سطر ۵، سطر ۱۱۷، HTML5، L59th\.ir، فرض\)\.$/);
    expect(told.en[0]).toMatch(/ \(source: L5; L117; HTML5; L59th\.ir; assumed\)\.$/);
  });

  it('that is not in the catalogue is told by its details and actions alone', () => {
    const conflict = step('promissoryNotePurchase', { troubles: [{ trouble: 'openDraft', since: dayOf('1405/09/01') }] }, '1405/09/02');
    const none = { ...SHIPPED_JOURNEYS, journeys: [] };
    expect(worded(conflict, none)).toEqual({
      fa: ['دوشنبه ۲ آذر ۱۴۰۵، رهیار عضو را برای برداشتن مانع راهنمایی می‌کند.'],
      en: ['On Monday 2 Azar 1405 the rahyar guides the subject to a remedy for what stands in the way.'],
    });
    const waiting = step('creditAssessment', { requestedDay: dayOf('1405/09/01') }, '1405/09/02');
    expect(worded(waiting, none).en).toEqual(worded(waiting).en.slice(2));
    const done = step('creditAssessment', { completedDay: dayOf('1405/07/10') }, '1405/09/02');
    expect(worded(done, none)).toEqual({
      fa: ['تا شنبه ۱۰ مهر ۱۴۰۶ اعتبار دارد.', 'چهارشنبه ۱۰ شهریور ۱۴۰۶، رهیار تمدید را به عضو یادآوری می‌کند.'],
      en: ['It holds until Saturday 10 Mehr 1406.', 'On Wednesday 10 Shahrivar 1406 the rahyar reminds the subject of the renewal.'],
    });
  });
});
