import { deserialize, serialize } from 'node:v8';
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';

/** Plain data and typed arrays as bytes: the same bytes for the same data. Whoever unpacks them runs the same version. */
export const packed = (value: unknown): Buffer =>
  zstdCompressSync(serialize(value), { params: { [constants.ZSTD_c_compressionLevel]: 1 } });

/** Only for bytes that `packed` made: the shape is taken on trust. */
export const unpacked = <T>(bytes: Uint8Array): T => deserialize(zstdDecompressSync(bytes)) as T;
