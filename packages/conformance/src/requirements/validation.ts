import { arbitraryOf, mutationsOf } from '@rahyar/partners/testing';
import fc from 'fast-check';
import { type AtOperation, codeText, STRANGE_FIELD } from '../run/at-operation.ts';
import { type Fields, fieldsOf } from '../run/kit.ts';
import { wordShown } from '../run/redaction.ts';
import { fail, firstBad, holds, notApplicable, pass, skip, type Verdict } from '../run/verdict.ts';
import { NO_INPUT, ofEach, type Requirement } from './requirement.ts';

/** Shrinking ends here at the latest; what was found until then is told. */
const GENERATION_MS = 5_000;

/** Requests are read strictly. */
export const VALIDATION: readonly Requirement[] = [
  ofEach(
    'bodied',
    {
      id: 'VALD-01',
      level: 'L2',
      text: { fa: 'فیلد ناشناخته در متن پاسخ ۴۲۲ می‌گیرد.', en: 'An unknown field in the body is answered 422.' },
      source: 'contract, strict requests',
    },
    async ({ refusedFor, askThis }) => refusedFor((input) => askThis({ ...input, [STRANGE_FIELD]: true }), 422, 'VALIDATION_FAILED'),
  ),
  ofEach(
    'filled',
    {
      id: 'VALD-02',
      level: 'L2',
      text: { fa: 'نبودِ هر فیلد لازم پاسخ ۴۲۲ می‌گیرد.', en: 'Each required field that is missing is answered 422.' },
      source: 'contract, strict requests; Schemathesis missing_required',
    },
    async (at) => eachNeighbour(at, (what) => what === 'missing'),
  ),
  ofEach(
    'filled',
    {
      id: 'VALD-03',
      level: 'L2',
      text: { fa: 'مقدار از نوع نادرست پاسخ ۴۲۲ می‌گیرد.', en: 'A value of a wrong type is answered 422.' },
      source: 'contract, strict requests',
    },
    async (at) => eachNeighbour(at, (what) => what === 'wrong type' || what === 'null'),
  ),
  ofEach(
    'filled',
    {
      id: 'VALD-04',
      level: 'L2',
      text: {
        fa: 'مقدار بیرون از بازه، بدشکل یا بیرون از فهرست پاسخ ۴۲۲ می‌گیرد.',
        en: 'A value out of range, of a wrong form or not in the list is answered 422.',
      },
      source: 'contract, strict requests; Schemathesis negative_data_rejection',
    },
    async (at) => eachNeighbour(at, (what) => !['missing', 'wrong type', 'null', 'unknown field'].includes(what)),
  ),
  ofEach(
    'filled',
    {
      id: 'VALD-05',
      level: 'L2',
      text: { fa: 'ورودیِ درست، هرچه باشد، برای شکلش رد نمی‌شود.', en: 'A valid input, whichever it is, is not refused for its form.' },
      source: 'contract, strict requests; Schemathesis positive_data_acceptance',
    },
    async (at) => {
      const base = await at.someInput();
      if (base === undefined) return skip(NO_INPUT);
      const property = fc.asyncProperty(arbitraryOf(at.at.body), async (body) => {
        // A list that grows is full after some tries, so each has a thing of its own.
        const own = at.at.effect.kind === 'amend' ? await at.input() : base;
        const { status, json } = await at.askThis({ ...idIn(own ?? base), ...without(fieldsOf(body), 'cursor') });
        return status < 500 && fieldsOf(json)['code'] !== 'VALIDATION_FAILED';
      });
      const { failed, counterexample, numShrinks } = await fc.check(property, {
        seed: at.seed,
        numRuns: at.budget,
        interruptAfterTimeLimit: GENERATION_MS,
      });
      return failed
        ? fail(
            'no VALIDATION_FAILED and no 5xx',
            `refused, shrunk ${numShrinks} times to ${at.talk.redaction.body(JSON.stringify(counterexample?.[0]))} (seed ${at.seed})`,
          )
        : pass;
    },
  ),
  ofEach(
    'filled',
    {
      id: 'VALD-06',
      level: 'L2',
      text: { fa: 'VALIDATION_FAILED نشان می‌دهد کدام فیلد نادرست است.', en: 'VALIDATION_FAILED points to the field that is wrong.' },
      source: 'contract, problems',
    },
    async (at) => {
      const base = await at.someInput();
      const [first] = neighbours(at, base ?? {}, (what) => what === 'missing');
      if (base === undefined || first === undefined) return notApplicable('a required field');
      const { status, json } = await at.askThis({ ...idIn(base), ...fieldsOf(first.value) });
      const { errors } = fieldsOf(json);
      if (status !== 422) return skip('a 422');
      const named = Array.isArray(errors) && errors.some((one) => fieldsOf(one)['pointer'] === first.pointer);
      return holds(named, `an error at ${first.pointer}`, 'none');
    },
  ),
  ofEach(
    'amends',
    {
      id: 'VALD-07',
      level: 'L2',
      text: { fa: 'درخواستِ ردشده هیچ چیز را تغییر نمی‌دهد.', en: 'A refused request changes nothing.' },
      source: 'contract, problems',
    },
    async (at) => {
      const input = await at.input();
      const before = input === undefined ? undefined : await at.read(String(input['id']));
      if (input === undefined || before === undefined) return skip(NO_INPUT);
      await at.askThis({ ...input, [STRANGE_FIELD]: true });
      const after = await at.read(before.id);
      return holds(
        after?.stateVersion === before.stateVersion,
        `stateVersion ${wordShown(before.stateVersion)}`,
        wordShown(after?.stateVersion),
      );
    },
  ),
  ofEach(
    'inQuery',
    {
      id: 'VALD-08',
      level: 'L1',
      text: { fa: 'پارامتر ناشناخته در پرس‌وجو پاسخ ۴۲۲ می‌گیرد.', en: 'An unknown parameter of the query is answered 422.' },
      source: 'contract, strict requests',
    },
    async ({ askThis }) => {
      const { status, json } = await askThis({}, { search: `?${STRANGE_FIELD}=1` });
      return holds(status === 422, '422 VALIDATION_FAILED', `${status} ${codeText(fieldsOf(json)['code'])}`);
    },
  ),
];

/** A cursor is the partner's own word, and a made one is refused. */
const without = (fields: Fields, name: string): Fields => Object.fromEntries(Object.entries(fields).filter(([own]) => own !== name));

const idIn = (input: Fields): Fields => ('id' in input ? { id: input['id'] } : {});

const neighbours = ({ at }: AtOperation, base: Fields, wanted: (what: string) => boolean) =>
  mutationsOf(at.body, Object.fromEntries(Object.entries(base).filter(([name]) => name in at.body.shape))).filter(({ what }) =>
    wanted(what),
  );

async function eachNeighbour(at: AtOperation, wanted: (what: string) => boolean): Promise<Verdict> {
  const base = await at.someInput();
  if (base === undefined) return skip(NO_INPUT);
  const verdicts: Verdict[] = [];
  for (const { what, pointer, value } of neighbours(at, base, wanted).filter(({ pointer: place }) => place !== '')) {
    const { status, json } = await at.askThis({ ...idIn(base), ...fieldsOf(value) });
    const { code } = fieldsOf(json);
    verdicts.push(
      holds(
        status === 422 && code === 'VALIDATION_FAILED',
        `422 VALIDATION_FAILED for ${what} at ${pointer}`,
        `${status} ${codeText(code)}`,
      ),
    );
    if (verdicts.at(-1)?.result === 'fail') break;
  }
  return firstBad(verdicts);
}
