import { hashText } from './kernel/hash.ts';
import type { SubjectIds } from './subject-ids.ts';

/** Ids some of which stand in an older list: `origin` is the position there, or -1 - position among `added`. */
export type IdLayers = { readonly base: SubjectIds; readonly origin: Int32Array; readonly added: readonly string[] };

/** Ids after some have come and some have gone: four bytes for each, whatever holds the older list. They must ascend. */
export function mergedIds({ base, origin, added }: IdLayers): SubjectIds {
  const at = (index: number): string => {
    const from = origin[index] as number;
    return from >= 0 ? base.at(from) : (added[-1 - from] as string);
  };
  return {
    count: origin.length,
    at,
    indexOf: (id) => {
      let low = 0;
      let high = origin.length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (at(middle) < id) low = middle + 1;
        else high = middle;
      }
      return low < origin.length && at(low) === id ? low : -1;
    },
    hashAt: (index) => {
      const from = origin[index] as number;
      return from >= 0 ? base.hashAt(from) : hashText(added[-1 - from] as string);
    },
  };
}
