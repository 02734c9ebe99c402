import * as z from 'zod';
import { type AtOperation, codeText, STRANGE_FIELD } from '../run/at-operation.ts';
import { type Fields, fieldsOf } from '../run/kit.ts';
import { headerShown } from '../run/redaction.ts';
import type { Answer } from '../run/talk.ts';
import { fail, holds, notApplicable, skip, type Verdict } from '../run/verdict.ts';
import { NO_INPUT, ofEach, type Requirement } from './requirement.ts';

const AT_ONCE = 16;
const DRAFT = 'IETF draft-ietf-httpapi-idempotency-key-header';

/** One command, one effect, however often it is sent. */
export const IDEMPOTENCY: readonly Requirement[] = [
  ofEach(
    'commands',
    {
      id: 'IDEM-01',
      level: 'L2',
      text: { fa: 'فرمان بی Idempotency-Key پاسخ ۴۰۰ می‌گیرد.', en: 'A command without Idempotency-Key is answered 400.' },
      source: `${DRAFT} §2.7`,
    },
    async ({ refusedFor, askThis }) => refusedFor((input) => askThis(input, { key: null }), 400, 'IDEMPOTENCY_KEY_REQUIRED'),
  ),
  ofEach(
    'commands',
    {
      id: 'IDEM-02',
      level: 'L2',
      text: { fa: 'کلیدی که رشتهٔ ساخت‌یافته نیست پاسخ ۴۰۰ می‌گیرد.', en: 'A key that is no structured-field string is answered 400.' },
      source: `${DRAFT} §2.1; RFC 9651 §3.3.3`,
    },
    async ({ refusedFor, askThis, newKey }) =>
      refusedFor((input) => askThis(input, { key: newKey().replaceAll('"', '') }), 400, 'IDEMPOTENCY_KEY_REQUIRED'),
  ),
  ofEach(
    'commands',
    {
      id: 'IDEM-03',
      level: 'L2',
      text: { fa: 'همان کلید با همان متن، همان نتیجه را می‌دهد.', en: 'The same key with the same body gives the same outcome.' },
      source: `${DRAFT} §2.6`,
    },
    async (at) =>
      twice(at, (first, again) =>
        holds(again.status === first.status && sameOutcome(first, again), 'the outcome of the first', `${again.status}, another outcome`),
      ),
  ),
  ofEach(
    'commands',
    {
      id: 'IDEM-04',
      level: 'L2',
      text: {
        fa: 'همان کلید با متنی دیگر پاسخ IDEMPOTENCY_KEY_REUSED می‌گیرد.',
        en: 'The same key with another body is answered IDEMPOTENCY_KEY_REUSED.',
      },
      source: `${DRAFT} §2.7`,
    },
    async (at) => {
      const input = await at.input();
      const other = input === undefined ? undefined : await otherInput(at, input);
      if (input === undefined || other === undefined) return notApplicable('another body');
      const key = at.newKey();
      const first = await at.askThis(input, { key });
      if (first.status >= 300) return skip(NO_INPUT);
      const { status, json } = await at.askThis(other, { key });
      const { code } = fieldsOf(json);
      return holds(status === 422 && code === 'IDEMPOTENCY_KEY_REUSED', '422 IDEMPOTENCY_KEY_REUSED', `${status} ${codeText(code)}`);
    },
  ),
  ofEach(
    'commands',
    {
      id: 'IDEM-05',
      level: 'L2',
      text: { fa: 'شانزده درخواستِ هم‌زمان با یک کلید یک اثر دارند.', en: 'Sixteen requests at once with one key have one effect.' },
      source: `${DRAFT} §2.6`,
    },
    async (at) => {
      const input = await at.input();
      if (input === undefined) return skip(NO_INPUT);
      const key = at.newKey();
      const answers = await Promise.all(Array.from({ length: AT_ONCE }, () => at.askThis(input, { key })));
      const done = answers.filter(({ status }) => status < 300);
      const strange = answers.find(({ status, json }) => status >= 300 && fieldsOf(json)['code'] !== 'IDEMPOTENCY_KEY_IN_PROGRESS');
      if (strange !== undefined)
        return fail('the outcome, or 409 IDEMPOTENCY_KEY_IN_PROGRESS', `${strange.status} ${codeText(fieldsOf(strange.json)['code'])}`);
      const outcomes = new Set(done.map(outcomeOf));
      return holds(outcomes.size === 1, 'one outcome', `${outcomes.size} outcomes`);
    },
  ),
  ofEach(
    'commands',
    {
      id: 'IDEM-06',
      level: 'L2',
      text: {
        fa: 'پاسخِ تکرار Idempotency-Replayed: ?1 دارد و پاسخ نخست ندارد.',
        en: 'A replay carries Idempotency-Replayed: ?1, the first answer does not.',
      },
      source: 'contract, headers',
    },
    async (at) =>
      twice(at, (first, again) => {
        const marks = [first, again].map(({ headers }) => headerShown('idempotency-replayed', headers.get('idempotency-replayed')));
        return holds(marks.join() === 'none,?1', 'none, then ?1', marks.join(', then '));
      }),
  ),
  ofEach(
    'commands',
    {
      id: 'IDEM-07',
      level: 'L2',
      text: {
        fa: 'کلید در دامنهٔ یک عمل است؛ عملی دیگر با همان کلید رد نمی‌شود.',
        en: 'A key belongs to one operation; another operation with the same key is not refused for it.',
      },
      source: 'contract, idempotency',
    },
    async (at) => {
      const input = await at.input();
      const other = Object.entries(at.profile.operations).find(
        ([, one]) =>
          one !== at.at && one.intent === 'command' && 'resource' in one.effect && one.effect.resource.name === at.resource?.name,
      );
      if (input === undefined || other === undefined || at.resource === undefined) return notApplicable('another command');
      const key = at.newKey();
      const first = await at.askThis(input, { key });
      const id = fieldsOf(first.json)['id'];
      if (first.status >= 300) return skip(NO_INPUT);
      const { json, status } = await at.ask(
        { id: `${at.profile.id}.${other[0]}`, capability: at.profile, operation: other[1] },
        { ...other[1].example, id },
        { key },
      );
      return holds(
        !String(fieldsOf(json)['code']).startsWith('IDEMPOTENCY_'),
        'no refusal for the key',
        `${status} ${codeText(fieldsOf(json)['code'])}`,
      );
    },
  ),
  ofEach(
    'commands',
    {
      id: 'IDEM-08',
      level: 'L2',
      text: { fa: 'ردِ پیش از اجرا کلید را مصرف نمی‌کند.', en: 'A refusal before anything is done does not use the key up.' },
      source: 'contract, idempotency',
    },
    async (at) => {
      const input = await at.input();
      if (input === undefined) return skip(NO_INPUT);
      const key = at.newKey();
      const first = await at.askThis({ ...input, [STRANGE_FIELD]: true }, { key });
      if (first.status < 400) return skip('a refusal');
      const { status, json } = await at.askThis(input, { key });
      return holds(status < 300, 'carried out', `${status} ${codeText(fieldsOf(json)['code'])}`);
    },
  ),
];

async function twice(at: AtOperation, judge: (first: Answer, again: Answer) => Verdict): Promise<Verdict> {
  const input = await at.input();
  if (input === undefined) return skip(NO_INPUT);
  const key = at.newKey();
  const first = await at.askThis(input, { key });
  return first.status < 300 ? judge(first, await at.askThis(input, { key })) : skip(NO_INPUT);
}

/** A replay may answer with the first outcome or with the thing as it is now: the same thing, at the version of the first or later. */
function sameOutcome(first: Answer, again: Answer): boolean {
  const [a, b] = [fieldsOf(first.json), fieldsOf(again.json)];
  return a['id'] === b['id'] && a['stateVersion'] === b['stateVersion'];
}
const outcomeOf = ({ json }: Answer): string => `${String(fieldsOf(json)['id'])} ${String(fieldsOf(json)['stateVersion'])}`;

/** The same command on another thing, or with another choice: still one that is understood. */
async function otherInput(at: AtOperation, input: Fields): Promise<Fields | undefined> {
  const fields = Object.entries<z.core.$ZodType>(at.at.body.shape).filter(([name]) => name in input);
  for (const [name, field] of fields) {
    const other = otherValue(input[name]);
    if (other !== undefined && z.safeParse(field, other).success) return { ...input, [name]: other };
  }
  return 'id' in at.at.params.shape ? at.input() : undefined;
}

function otherValue(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'string') return /^[\w-]+\d$/.test(value) ? `${value}0` : undefined;
  const { value: amount } = fieldsOf(value);
  return typeof amount === 'number' ? { ...fieldsOf(value), value: amount + 1_000 } : undefined;
}
