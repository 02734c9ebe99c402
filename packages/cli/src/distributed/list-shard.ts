import { BASES, type Basis } from '@rahyar/domain';
import { basisBit, layOutWorklists, packedIds, placeOnWorklists, sortWorklists, tallyWorklists, type WorklistInput } from '@rahyar/engine';
import { ok, type Result } from 'neverthrow';
import { worklistLines } from '../files/write-plan.ts';
import type { ListedRange } from './deal-shard.ts';
import { packed, unpacked } from './packed.ts';
import type { MadePart, PlanFault } from './part.ts';
import { type ShardWorld, staffCutsOf } from './request.ts';
import { writtenText } from './written-text.ts';

/** The worklists of a part of the staff: how long each is, and the indexes among all members, one list after the other. */
export type ListedPart = { readonly lengths: Uint32Array; readonly order: Uint32Array };

/** Writes the worklists of a part of the staff from what all ranges say of it, by the stages by which one process makes them. */
export function listShard(world: ShardWorld, shard: number, parts: readonly Uint8Array[]): Result<readonly MadePart[], PlanFault> {
  const pieces = parts.map((bytes) => unpacked<ListedRange>(bytes));
  const cuts = staffCutsOf(world.request);
  const [first, end] = [cuts[shard] as number, cuts[shard + 1] as number];
  const { input, subject, ids } = joined(pieces, first, end - first, world.timing.today);
  const layout = layOutWorklists(input, [tallyWorklists(input, 0, subject.length)]);
  const draft = { order: new Uint32Array(subject.length), keys: new Uint32Array(layout.scale === undefined ? 0 : subject.length) };
  placeOnWorklists(input, draft, layout.scale, layout.next[0] as Uint32Array, 0, subject.length);
  sortWorklists(input, draft, layout, 0, input.staffCount);
  const staff = world.problem.staff.slice(first, end);
  const listed: ListedPart = {
    lengths: Uint32Array.from(staff, (_, index) => (layout.start[index + 1] as number) - (layout.start[index] as number)),
    order: draft.order.map((row) => subject[row] as number),
  };
  return ok([
    { name: 'worklists', bytes: writtenText(worklistLines({ ids, staff }, { order: draft.order, start: layout.start })) },
    { name: 'order', bytes: packed(listed) },
  ]);
}

/** The pieces one after the other, as if their members were all there are: in the order of ids, each with its rahyar as the primary. */
function joined(pieces: readonly ListedRange[], firstStaff: number, staffCount: number, today: number) {
  const count = pieces.reduce((sum, { subject }) => sum + subject.length, 0);
  const days = (): Int32Array => new Int32Array(count);
  const columns = {
    tier: new Uint8Array(count),
    dueOn: days(),
    contactedOn: days(),
    waitingSince: days(),
    subject: new Uint32Array(count),
  };
  const staff = days();
  const bytes = new Uint8Array(pieces.reduce((sum, { ids }) => sum + ids.bytes.length, 0));
  const offsets = new Uint32Array(count + 1);
  let at = 0;
  for (const piece of pieces) {
    for (const name of ['tier', 'dueOn', 'contactedOn', 'waitingSince', 'subject'] as const) columns[name].set(piece[name], at);
    const from = offsets[at] as number;
    bytes.set(piece.ids.bytes, from);
    for (let row = 0; row < piece.subject.length; row++) {
      staff[at + row] = (piece.staff[row] as number) - firstStaff;
      offsets[at + row + 1] = from + (piece.ids.offsets[row + 1] as number);
    }
    at += piece.subject.length;
  }
  const { subject, ...facts } = columns;
  const input: WorklistInput = {
    ...facts,
    today,
    staffCount,
    flags: new Uint8Array(count),
    primary: new Uint8Array(count).fill(basisBit(BASES[0])),
    responsible: Object.fromEntries(BASES.map((basis) => [basis, staff])) as Record<Basis, Int32Array>,
  };
  return { input, subject, ids: packedIds(bytes, offsets) };
}
