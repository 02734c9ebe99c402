import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { withPath } from './file-error.ts';

export type ByteOptions = {
  /** Called with the bytes as they lie on the disk. */
  readonly onChunk?: ((chunk: Uint8Array) => void) | undefined;
  readonly chunkBytes?: number | undefined;
};

/**
 * Reads a file in chunks; what ends in `.gz` or `.zst` is unpacked on the way. System errors are thrown with the path, those of an unpacker with
 * their own code.
 */
export async function* readBytes(path: string, { onChunk, chunkBytes = 1024 * 1024 }: ByteOptions = {}): AsyncGenerator<Buffer> {
  const file = createReadStream(path, { highWaterMark: chunkBytes });
  if (onChunk !== undefined) file.on('data', (chunk) => onChunk(chunk as Buffer));
  const unpacker = unpackerFor(path, chunkBytes);
  try {
    if (unpacker === undefined) {
      yield* file;
      return;
    }
    const unpacked = pipeline(file, unpacker);
    unpacked.catch(() => undefined);
    yield* unpacker;
    await unpacked;
  } catch (cause) {
    throw withPath(cause, path);
  } finally {
    file.destroy();
  }
}

function unpackerFor(path: string, chunkSize: number) {
  if (path.endsWith('.gz')) return createGunzip({ chunkSize });
  return path.endsWith('.zst') ? createZstdDecompress({ chunkSize }) : undefined;
}
