import type { DomainEvent, EventId } from '@rahyar/domain';
import { err, ok, type Result } from 'neverthrow';
import { sameContent } from './content.ts';
import type { Rows } from './rows.ts';
import type { StoreError } from './store-error.ts';

/** Appends what is new of checked events; returns how many. */
export async function appendEvents(rows: Rows, events: readonly DomainEvent[]): Promise<Result<number, StoreError>> {
  const known = new Map<EventId, DomainEvent>((await rows.eventsOf(events.map(({ id }) => id))).map((event) => [event.id, event]));
  const fresh: DomainEvent[] = [];
  for (const event of events) {
    const before = known.get(event.id);
    if (before === undefined) {
      known.set(event.id, event);
      fresh.push(event);
    } else if (!sameContent(before, event)) return err({ kind: 'conflict', what: 'eventContent' });
  }
  if (fresh.length > 0) await rows.insertEvents(fresh);
  return ok(fresh.length);
}
