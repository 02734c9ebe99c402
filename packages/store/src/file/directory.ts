/// <reference types="node" />
import { open } from 'node:fs/promises';
import { diskCode } from './disk-error.ts';

/** Makes the names in a directory outlast a power cut. Windows cannot, and has no need to: it refuses, and that is let pass. */
export async function syncDirectory(path: string): Promise<void> {
  try {
    const directory = await open(path, 'r');
    try {
      await directory.sync();
    } finally {
      await directory.close();
    }
  } catch (cause) {
    if (!['EPERM', 'EISDIR', 'EINVAL'].includes(diskCode(cause))) throw cause;
  }
}
