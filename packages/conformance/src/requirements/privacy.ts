/// <reference lib="dom" />
import { type Fields, fieldsOf } from '../run/kit.ts';
import { holds, notApplicable, skip } from '../run/verdict.ts';
import { NO_INPUT, ofEach, type Requirement } from './requirement.ts';

/** Values that look like somebody's, and are nobody's: they must come back from nowhere. */
const CANARIES = { nationalId: '0012345679', mobile: '+989120000001', name: 'قناری‌آزمون' } as const;
const WORDS = Object.values(CANARIES);

/** What a refusal must not tell. */
export const PRIVACY: readonly Requirement[] = [
  ofEach(
    'filled',
    {
      id: 'PRIV-01',
      level: 'L4',
      text: { fa: 'مقدارِ ردشده در هیچ جای پاسخ بازگفته نمی‌شود.', en: 'A value that was refused is repeated nowhere in the answer.' },
      source: 'contract, problems; OWASP ASVS 7.4.1',
    },
    async ({ at, someInput, askThis }) => {
      const base = await someInput();
      const name = Object.keys(at.body.shape)[0];
      if (base === undefined || name === undefined) return skip(NO_INPUT);
      const { status, text, headers } = await askThis({ ...base, [name]: { ...CANARIES } });
      return status < 400 ? skip('a refusal') : holds(!leaks(text, headers), 'no value of the request', 'a value of the request');
    },
  ),
  ofEach(
    'bodied',
    {
      id: 'PRIV-02',
      level: 'L4',
      text: { fa: 'نامِ فیلد ناشناخته نیز بازگفته نمی‌شود.', en: 'The name of an unknown field is not repeated either.' },
      source: 'contract, problems',
    },
    async ({ someInput, askThis }) => {
      const base = await someInput();
      if (base === undefined) return skip(NO_INPUT);
      const { status, text, headers } = await askThis({ ...base, [CANARIES.nationalId]: 1 });
      return status < 400 ? skip('a refusal') : holds(!leaks(text, headers), 'no name of the request', 'a name of the request');
    },
  ),
  ofEach(
    'creates',
    {
      id: 'PRIV-03',
      level: 'L4',
      text: { fa: 'سرایندهای پاسخ هیچ مقدار درخواست را ندارند.', en: 'No header of an answer holds a value of the request.' },
      source: 'contract, no personal data in addresses; OWASP API3:2023',
    },
    async ({ freshSuccess }) => {
      const made = await freshSuccess();
      if (made === undefined) return skip(NO_INPUT);
      const given = textsIn(made.input).filter((text) => text.length >= 6);
      const held = [...made.answer.headers].some(([name, value]) => name !== 'x-request-id' && given.some((text) => value.includes(text)));
      return given.length === 0 ? notApplicable('texts in the request') : holds(!held, 'none', 'a value of the request');
    },
  ),
];

const leaks = (text: string, headers: Headers): boolean =>
  WORDS.some((word) => text.includes(word) || [...headers].some(([, value]) => value.includes(word)));

const textsIn = (value: unknown): readonly string[] =>
  typeof value === 'string'
    ? [value]
    : Array.isArray(value)
      ? value.flatMap(textsIn)
      : Object.values(fieldsOf(value) satisfies Fields).flatMap(textsIn);
