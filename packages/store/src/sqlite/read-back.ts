import { damaged } from './sqlite-error.ts';

/** What was written as JSON; what is none is damage. */
export function readJson<T>(text: string): T {
  try {
    return JSON.parse(text) as T;
  } catch {
    return damaged();
  }
}

/** One of the words that are written; another is damage. */
export function wordOf<W extends string>(words: readonly W[], text: string): W {
  return words.find((word) => word === text) ?? damaged();
}

/** The rows that are found, each key looked up once. */
export const present = <Row>(keys: readonly string[], find: (key: string) => Row | undefined): Row[] =>
  [...new Set(keys)].map(find).filter((row) => row !== undefined);
