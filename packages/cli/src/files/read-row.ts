import type { RowFault } from './row.ts';

/** A row that is not blank. `number` is that of its line, or, where a file has no lines, its own; counted from 1. */
export type ReadRow<Row> = { readonly number: number } & ({ readonly row: Row } | { readonly fault: RowFault });

/** A file to read rows from, and who is told of the bytes read. */
export type RowSource = { readonly path: string; readonly onChunk: (chunk: Uint8Array) => void };
