/// <reference lib="dom" />
import type { ContractBreach } from '../partner-error.ts';

/** The most bytes that are read of an answer. A page of a hundred events is near 30 kB. */
export const ANSWER_LIMIT_BYTES = 1024 * 1024;

/** An answer, read and bounded; nothing of the response itself is kept. */
export type Answer = {
  readonly status: number;
  readonly redirected: boolean;
  readonly mediaType: string;
  readonly retryAfter: string | undefined;
  readonly body: { readonly text: string } | { readonly breach: ContractBreach };
};

/** Reads a response to its end, at most {@link ANSWER_LIMIT_BYTES}. Rejects when the connection breaks on the way. */
export async function readAnswer(response: Response): Promise<Answer> {
  const redirected = response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400);
  return {
    status: response.status,
    redirected,
    mediaType: (response.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '',
    retryAfter: response.headers.get('retry-after') ?? undefined,
    body: await bodyOf(response, redirected),
  };
}

/**
 * What a length that was announced beyond the bound stops before the first byte. Whether it is true is the transport's to see: behind a
 * compression that a browser does not tell of, it is the length of other bytes.
 */
async function bodyOf(response: Response, redirected: boolean): Promise<Answer['body']> {
  const isTooLong = Number(response.headers.get('content-length') ?? 0) > ANSWER_LIMIT_BYTES;
  if (!redirected && !isTooLong) return readBody(response);
  await response.body?.cancel();
  return { breach: redirected ? 'redirect' : 'size' };
}

async function readBody(response: Response): Promise<Answer['body']> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) {
    bytes += part.value.byteLength;
    if (bytes > ANSWER_LIMIT_BYTES) {
      // The rest is not wanted, and whether the other side notices does not matter.
      void reader?.cancel().catch(() => undefined);
      return { breach: 'size' };
    }
    chunks.push(part.value);
  }
  return decode(chunks);
}

function decode(chunks: readonly Uint8Array[]): Answer['body'] {
  try {
    return { text: UTF8.decode(joined(chunks)) };
  } catch {
    return { breach: 'encoding' };
  }
}

/** Keeps nothing between whole texts. */
const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** The bytes in one piece; most answers are one from the start. */
function joined(chunks: readonly Uint8Array[]): Uint8Array | undefined {
  if (chunks.length < 2) return chunks[0];
  const bytes = new Uint8Array(chunks.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}
