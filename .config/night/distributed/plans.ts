import { spawn } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEFAULT_POLICY, IsoDate } from '@rahyar/domain';
import { generatePopulation } from '../../../packages/cli/src/population/population.ts';
import { toCommunityJson, toMembersNdjson } from '../../../packages/cli/src/population/population-files.ts';

export const RAHYAR = fileURLToPath(new URL('../../../packages/cli/src/main.ts', import.meta.url));
const ON = '2026-11-24';

/** Writes the members and the community of a made population. */
export function writeInputs(folder: string, people: number): void {
  const { problem } = generatePopulation({ people, seed: 7, on: IsoDate.parse(ON), policy: DEFAULT_POLICY });
  const file = openSync(join(folder, 'members.ndjson'), 'wx');
  let pending = '';
  for (const line of toMembersNdjson(problem)) {
    pending += line;
    if (pending.length < 1_000_000) continue;
    writeSync(file, pending);
    pending = '';
  }
  writeSync(file, pending);
  closeSync(file);
  writeFileSync(join(folder, 'community.json'), toCommunityJson(problem.staff));
}

export type TimedPlan = { readonly ms: number; readonly stages: Readonly<Record<string, number>> };

/** Makes a plan in a process of its own, and says how long it took. */
export async function planWith(folder: string, out: string, words: readonly string[]): Promise<TimedPlan> {
  const files = ['--members', join(folder, 'members.ndjson'), '--community', join(folder, 'community.json'), '--out', join(folder, out)];
  const began = performance.now();
  const child = spawn(process.execPath, ['--conditions=@rahyar/source', RAHYAR, 'plan', ...files, '--on', ON, '--json', ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`rahyar plan ended with code ${code}`);
  const events = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { event: string; stage: string; durationMs: number });
  const stages = Object.fromEntries(events.flatMap(({ event, stage, durationMs }) => (event === 'stage' ? [[stage, durationMs]] : [])));
  return { ms: performance.now() - began, stages };
}

/** How many files of two plans differ, those included that only one has. */
export function differences(folder: string, a: string, b: string): number {
  const names = new Set([...readdirSync(join(folder, a)), ...readdirSync(join(folder, b))]);
  const bytesOf = (plan: string, name: string): Buffer | undefined => {
    try {
      return readFileSync(join(folder, plan, name));
    } catch {
      return undefined;
    }
  };
  return [...names].filter((name) => {
    const [left, right] = [bytesOf(a, name), bytesOf(b, name)];
    return left === undefined || right === undefined || !left.equals(right);
  }).length;
}
