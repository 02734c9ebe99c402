import { isUtf8 } from 'node:buffer';
import { open } from 'node:fs/promises';
import { err, ok, type Result } from 'neverthrow';
import { type FileError, fileErrorOf } from './file-error.ts';
import { type JsonTextFault, jsonTextFaults } from './json-text.ts';

/** Reads a file that is one JSON value. `textFaults` is what `JSON.parse` passes over in silence. */
export async function readJsonFile(
  path: string,
  bytesMax: number,
): Promise<Result<{ value: unknown; textFaults: readonly JsonTextFault[] }, FileError>> {
  let bytes: Buffer | undefined;
  try {
    bytes = await readAtMost(path, bytesMax);
  } catch (cause) {
    return err(fileErrorOf(cause, path));
  }
  if (bytes === undefined) return err({ kind: 'tooLarge', path });
  if (!isUtf8(bytes)) return err({ kind: 'notUtf8', path });
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  const textFaults = jsonTextFaults(text);
  if (textFaults.some(({ code, at }) => code === 'input.tooDeep' && at.length === 0)) {
    return err({ kind: 'wrongShape', path, issues: [{ path: [], code: 'input.tooDeep' }] });
  }
  try {
    const value: unknown = JSON.parse(text);
    return ok({ value, textFaults });
  } catch {
    return err({ kind: 'notJson', path });
  }
}

/** Trusts no stated size, for a pipe states none; `undefined` when there is more than `bytesMax`. */
async function readAtMost(path: string, bytesMax: number): Promise<Buffer | undefined> {
  const file = await open(path);
  try {
    const chunks: Buffer[] = [];
    let length = 0;
    for await (const chunk of file.createReadStream({ autoClose: false })) {
      chunks.push(chunk as Buffer);
      length += (chunk as Buffer).length;
      if (length > bytesMax) return undefined;
    }
    return Buffer.concat(chunks);
  } finally {
    await file.close();
  }
}
