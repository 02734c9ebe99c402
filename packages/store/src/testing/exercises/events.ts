import { agree } from '../agree.ts';
import { allValues, gives, refuses, valueIn } from '../expect-answer.ts';
import { day, eventNumber, registeredEvent, subjectNumber } from '../specimens.ts';
import type { Exercises } from './exercise.ts';

export const EVENT_EXERCISES: Exercises = {
  'appends events in order of arrival': async (store) => {
    await gives(store.appendEvents([registeredEvent(1), eventNumber(2)]), 2);
    await gives(store.appendEvents([eventNumber(3)]), 1);
    const rows = await valueIn(store.readEvents(0, 10));
    agree(
      rows.map(({ event }) => event),
      [registeredEvent(1), eventNumber(2), eventNumber(3)],
      'the events',
    );
    agreeGrows(rows, 'the numbers of events');
  },

  'reads a page after a sequence number, from the beginning after 0': async (store) => {
    await gives(store.appendEvents([1, 2, 3, 4].map((number) => eventNumber(number))), 4);
    const [first, second, third, fourth] = await valueIn(store.readEvents(0, 10));
    if (first === undefined || fourth === undefined) throw new Error('events are missing');
    await gives(store.readEvents(first.sequence, 2), [second, third]);
    await gives(store.readEvents(fourth.sequence, 2), []);
    await gives(store.readEvents(0, 1), [first]);
  },

  'takes an event once, however often it comes': async (store) => {
    await gives(store.appendEvents([eventNumber(1), eventNumber(1)]), 1);
    await gives(store.appendEvents([eventNumber(1), eventNumber(2)]), 1);
    await gives(store.appendEvents([]), 0);
    await gives(
      store.readEvents(0, 10).map((rows) => rows.length),
      2,
    );
  },

  'refuses a batch of events wholly when one of its ids is known with other content': async (store) => {
    await gives(store.appendEvents([eventNumber(1)]), 1);
    await refuses(store.appendEvents([eventNumber(2), eventNumber(1, { on: '2026-11-24' })]), { kind: 'conflict', what: 'eventContent' });
    await refuses(store.appendEvents([eventNumber(3), eventNumber(3, { on: '2026-11-24' })]), { kind: 'conflict', what: 'eventContent' });
    await gives(
      store.readEvents(0, 10).map((rows) => rows.map(({ event }) => event)),
      [eventNumber(1)],
    );
  },

  'refuses a batch of events wholly when one of them is none, and repeats nothing of it': async (store) => {
    const broken = { ...eventNumber(2), subject: 'Sara Ahmadi' } as unknown as ReturnType<typeof eventNumber>;
    await refuses(store.appendEvents([eventNumber(1), broken]), {
      kind: 'invalid',
      what: 'event',
      issues: [{ path: [1, 'subject'], code: 'value.format' }],
    });
    await gives(store.readEvents(0, 10), []);
  },

  'refuses page bounds that make no sense': async (store) => {
    for (const after of [-1, 0.5, Number.NaN]) {
      await refuses(store.readEvents(after, 1), { kind: 'invalid', what: 'afterSequence' });
      await refuses(store.readAudit(after, 1), { kind: 'invalid', what: 'afterSequence' });
    }
    for (const limit of [0, -1, 1.5, Number.POSITIVE_INFINITY]) {
      await refuses(store.readEvents(0, limit), { kind: 'invalid', what: 'limit' });
      await refuses(store.readAudit(0, limit), { kind: 'invalid', what: 'limit' });
      await refuses(store.historyOf(subjectNumber(1), { limit }), { kind: 'invalid', what: 'limit' });
      await refuses(store.dueFollowUps(day('2026-11-23'), { limit }), { kind: 'invalid', what: 'limit' });
    }
  },

  'tells the history of one subject, the latest first, page by page': async (store) => {
    const of = (number: number, subject: string) => eventNumber(number, { subject });
    await gives(store.appendEvents([of(1, 'subject-1'), of(2, 'subject-2'), of(3, 'subject-1'), of(4, 'subject-1')]), 4);
    const latest = await valueIn(store.historyOf(subjectNumber(1), { limit: 2 }));
    agree(
      latest.map(({ event }) => event.id),
      ['event-4', 'event-3'],
      'the latest',
    );
    const before = latest.at(-1)?.sequence ?? 0;
    await gives(
      store.historyOf(subjectNumber(1), { limit: 2, before }).map((rows) => rows.map(({ event }) => event.id)),
      ['event-1'],
    );
    await gives(store.historyOf(subjectNumber(3), { limit: 2 }), []);
  },

  'fixes the events of a day once': async (store) => {
    await gives(store.openDay(day('2026-11-22')), 0);
    await gives(store.appendEvents([eventNumber(1), eventNumber(2)]), 2);
    const last = (await valueIn(store.readEvents(0, 10))).at(-1)?.sequence;
    await gives(store.openDay(day('2026-11-23')), last);
    await gives(store.appendEvents([eventNumber(3)]), 1);
    await gives(store.openDay(day('2026-11-23')), last);
    await gives(store.openDay(day('2026-11-22')), 0);
  },

  'hides no event from a reader that goes on after the last number it saw, while others write': async (store) => {
    const seen: string[] = [];
    let after = 0;
    const readOn = async (): Promise<void> => {
      const rows = await valueIn(store.readEvents(after, 1_000));
      seen.push(...rows.map(({ event }) => event.id));
      after = rows.at(-1)?.sequence ?? after;
    };
    for (let round = 0; round < 8; round++) {
      const writes = [1, 2, 3, 4, 5, 6].map((writer) =>
        store.appendEvents([1, 2, 3].map((row) => eventNumber(round * 100 + writer * 10 + row))),
      );
      await Promise.all([allValues(writes), readOn().then(readOn).then(readOn)]);
      await readOn();
    }
    agree(new Set(seen).size, 8 * 18, 'how many events the reader saw');
    await gives(
      store.readEvents(0, 1_000).map((rows) => rows.map(({ event }) => event.id)),
      seen,
      'the order in which the reader saw them',
    );
  },
};

export function agreeGrows(rows: readonly { readonly sequence: number }[], place: string): void {
  for (const [index, { sequence }] of rows.entries())
    if (!Number.isSafeInteger(sequence) || sequence <= (rows[index - 1]?.sequence ?? 0)) throw new Error(`${place} do not grow`);
}
