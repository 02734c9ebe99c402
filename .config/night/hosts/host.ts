import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { house, run } from '../../run.ts';

/** The zones of the host: none, our own, hours of summer time before and behind, half an hour of it, and a quarter of an hour's offset. */
export const HOST_ZONES = ['UTC', 'Asia/Tehran', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu'] as const;
export type HostZone = (typeof HOST_ZONES)[number];

/** What one host answered. */
export type HostDigest = {
  readonly node: string;
  readonly timeZone: string;
  readonly lists: readonly { readonly name: string; readonly count: number; readonly digest: string }[];
  readonly count: number;
  /** Of all lists together. */
  readonly whole: string;
};

/** Asks a program of Node under a zone. Throws when it fails, or when the zone did not reach it. */
export async function digestOn(node: string, zone: HostZone, step: number): Promise<HostDigest> {
  const program = join(house, '.config/night/hosts/digest.ts');
  const asked = await run(node, ['--conditions=@rahyar/source', program, String(step)], {
    env: { TZ: zone, NODE_OPTIONS: '' },
    limitMs: 3_600_000,
  });
  if (!asked.succeeded) throw new Error(asked.output);
  const answer = JSON.parse(asked.stdout) as Pick<HostDigest, 'node' | 'timeZone' | 'lists'>;
  if (answer.timeZone !== zone && !(zone === 'Asia/Kathmandu' && answer.timeZone === 'Asia/Katmandu'))
    throw new Error(`asked under ${zone}, answered under ${answer.timeZone}`);
  const whole = createHash('sha256').update(JSON.stringify(answer.lists)).digest('hex').slice(0, 16);
  return { ...answer, whole, count: answer.lists.reduce((sum, { count }) => sum + count, 0) };
}
