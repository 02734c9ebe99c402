/// <reference types="node" />
import { crc32 } from 'node:zlib';

const HEAD = /^\{"checksum":"([0-9a-f]{8})","entry":/;

/** A JSON value on a line of its own, with the CRC-32 of its text. The line itself is JSON, without its line feed. */
export function seal(entry: object): string {
  const text = JSON.stringify(entry);
  return `{"checksum":"${checksumOf(text)}","entry":${text}}`;
}

/** The value of a sealed line; `undefined` if a byte of it is not as it was written. */
export function unseal(line: string): unknown {
  const [head = '', checksum] = HEAD.exec(line) ?? [];
  const text = line.slice(head.length, -1);
  if (head === '' || !line.endsWith('}') || checksumOf(text) !== checksum) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const checksumOf = (text: string): string => crc32(text).toString(16).padStart(8, '0');
