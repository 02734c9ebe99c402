import { type AtOperation, codeText } from '../run/at-operation.ts';
import { type Fields, fieldsOf, inputFor, itemsOf, operationBy } from '../run/kit.ts';
import { filtersOf } from '../run/operation-class.ts';
import { fail, firstBad, holds, notApplicable, pass, skip, type Verdict } from '../run/verdict.ts';
import { ofEach, type Requirement } from './requirement.ts';

const MADE = 5;
const PAGES_MAX = 40;

/** How lists are leafed through. */
export const PAGING: readonly Requirement[] = [
  ofEach(
    'lists',
    {
      id: 'PAGE-01',
      level: 'L1',
      atPort: true,
      text: { fa: 'صفحه بیش از limit چیز ندارد.', en: 'A page has no more items than limit says.' },
      source: 'contract, paging',
    },
    async (list) => {
      await makeSome(list, 2);
      const { length } = itemsOf(await list.askThis({ ...filterOf(list), limit: 1 }));
      return holds(length <= 1, 'at most 1 item', `${length} items`);
    },
  ),
  ofEach(
    'lists',
    {
      id: 'PAGE-02',
      level: 'L1',
      atPort: true,
      text: { fa: 'با دنبال کردن nextCursor هر چیز درست یک بار می‌آید.', en: 'Along nextCursor everything comes exactly once.' },
      source: 'contract, paging',
    },
    async (list) => {
      const made = await makeSome(list, MADE);
      return made.length === 0 ? notApplicable('things that can be made') : onceEach(made, (await leaf(list)).ids);
    },
  ),
  ofEach(
    'lists',
    {
      id: 'PAGE-03',
      level: 'L1',
      atPort: true,
      text: {
        fa: 'چیزی که در میانهٔ ورق زدن ساخته شود، چیز دیگری را گم یا تکرار نمی‌کند.',
        en: 'What is made while pages are turned makes nothing else be lost or repeated.',
      },
      source: 'contract, paging',
    },
    async (list) => {
      const made = await makeSome(list, MADE);
      if (made.length === 0) return notApplicable('things that can be made');
      const before = await leaf(list);
      const { ids, ended } = await leaf(list, () => makeSome(list, 1));
      return before.ended && ended ? onceEach(before.ids, ids) : skip(`an end within ${PAGES_MAX} pages`);
    },
  ),
  ofEach(
    'lists',
    {
      id: 'PAGE-04',
      level: 'L1',
      text: { fa: 'limit بیرون از ۱ تا ۱۰۰ پاسخ ۴۲۲ می‌گیرد.', en: 'A limit outside 1 to 100 is answered 422.' },
      source: 'contract, paging',
    },
    async (list) => {
      const answers = await Promise.all([0, 101, -1].map((limit) => list.askThis({ ...filterOf(list), limit })));
      return firstBad(
        answers.map(({ status, json }) => holds(status === 422, '422 VALIDATION_FAILED', `${status} ${codeText(fieldsOf(json)['code'])}`)),
      );
    },
  ),
  ofEach(
    'lists',
    {
      id: 'PAGE-05',
      level: 'L1',
      text: { fa: 'نشان‌گذاری که سازمان نداده است پاسخ ۴۲۲ می‌گیرد.', en: 'A cursor that the partner did not give is answered 422.' },
      source: 'contract, paging',
    },
    async (list) => {
      const { status } = await list.askThis({ ...filterOf(list), cursor: 'no-such-cursor' });
      return holds(status === 422, '422', String(status));
    },
  ),
  ofEach(
    'filtered',
    {
      id: 'PAGE-06',
      level: 'L1',
      atPort: true,
      text: { fa: 'فهرستِ پالوده تنها چیزهایی را دارد که با پالایه می‌خوانند.', en: 'A filtered list has only what fits the filter.' },
      source: 'contract, lists',
    },
    async (list) => {
      await makeSome(list, 1);
      const name = filtersOf(list.at.query.shape).find((one) => one !== 'state' && one in (list.resource?.fields.shape ?? {}));
      if (name === undefined) return notApplicable('a filter that is a field');
      const items = itemsOf(await list.askThis({ [name]: NOBODY[name] ?? 'member-conformance-nobody' }));
      return holds(
        items.every((item) => fieldsOf(item)[name] === (NOBODY[name] ?? 'member-conformance-nobody')),
        'only what fits',
        'other things',
      );
    },
  ),
  ofEach(
    'lists',
    {
      id: 'PAGE-07',
      level: 'L1',
      atPort: true,
      text: { fa: 'صفحهٔ آخر nextCursor ندارد.', en: 'The last page has no nextCursor.' },
      source: 'contract, paging',
    },
    async (list) => {
      await makeSome(list, 2);
      const { ended, endless } = await leaf(list);
      if (endless) return fail('no nextCursor on an empty page', 'one');
      return ended ? pass : skip(`an end within ${PAGES_MAX} pages`);
    },
  ),
  ofEach(
    'lists',
    {
      id: 'PAGE-08',
      level: 'L1',
      atPort: true,
      text: { fa: 'آنچه پسین‌تر ساخته شده پسین‌تر می‌آید.', en: 'What was made later comes later.' },
      source: 'contract, paging',
    },
    async (list) => {
      const made = await makeSome(list, 3);
      if (made.length === 0) return notApplicable('things that can be made');
      const seen = (await leaf(list)).ids.filter((id) => made.includes(id));
      return holds([...new Set(seen)].join() === made.filter((id) => seen.includes(id)).join(), 'the order of making', 'another order');
    },
  ),
];

/** Filters that fit nothing, where a plain word is not allowed. */
const NOBODY: Readonly<Record<string, string>> = {};

/** Makes things of the list's kind by the creation of the same capability; their ids, or none where there is no creation. */
async function makeSome(list: AtOperation, count: number): Promise<readonly string[]> {
  const maker = operationBy(list.profile, ({ effect }) => effect.kind === 'create' && effect.resource.name === list.resource?.name);
  const ids: string[] = [];
  for (let made = 0; made < count && maker !== undefined; made += 1) {
    const { id } = fieldsOf((await list.ask(maker, inputFor(list, maker))).json);
    if (typeof id === 'string') ids.push(id);
  }
  return ids;
}

const filterOf = ({ at, ...kit }: AtOperation): Fields => (at.effect.kind === 'search' ? inputFor(kit, kit.named) : {});

type Leafing = { readonly ids: readonly string[]; readonly ended: boolean; readonly endless: boolean };

/** Turns every page, the first two of three items; `between` runs after the first. `endless`: an empty page promises a further one. */
async function leaf(list: AtOperation, between?: () => Promise<unknown>): Promise<Leafing> {
  const ids: string[] = [];
  let cursor: unknown;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const answer = await list.askThis({ ...filterOf(list), limit: page < 2 ? 3 : 100, ...(typeof cursor === 'string' ? { cursor } : {}) });
    const items = itemsOf(answer);
    ids.push(...items.map((item) => String(fieldsOf(item)['id'])));
    cursor = fieldsOf(answer.json)['nextCursor'];
    if (answer.status !== 200 || typeof cursor !== 'string') return { ids, ended: answer.status === 200, endless: false };
    if (items.length === 0) return { ids, ended: false, endless: true };
    if (page === 0) await between?.();
  }
  return { ids, ended: false, endless: false };
}

function onceEach(made: readonly string[], seen: readonly string[]): Verdict {
  const lost = made.filter((id) => !seen.includes(id)).length;
  const repeated = seen.length - new Set(seen).size;
  return holds(lost + repeated === 0, 'each once', `${lost} lost, ${repeated} repeated`);
}
