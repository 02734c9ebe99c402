import { existsSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Notes } from './audit.ts';

const KINDS = ['told', 'answered', 'refused'] as const satisfies readonly (keyof Notes)[];

/** Writes lines down beside other processes: each is one write to the end of the file, whole whatever becomes of the process. */
export function openNotes(folder: string): <Kind extends keyof Notes>(kind: Kind, line: Notes[Kind][number]) => void {
  const files = new Map(KINDS.map((kind) => [kind, openSync(join(folder, kind), 'a')]));
  return (kind, line) => {
    writeSync(files.get(kind) as number, `${JSON.stringify(line)}\n`);
  };
}

/** What was written down; what cannot be read counts as refused. */
export function readNotes(folder: string): Notes {
  const torn: string[] = [];
  const linesOf = <Kind extends keyof Notes>(kind: Kind): Notes[Kind][number][] => {
    const path = join(folder, kind);
    if (!existsSync(path)) return [];
    const text = readFileSync(path, 'utf8');
    return text
      .split('\n')
      .filter((line) => line !== '')
      .flatMap((line) => {
        try {
          return [JSON.parse(line) as Notes[Kind][number]];
        } catch {
          torn.push(`a line of ${kind} is torn`);
          return [];
        }
      });
  };
  const [told, answered, refused] = [linesOf('told'), linesOf('answered'), linesOf('refused')];
  return { told, answered, refused: [...refused, ...torn] };
}
