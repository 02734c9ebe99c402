import { unknownId } from '../run/at-operation.ts';
import { fieldsOf } from '../run/kit.ts';
import { holds, notApplicable, skip } from '../run/verdict.ts';
import { NO_INPUT, ofEach, type Requirement } from './requirement.ts';

/** What a partner shows. */
export const READING: readonly Requirement[] = [
  ofEach(
    'queries',
    {
      id: 'READ-01',
      level: 'L1',
      atPort: true,
      text: {
        fa: 'پاسخِ خواندن با شکل قرارداد می‌خواند؛ فیلد و واژهٔ تازه رواست.',
        en: 'The answer of a query keeps the shape of the contract; new fields and words are allowed.',
      },
      source: 'contract, operations',
    },
    async ({ shaped }) => shaped(),
  ),
  ofEach(
    'addressed',
    {
      id: 'READ-02',
      level: 'L1',
      atPort: true,
      text: { fa: 'شناسه‌ای که از آن هیچ چیز نیست پاسخ ۴۰۴ می‌گیرد.', en: 'An id that belongs to nothing is answered 404.' },
      source: 'contract, problems; RFC 9110 §15.5.5',
    },
    async ({ at, askThis, resource }) => {
      if (resource === undefined) return notApplicable('a resource');
      const { status } = await askThis({ ...at.example, id: unknownId(resource) });
      return holds(status === 404, '404', String(status));
    },
  ),
  ofEach(
    'addressed',
    {
      id: 'READ-03',
      level: 'L1',
      text: { fa: 'شناسهٔ بدشکل پاسخ ۴۰۴ یا ۴۲۲ می‌گیرد.', en: 'A malformed id is answered 404 or 422.' },
      source: 'contract, ids',
    },
    async ({ at, askThis }) => {
      const { status } = await askThis({ ...at.example, id: "x' OR 1=1" });
      return holds(status === 404 || status === 422, '404 or 422', String(status));
    },
  ),
  ofEach(
    'creates',
    {
      id: 'READ-04',
      level: 'L1',
      atPort: true,
      text: { fa: 'آنچه ساخته شد، با همان فیلدها خوانده می‌شود.', en: 'What was created is read back with the fields that were given.' },
      source: 'Schemathesis ensure_resource_availability',
    },
    async ({ resource, read, success, freshSuccess }) => {
      const made = await freshSuccess();
      if (made === undefined || resource === undefined) return skip(NO_INPUT);
      const given = fieldsOf(fieldsOf(made.input));
      const seen = await read(String(fieldsOf(made.answer.json)['id']));
      if (seen === undefined) return success(() => notApplicable('a read of it'));
      const lost = Object.keys(given).filter((name) => name in resource.fields.shape && !sameValue(given[name], seen[name]));
      return holds(lost.length === 0, 'every field as given', `not so: ${lost.join(', ')}`);
    },
  ),
  ofEach(
    'reads',
    {
      id: 'READ-05',
      level: 'L1',
      atPort: true,
      text: { fa: 'خواندن چیزی را تغییر نمی‌دهد.', en: 'Reading changes nothing.' },
      source: 'RFC 9110 §9.2.1',
    },
    async ({ input, askThis }) => {
      const given = await input();
      if (given === undefined) return skip(NO_INPUT);
      const [first, second] = [await askThis(given), await askThis(given)];
      if (first.status !== 200 || second.status !== 200) return skip('two answers');
      return holds(fieldsOf(first.json)['updatedAt'] === fieldsOf(second.json)['updatedAt'], 'the same updatedAt twice', 'it changed');
    },
  ),
];

/** Objects may come with fields of the partner's own beside those given. */
function sameValue(given: unknown, seen: unknown): boolean {
  if (Array.isArray(given)) return Array.isArray(seen) && given.every((item, index) => sameValue(item, seen[index]));
  if (typeof given === 'object' && given !== null)
    return Object.entries(given).every(([name, value]) => sameValue(value, fieldsOf(seen)[name]));
  return (
    given === seen ||
    (typeof given === 'string' && typeof seen === 'string' && /^\d{4}-.*T/.test(given) && Date.parse(given) === Date.parse(seen))
  );
}
