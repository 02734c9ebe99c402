import type { html } from 'hono/html';

/** A piece of the page in which everything that came from outside is escaped. */
export type Markup = ReturnType<typeof html>;

/** The text of a piece; all pieces of the report are ready when they are made. */
export function textOf(piece: Markup): string {
  if (piece instanceof Promise) throw new Error('invariant: a part of the page is not ready');
  return piece.toString();
}
