/**
 * The stages of a distributed plan, one after the other; the shards of a stage in any order and anywhere. Each shard turns parts that earlier
 * stages have made into parts of its own, and the same parts always into the same bytes.
 *
 * `read` reads a chunk of the members file and sorts it by ranges of ids; `gather` puts a range together and counts its cells; `settle`, one
 * shard, finds the seats of all cells; `deal` deals them out to a range; `list` writes the worklists of a part of the staff.
 */
export const STAGES = ['read', 'gather', 'settle', 'deal', 'list'] as const;
export type Stage = (typeof STAGES)[number];

export type Shard = { readonly stage: Stage; readonly shard: number };

/** A part that a shard has made, under a name of its stage; `input` is what the plan was submitted with. */
export type PartName = { readonly stage: Stage | 'input'; readonly name: string };
export type MadePart = { readonly name: string; readonly bytes: Uint8Array };

/** The parts of that name, of one shard or of all, in the order of the shards. */
export type WantedParts = PartName & { readonly shard?: number };
export type FoundPart = { readonly shard: number; readonly bytes: Uint8Array };

/** Why no plan can be made of what was submitted. */
export type PlanFault = 'tooManyPlaces';

export const REQUEST: PartName = { stage: 'input', name: 'request' };
export const CHUNK: PartName = { stage: 'input', name: 'chunk' };
export const PREVIOUS: PartName = { stage: 'input', name: 'previous' };

/** Where the parts of one plan are found. */
export type PartSource = (wanted: WantedParts) => Promise<readonly FoundPart[]>;
