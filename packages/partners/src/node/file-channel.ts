import { open } from 'node:fs/promises';
import { err, ok, type Result } from 'neverthrow';
import type { ChannelMessage } from '../webhooks/webhook-channel.ts';

/**
 * Tells a message by a line of JSON at the end of a file, on the disk before it counts as told. A message that is told again after a crash
 * stands there twice, with one key. `later`: the disk refused.
 */
export function createFileChannel(path: string): (message: ChannelMessage) => Promise<Result<void, 'later'>> {
  return async ({ key, to, kind, about }) => {
    try {
      const file = await open(path, 'a', 0o600);
      try {
        await file.appendFile(`${JSON.stringify({ key, to, kind, about })}\n`);
        await file.datasync();
      } finally {
        await file.close();
      }
      return ok(undefined);
    } catch {
      return err('later');
    }
  };
}
