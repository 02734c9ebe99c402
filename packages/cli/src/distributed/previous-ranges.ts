import type { Previous } from '../commands/plan-inputs.ts';
import type { PreviousRange } from './gather-shard.ts';
import { firstNotBefore } from './read-shard.ts';

/** Yesterday's rahyars cut as the members are; who has none today is left out. */
export function* previousRanges({ ids, of }: Previous, cuts: readonly string[]): Generator<PreviousRange> {
  let from = 0;
  for (let range = 0; range <= cuts.length; range++) {
    const to = range === cuts.length ? ids.count : firstNotBefore(ids, cuts[range] as string);
    const texts: string[] = [];
    const previous: number[] = [];
    for (let index = from; index < to; index++) {
      const rahyar = of(index);
      if (rahyar < 0) continue;
      texts.push(ids.at(index));
      previous.push(rahyar);
    }
    const offsets = new Uint32Array(texts.length + 1);
    texts.forEach((id, index) => {
      offsets[index + 1] = (offsets[index] as number) + id.length;
    });
    yield { ids: { bytes: Buffer.from(texts.join(''), 'latin1'), offsets }, previous: Int32Array.from(previous) };
    from = to;
  }
}
