import type { PlanInputs, PlanOptions } from '../commands/plan-inputs.ts';
import { cutMembers } from './cut-members.ts';
import { packed } from './packed.ts';
import { CHUNK, type PartName, PREVIOUS, REQUEST } from './part.ts';
import { previousRanges } from './previous-ranges.ts';
import type { PlanRequest } from './request.ts';

export type InputPart = PartName & { readonly shard: number; readonly bytes: Uint8Array };

/**
 * Everything that a plan is made from, part by part: the chunks of the members file, then yesterday's rahyars, then the request, which is also
 * returned. Whoever has the parts needs no file. System errors are thrown.
 */
export async function* inputParts(
  { members, on }: Pick<PlanOptions, 'members' | 'on'>,
  { policy, roster, affiliatedOrganizations, directives, previous }: PlanInputs,
  shards: number,
  onProgress?: (bytesRead: number, bytesTotal: number) => void,
): AsyncGenerator<InputPart, PlanRequest> {
  const { chunks, cuts: cutsOf } = cutMembers(members, shards, onProgress);
  let chunkCount = 0;
  for await (const chunk of chunks) yield { ...CHUNK, shard: chunkCount++, bytes: packed(chunk) };
  const cuts = cutsOf();
  let range = 0;
  if (previous !== undefined) for (const rows of previousRanges(previous, cuts)) yield { ...PREVIOUS, shard: range++, bytes: packed(rows) };
  const request: PlanRequest = { on, policy, staff: roster.staff, affiliatedOrganizations, directives, cuts, chunkCount };
  yield { ...REQUEST, shard: 0, bytes: packed(request) };
  return request;
}
