import { sameContent } from '../content.ts';

/** Throws unless the two values say the same; the message names the place, for any test runner to show. */
export function agree(actual: unknown, expected: unknown, place: string): void {
  if (!sameContent(actual, expected)) throw new Error(`${place}: got ${JSON.stringify(actual)}, expected ${JSON.stringify(expected)}`);
}
