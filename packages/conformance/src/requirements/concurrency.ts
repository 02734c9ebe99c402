import { codeText } from '../run/at-operation.ts';
import { fieldsOf } from '../run/kit.ts';
import { headerShown } from '../run/redaction.ts';
import { holds, notApplicable, skip } from '../run/verdict.ts';
import { NO_INPUT, ofEach, type Requirement } from './requirement.ts';

/** When two want the same thing. */
export const CONCURRENCY: readonly Requirement[] = [
  ofEach(
    'reads',
    {
      id: 'CONC-01',
      level: 'L2',
      text: { fa: 'ETag یک چیز، نسخهٔ وضعیت آن است.', en: 'The ETag of a thing is its stateVersion.' },
      source: 'contract, headers; RFC 9110 §8.8.3',
    },
    async ({ success }) =>
      success(({ headers, json }) =>
        holds(
          headers.get('etag') === `"${String(fieldsOf(json)['stateVersion'])}"`,
          'the stateVersion in quotes',
          headerShown('etag', headers.get('etag')),
        ),
      ),
  ),
  ofEach(
    'versioned',
    {
      id: 'CONC-02',
      level: 'L2',
      text: { fa: 'If-Match کهنه پاسخ ۴۱۲ می‌گیرد.', en: 'A stale If-Match is answered 412 STALE_VERSION.' },
      source: 'RFC 9110 §13.1.1',
    },
    async ({ refusedFor, askThis }) => refusedFor((input) => askThis(input, { headers: { 'if-match': '"999999"' } }), 412, 'STALE_VERSION'),
  ),
  ofEach(
    'versioned',
    {
      id: 'CONC-03',
      level: 'L2',
      text: { fa: 'با If-Match درست فرمان اجرا می‌شود.', en: 'With the current If-Match the command is carried out.' },
      source: 'RFC 9110 §13.1.1',
    },
    async ({ input, read, askThis }) => {
      const given = await input();
      const thing = given === undefined ? undefined : await read(String(given['id']));
      if (given === undefined || thing === undefined) return skip(NO_INPUT);
      const { status, json } = await askThis(given, { headers: { 'if-match': `"${thing.stateVersion}"` } });
      return holds(status < 300, 'carried out', `${status} ${codeText(fieldsOf(json)['code'])}`);
    },
  ),
  ofEach(
    'versioned',
    {
      id: 'CONC-04',
      level: 'L2',
      text: {
        fa: 'از دو فرمان هم‌زمان با یک If-Match تنها یکی اجرا می‌شود.',
        en: 'Of two commands at once with one If-Match only one is carried out.',
      },
      source: 'RFC 9110 §13.1.1',
    },
    async ({ at, input, read, askThis }) => {
      if (at.effect.kind !== 'amend') return notApplicable('a change that the state allows twice');
      const given = await input();
      const thing = given === undefined ? undefined : await read(String(given['id']));
      if (given === undefined || thing === undefined) return skip(NO_INPUT);
      const once = () => askThis(given, { headers: { 'if-match': `"${thing.stateVersion}"` } });
      const done = (await Promise.all([once(), once()])).filter(({ status }) => status < 300).length;
      return holds(done === 1, '1 carried out', `${done} carried out`);
    },
  ),
];
