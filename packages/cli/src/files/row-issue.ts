import { INPUT_ISSUE_LABELS, type Label } from '@rahyar/domain';

/** What can be wrong with one row of a file, as stable codes: those of any input, and those that only files and plans know. */
export const ROW_ISSUE_LABELS = {
  ...INPUT_ISSUE_LABELS,
  'text.notUtf8': { fa: 'متن سطر UTF-8 درست نیست', en: 'the text of the row is not valid UTF-8' },
  'text.loneSurrogate': { fa: 'نیمهٔ یک نویسهٔ دوبخشی تنها آمده است', en: 'half of a two-part character stands alone' },
  'text.duplicateKey': { fa: 'نام یک فیلد دو بار آمده است', en: 'the name of a field comes twice' },
  'text.notCsv': { fa: 'نقل‌قول‌های سطر CSV درست نیست', en: 'the quotation marks of the row are not valid CSV' },
  'text.columnCount': { fa: 'شمار خانه‌های سطر با شمار ستون‌ها نمی‌خواند', en: 'the row has more or fewer cells than there are columns' },
  'plan.ignoredField': {
    fa: 'فیلدی هست که این قالب نمی‌شناسد و نادیده ماند',
    en: 'there is a field that the format does not know; it was ignored',
  },
  'plan.basisTwice': { fa: 'بر یک مبنا دو رهیار نام برده شده است', en: 'two rahyars are named on one basis' },
  'plan.brokenOrder': { fa: 'پاره‌های فهرست کار به هم نمی‌پیوندند', en: 'the pages of a worklist do not join' },
  'plan.checksum': { fa: 'فایل پس از نوشتن برنامه دگرگون شده است', en: 'the file has changed since the plan was written' },
  'plan.count': { fa: 'شمار سطرها با شناسنامهٔ برنامه نمی‌خواند', en: 'the number of rows is not that of the manifest' },
} as const satisfies Record<string, Label>;

export type RowIssueCode = keyof typeof ROW_ISSUE_LABELS;

/** `path` holds names of schema fields and array positions only, never a value or a key taken from the row. */
export type RowIssue = { readonly path: readonly (string | number)[]; readonly code: RowIssueCode };
