import { err, ok, type Result } from 'neverthrow';
import { sameContent } from './content.ts';
import { msOf } from './moment.ts';
import type { StoredAnnouncement } from './records.ts';
import type { Rows } from './rows.ts';
import type { StoreError } from './store-error.ts';

/** Appends what is new; returns how many. */
export async function appendAnnouncements(rows: Rows, announcements: readonly StoredAnnouncement[]): Promise<Result<number, StoreError>> {
  const known = new Map((await rows.announcements(announcements.map(({ id }) => id))).map((one) => [one.id, one]));
  const fresh: StoredAnnouncement[] = [];
  for (const announcement of announcements) {
    const before = known.get(announcement.id);
    if (before === undefined) {
      known.set(announcement.id, announcement);
      fresh.push(announcement);
    } else if (msOf(before.knownAt) !== msOf(announcement.knownAt) || !sameContent(before.body, announcement.body))
      return err({ kind: 'conflict', what: 'announcementContent' });
  }
  if (fresh.length > 0) await rows.insertAnnouncements(fresh);
  return ok(fresh.length);
}
