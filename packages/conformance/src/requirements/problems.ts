import { isProblemCode, PROBLEM_MEDIA_TYPE, PROBLEMS, ProblemV1 } from '@rahyar/partners/contract';
import { pointersOf } from '../run/at-operation.ts';
import { fieldsOf } from '../run/kit.ts';
import { headerShown, wordShown } from '../run/redaction.ts';
import { fail, holds, pass, skip } from '../run/verdict.ts';
import { ofEach, type Requirement } from './requirement.ts';

/** How a partner says no. */
export const PROBLEM_DOCUMENTS: readonly Requirement[] = [
  ofEach(
    'every',
    {
      id: 'PROB-01',
      level: 'L0',
      text: { fa: 'هر رد، application/problem+json است.', en: 'Every refusal is application/problem+json.' },
      source: 'RFC 9457 §3',
    },
    async ({ refusal }) => {
      const type = (await refusal()).headers.get('content-type');
      const isProblem = type?.split(';')[0]?.trim().toLowerCase() === PROBLEM_MEDIA_TYPE;
      return holds(isProblem, PROBLEM_MEDIA_TYPE, headerShown('content-type', type));
    },
  ),
  ofEach(
    'every',
    {
      id: 'PROB-02',
      level: 'L0',
      text: { fa: 'سند خطا با شکل ProblemV1 می‌خواند.', en: 'A problem document keeps the shape ProblemV1.' },
      source: 'contract, problems',
    },
    async ({ refusal }) => {
      const parsed = ProblemV1.safeParse((await refusal()).json);
      return parsed.success ? pass : fail('the shape ProblemV1', pointersOf(parsed.error.issues));
    },
  ),
  ofEach(
    'every',
    {
      id: 'PROB-03',
      level: 'L0',
      text: { fa: 'status درون سند همان کد وضعیت پاسخ است.', en: 'The status member is the status of the answer.' },
      source: 'RFC 9457 §3.1.3',
    },
    async ({ refusal }) => {
      const { status, json } = await refusal();
      return holds(fieldsOf(json)['status'] === status, String(status), wordShown(fieldsOf(json)['status']));
    },
  ),
  ofEach(
    'every',
    {
      id: 'PROB-04',
      level: 'L0',
      text: { fa: 'type از روی code ساخته می‌شود.', en: 'The type is made of the code.' },
      source: 'RFC 9457 §3.1.1; contract, problems',
    },
    async ({ refusal }) => {
      const { type, code } = fieldsOf((await refusal()).json);
      return holds(type === `urn:rahyar:problem:${String(code)}`, 'urn:rahyar:problem:<code>', 'another type');
    },
  ),
  ofEach(
    'every',
    {
      id: 'PROB-05',
      level: 'L0',
      text: { fa: 'requestId درون سند همان X-Request-Id درخواست است.', en: 'The requestId member is the X-Request-Id of the request.' },
      source: 'contract, problems',
    },
    async ({ refusal }) => {
      const { json, requestId } = await refusal();
      return holds(fieldsOf(json)['requestId'] === requestId, 'the same id', 'another one');
    },
  ),
  ofEach(
    'every',
    {
      id: 'PROB-06',
      level: 'L0',
      text: { fa: 'retryable برای کدهای مشترک همان است که قرارداد می‌گوید.', en: 'For shared codes, retryable is what the contract says.' },
      source: 'contract, problems',
    },
    async ({ refusal }) => {
      const { code, retryable } = fieldsOf((await refusal()).json);
      if (typeof code !== 'string' || !isProblemCode(code)) return skip('a shared code');
      return holds(retryable === PROBLEMS[code].retryable, String(PROBLEMS[code].retryable), wordShown(retryable));
    },
  ),
  ofEach(
    'every',
    {
      id: 'PROB-07',
      level: 'L0',
      strength: 'SHOULD',
      text: { fa: 'title برای Accept-Language: fa-IR فارسی است.', en: 'The title is Persian for Accept-Language: fa-IR.' },
      source: 'RFC 9457 §3.1.3; contract, headers',
    },
    async ({ refusal }) => holds(/[\u0600-\u06FF]/.test(String(fieldsOf((await refusal()).json)['title'])), 'Persian letters', 'none'),
  ),
];
