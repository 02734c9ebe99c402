import type { Label } from './label.ts';

/** What can be wrong with an input, as stable codes. A code, once published, keeps its meaning for ever. */
export const INPUT_ISSUE_LABELS = {
  'input.tooDeep': { fa: 'ورودی بیش از اندازه تو در تو است', en: 'the input is nested too deeply' },
  'input.tooLarge': { fa: 'ورودی بیش از اندازه بزرگ است', en: 'the input is too large' },
  'input.notJson': { fa: 'متن، JSON درست نیست', en: 'the text is not valid JSON' },
  'input.duplicateId': { fa: 'این شناسه پیش‌تر آمده است', en: 'the id has been used before' },
  'input.unknownReference': { fa: 'به چیزی اشاره شده که وجود ندارد', en: 'it refers to something that does not exist' },
  'value.required': { fa: 'این مقدار لازم است', en: 'a value is required' },
  'value.type': { fa: 'نوع مقدار درست نیست', en: 'the value has the wrong type' },
  'value.option': { fa: 'مقدار از گزینه‌های مجاز نیست', en: 'the value is not one of the allowed ones' },
  'value.tooSmall': { fa: 'مقدار کوچک یا کوتاه است', en: 'the value is too small or too short' },
  'value.tooBig': { fa: 'مقدار بزرگ یا بلند است', en: 'the value is too big or too long' },
  'value.format': { fa: 'قالب مقدار درست نیست', en: 'the value has the wrong format' },
  'value.unknownKey': { fa: 'نام فیلد شناخته نیست', en: 'there is a field with an unknown name' },
  'value.inconsistent': { fa: 'مقدارها با هم نمی‌خوانند', en: 'the values contradict each other' },
  'identifier.length': { fa: 'شمار رقم‌ها درست نیست', en: 'the number of digits is wrong' },
  'identifier.characters': { fa: 'نویسهٔ نامجاز دارد', en: 'it holds a character that is not allowed' },
  'identifier.checksum': { fa: 'رقم کنترل درست نیست', en: 'the check digit is wrong' },
  'identifier.repeated': { fa: 'همهٔ رقم‌ها یکسان‌اند', en: 'all digits are equal' },
  'identifier.prefix': { fa: 'پیش‌شماره درست نیست', en: 'the prefix is wrong' },
  'date.notInCalendar': { fa: 'چنین روزی در تقویم نیست', en: 'there is no such day in the calendar' },
  'money.notInteger': { fa: 'مبلغ باید عدد درست باشد', en: 'an amount must be a whole number' },
  'money.outOfRange': { fa: 'مبلغ بیرون از بازهٔ مجاز است', en: 'the amount is out of range' },
} as const satisfies Record<string, Label>;

export type InputIssueCode = keyof typeof INPUT_ISSUE_LABELS;

/** `path` holds names of schema fields and array positions only, never a value or a key taken from the input. */
export type InputIssue = { readonly path: readonly (string | number)[]; readonly code: InputIssueCode };

/**
 * Input that could not be parsed. It holds no part of the input.
 * At most {@link MAX_ISSUES} issues are listed; `issueCount` is the true number seen.
 */
export type InputError = {
  readonly kind: 'inputError';
  readonly issues: readonly InputIssue[];
  readonly issueCount: number;
};

export const MAX_ISSUES = 100;

export const inputError = (issues: readonly InputIssue[]): InputError => ({
  kind: 'inputError',
  issues: issues.slice(0, MAX_ISSUES),
  issueCount: issues.length,
});

/** An error with one issue about the value as a whole. */
export const issueOf = (code: InputIssueCode): InputError => inputError([{ path: [], code }]);
