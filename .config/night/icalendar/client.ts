import { type EpochDay, isoDateOf } from '@rahyar/scheduler';

export type Window = { readonly from: EpochDay; readonly to: EpochDay };

/** By UID: instants in UTC such as `20260321T053000Z`, whole days at midnight; ascending. Starts outside the window may be among them. */
export type Starts = ReadonlyMap<string, readonly string[]>;

/** One reader of calendar files. */
export type Expand = (text: string, window: Window) => Starts;

/** What a reader found for one UID within the window. */
export const startsOf = (starts: Starts, uid: string, window: Window): string => within(starts.get(uid) ?? [], window);

/** The starts whose day, as it is written, lies within the window. */
export function within(starts: readonly string[], { from, to }: Window): string {
  const bounds = [from, to + 1].map((day) => isoDateOf(day as EpochDay).replaceAll('-', '')) as [string, string];
  return starts.filter((start) => start >= bounds[0] && start < bounds[1]).join(' ');
}
