import type { Label } from '@rahyar/domain';
import type { RowIssue } from './row-issue.ts';

/** Why a file as a whole could not be read or written, as stable words. Retrying helps only where the sentence says so. */
export const FILE_ERROR_LABELS = {
  notFound: { fa: 'چنین فایلی یا پوشه‌ای نیست', en: 'there is no such file or directory' },
  notAFile: { fa: 'به جای فایل، پوشه یا به جای پوشه، فایل داده شده است', en: 'a directory stands where a file is wanted, or the reverse' },
  notPermitted: { fa: 'اجازهٔ خواندن یا نوشتن نیست', en: 'reading or writing is not permitted' },
  noSpace: { fa: 'جای کافی نیست؛ پس از خالی کردن جا دوباره بکوشید', en: 'no space is left; make room and try again' },
  ioFailed: { fa: 'خواندن یا نوشتن نشد؛ دوباره بکوشید', en: 'reading or writing failed; try again' },
  alreadyThere: { fa: 'فایلی با این نام هست و رونویسی نمی‌شود', en: 'a file of this name is there already, and is not overwritten' },
  tooLarge: { fa: 'فایل بیش از اندازه بزرگ است', en: 'the file is too large' },
  notUnpacked: {
    fa: 'فایل فشرده ناقص است یا فشردهٔ gzip یا zstd نیست',
    en: 'the packed file is cut off, or is not packed with gzip or zstd as its name says',
  },
  notParquet: { fa: 'فایل Parquet ناقص است یا Parquet نیست', en: 'the file is cut off, or is not a Parquet file' },
  wrongHeader: { fa: 'نام ستون‌ها آن نیست که باید باشد', en: 'the names of the columns are not what they must be' },
  notUtf8: { fa: 'متن فایل UTF-8 درست نیست', en: 'the text of the file is not valid UTF-8' },
  notJson: { fa: 'متن فایل JSON درست نیست', en: 'the text of the file is not valid JSON' },
  wrongShape: { fa: 'ساختار فایل آن نیست که باید باشد', en: 'the file does not have the required shape' },
  tooManyPlaces: { fa: 'بیش از ۶۵٬۵۳۵ محل گوناگون نام برده شده است', en: 'more than 65,535 different places are named' },
  notAPlan: { fa: 'این پوشه برنامهٔ رهیاری نیست', en: 'the directory is not a rahyar plan' },
  unknownVersion: { fa: 'نسخهٔ این برنامه شناخته نیست', en: 'the version of the plan is not known' },
  wouldOverwrite: {
    fa: 'پوشه چیزهایی دارد که از برنامهٔ رهیاری نیست و رونویسی نمی‌شود',
    en: 'the directory holds things that are not of a rahyar plan, and is not overwritten',
  },
} as const satisfies Record<string, Label>;

export type FileErrorKind = keyof typeof FILE_ERROR_LABELS;

/** `path` is as the user gave it, or lies under what the user gave. `issues` is there for `wrongShape` and `wrongHeader` only. Nothing of the content is in it. */
export type FileError = { readonly kind: FileErrorKind; readonly path: string; readonly issues?: readonly RowIssue[] };

/** What the system refused, as a FileError; anything else is our own mistake and is thrown on. */
export function fileErrorOf(cause: unknown, path: string): FileError {
  if (isUnpackError(cause)) return { kind: 'notUnpacked', path };
  if (!isSystemError(cause)) throw cause;
  return { kind: KIND_OF_CODE[cause.code] ?? 'ioFailed', path: cause.path ?? path };
}

/** Names the file in a system error that does not: errors of an open file carry no path. */
export function withPath(cause: unknown, path: string): unknown {
  return isSystemError(cause) ? Object.assign(cause, { path: cause.path ?? path }) : cause;
}

const KIND_OF_CODE: Readonly<Record<string, FileErrorKind>> = {
  ENOENT: 'notFound',
  EISDIR: 'notAFile',
  ENOTDIR: 'notAFile',
  EEXIST: 'alreadyThere',
  EACCES: 'notPermitted',
  EPERM: 'notPermitted',
  EROFS: 'notPermitted',
  ENOSPC: 'noSpace',
  EDQUOT: 'noSpace',
};

const isSystemError = (cause: unknown): cause is Error & { code: string; path?: string } =>
  cause instanceof Error && 'syscall' in cause && 'code' in cause && typeof cause.code === 'string';

const isUnpackError = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && typeof cause.code === 'string' && /^(?:Z|ZSTD)_/.test(cause.code);
