import { isDeepStrictEqual } from 'node:util';
import { deserialize, serialize } from 'node:v8';
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';

/**
 * Plain data and typed arrays as bytes. The same data may come to other bytes in another process: V8 writes strings and lists down as it happens
 * to hold them, which depends on what the process did before. Whoever unpacks them runs the same version.
 */
export const packed = (value: unknown): Buffer =>
  zstdCompressSync(serialize(value), { params: { [constants.ZSTD_c_compressionLevel]: 1 } });

/** Only for bytes that `packed` made: the shape is taken on trust. */
export const unpacked = <T>(bytes: Uint8Array): T => deserialize(zstdDecompressSync(bytes)) as T;

/** Whether two packings hold the same data. */
export const isSamePacked = (one: Uint8Array, other: Uint8Array): boolean =>
  Buffer.compare(one, other) === 0 || isDeepStrictEqual(unpacked(one), unpacked(other));
