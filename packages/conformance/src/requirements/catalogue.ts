import { isProblemCode, type NamedOperation } from '@rahyar/partners/contract';
import { type AtOperation, codeText, statesFor } from '../run/at-operation.ts';
import { type Fields, fieldsOf, inputFor, operationBy } from '../run/kit.ts';
import { wordShown } from '../run/redaction.ts';
import type { Answer } from '../run/talk.ts';
import { firstBad, holds, skip, type Verdict } from '../run/verdict.ts';
import { ofEach, type Requirement } from './requirement.ts';

/** The codes with which an operation is turned down. */
export const CATALOGUE: readonly Requirement[] = [
  ofEach(
    'refusing',
    {
      id: 'ERRC-01',
      level: 'L2',
      atPort: true,
      text: { fa: 'هر ردِ از پیش گفته، کد خود را دارد.', en: 'Each refusal of the catalogue has its own code.' },
      source: 'contract, codes; Google AIP-193',
    },
    async (at) =>
      eachCode(at, (code, { json, status }) =>
        holds(fieldsOf(json)['code'] === code, code, `${status} ${codeText(fieldsOf(json)['code'])}`),
      ),
  ),
  ofEach(
    'refusing',
    {
      id: 'ERRC-02',
      level: 'L2',
      atPort: true,
      text: { fa: 'رد پاسخ ۴۲۲ و تعارض پاسخ ۴۰۹ دارد.', en: 'A rejection is a 422, a conflict a 409.' },
      source: 'contract, codes',
    },
    async (at) =>
      eachCode(at, (code, { status }) => {
        const wanted = at.at.conflicts.includes(code) ? 409 : 422;
        return holds(status === wanted, `${wanted} ${code}`, String(status));
      }),
  ),
  ofEach(
    'refusing',
    {
      id: 'ERRC-03',
      level: 'L2',
      text: {
        fa: 'کدِ خودِ عمل دوباره‌فرستادنی نیست؛ کسی باید چیزی را تغییر دهد.',
        en: 'A code of the operation itself is not retryable: somebody has to change something.',
      },
      source: 'contract, problems',
    },
    async (at) =>
      eachCode(at, (code, { json, status }) =>
        status < 400
          ? skip('a refusal')
          : holds(fieldsOf(json)['retryable'] === false, `${code} with retryable false`, wordShown(fieldsOf(json)['retryable'])),
      ),
  ),
];

/** Every code that the fixtures know an input for. */
async function eachCode(at: AtOperation, judge: (code: string, answer: Answer) => Verdict): Promise<Verdict> {
  const codes = [...at.at.rejections, ...at.at.conflicts].filter((code) => !isProblemCode(code));
  const verdicts: Verdict[] = [];
  for (const code of codes) {
    const input = await inputForCode(at, at.named, code);
    if (input !== undefined) verdicts.push(judge(code, await at.askThis(input)));
  }
  return verdicts.length === 0 ? skip(`inputs that bring about ${codes.join(', ')}: give them in the fixtures`) : firstBad(verdicts);
}

async function inputForCode(at: AtOperation, { id }: NamedOperation, code: string): Promise<Fields | undefined> {
  const known = at.fixtures.codes[id]?.[code];
  if (known === undefined) return undefined;
  if (!('id' in at.at.params.shape) || 'id' in known.input) return known.input;
  if (known.madeWith === undefined) return { ...known.input, id: (await at.input())?.['id'] };
  const maker = operationBy(at.profile, ({ effect }) => effect.kind === 'create' && effect.resource.name === at.resource?.name);
  if (maker === undefined || at.resource === undefined) return undefined;
  const thing = await at.thingIn(at.resource, statesFor(at.at), { ...inputFor(at, maker), ...known.madeWith });
  return thing === undefined ? undefined : { ...known.input, id: thing.id };
}
