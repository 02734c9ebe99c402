/// <reference lib="dom" />

import { type AtOperation, codeText } from '../run/at-operation.ts';
import { fieldsOf, inputFor, itemsOf, operationBy } from '../run/kit.ts';
import { holds, notApplicable, skip } from '../run/verdict.ts';
import { NO_INPUT, ofEach, type Requirement } from './requirement.ts';

/** When the line breaks. */
export const RESILIENCE: readonly Requirement[] = [
  ofEach(
    'commands',
    {
      id: 'RESL-01',
      level: 'L4',
      text: {
        fa: 'فرمانی که در میانه قطع شد، با همان کلید به یک نتیجه می‌رسد.',
        en: 'A command that was cut off comes to one outcome with the same key.',
      },
      source: 'contract, idempotency',
    },
    async (at) => {
      const input = await at.input();
      if (input === undefined) return skip(NO_INPUT);
      const key = at.newKey();
      await cutOff(at, input, key);
      const first = await settled(at, input, key);
      const again = await settled(at, input, key);
      const outcomes = [first, again].map(({ json }) => `${String(fieldsOf(json)['id'])} ${String(fieldsOf(json)['stateVersion'])}`);
      return holds(
        first.status < 300 && outcomes[0] === outcomes[1],
        'one outcome',
        outcomes[0] === outcomes[1] ? String(first.status) : 'two outcomes',
      );
    },
  ),
  ofEach(
    'creates',
    {
      id: 'RESL-02',
      level: 'L4',
      text: {
        fa: 'فرمانی که در میانه قطع شد و دوباره فرستاده شد، بیش از یک اثر ندارد.',
        en: 'A command that was cut off and sent again has no more than one effect.',
      },
      source: 'contract, idempotency',
    },
    async (at) => {
      const list = operationBy(at.profile, ({ effect }) => effect.kind === 'list' && effect.resource.name === at.resource?.name);
      const input = await at.input();
      if (input === undefined) return skip(NO_INPUT);
      if (list === undefined) return notApplicable('a list to count in');
      const before = await idsIn(at);
      const key = at.newKey();
      await cutOff(at, input, key);
      const { status, json } = await settled(at, input, key);
      if (status >= 300) return skip(`a command that is carried out; it was answered ${status} ${codeText(fieldsOf(json)['code'])}`);
      const made = [...(await idsIn(at))].filter((id) => !before.has(id)).length;
      return holds(made === 1, '1 new thing', `${made} new things`);
    },
  ),
];

/** Sends and goes away at once; whether the partner began is not known. */
async function cutOff(at: AtOperation, input: Parameters<AtOperation['askThis']>[0], key: string): Promise<void> {
  const going = new AbortController();
  const sent = at.askThis(input, { key, signal: going.signal }).catch(() => undefined);
  await at.pause(1);
  going.abort();
  await sent;
}

/** The same again until it is no longer in progress. */
async function settled(at: AtOperation, input: Parameters<AtOperation['askThis']>[0], key: string) {
  let answer = await at.askThis(input, { key });
  for (let tries = 0; tries < 20 && fieldsOf(answer.json)['code'] === 'IDEMPOTENCY_KEY_IN_PROGRESS'; tries += 1) {
    await at.pause(250);
    answer = await at.askThis(input, { key });
  }
  return answer;
}

async function idsIn(at: AtOperation): Promise<ReadonlySet<string>> {
  const list = operationBy(at.profile, ({ effect }) => effect.kind === 'list' && effect.resource.name === at.resource?.name);
  const ids = new Set<string>();
  let cursor: unknown;
  for (let page = 0; list !== undefined && page < 50; page += 1) {
    const answer = await at.ask(list, { ...inputFor(at, list), limit: 100, ...(typeof cursor === 'string' ? { cursor } : {}) });
    for (const item of itemsOf(answer)) ids.add(String(fieldsOf(item)['id']));
    cursor = fieldsOf(answer.json)['nextCursor'];
    if (typeof cursor !== 'string') return ids;
  }
  return ids;
}
