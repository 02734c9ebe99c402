import type { StoreError } from '../store-error.ts';

type Why = Extract<StoreError, { kind: 'unavailable' }>['why'];

/** What an error of the driver or the server means for the caller; nothing of its text goes along. */
export function storeErrorOf(thrown: unknown): StoreError {
  const code = codeOf(thrown);
  if (code.startsWith('XX00')) return code === 'XX000' ? { kind: 'unavailable', why: 'failed' } : { kind: 'corrupt' };
  return { kind: 'unavailable', why: WHYS.find(({ codes }) => codes.test(code))?.why ?? whyOfText(thrown) };
}

/** A race was lost, and the work would go otherwise now: a serialization failure, a deadlock, or a key that another took meanwhile. */
export const isRace = (thrown: unknown): boolean => /^(40001|40P01|23505)$/.test(codeOf(thrown));

export const isDoubled = (thrown: unknown): boolean => codeOf(thrown) === '23505';

/** SQLSTATE classes and codes, and codes of sockets and TLS: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const WHYS: readonly { readonly why: Why; readonly codes: RegExp }[] = [
  { why: 'refused', codes: /^(28...|3D000|.*CERT.*|.*SELF_SIGNED.*|UNABLE_TO_.*)$/ },
  { why: 'denied', codes: /^(42501|25006|EACCES)$/ },
  { why: 'full', codes: /^53100$/ },
  { why: 'busy', codes: /^(53...|57014|55P03|40001|40P01|23505)$/ },
  { why: 'lost', codes: /^(08...|57P..|25P03|25P04|ECONN.*|EPIPE|ETIMEDOUT|EHOST.*|ENET.*|ENOTFOUND|EAI_.*|ENOENT)$/ },
];

/** The driver gives some errors no code. */
function whyOfText(thrown: unknown): Why {
  const text = thrown instanceof Error ? thrown.message : '';
  if (text.startsWith('timeout exceeded when trying to connect')) return 'busy';
  if (/^(Connection terminated|Client has encountered a connection error|Client was closed)/.test(text)) return 'lost';
  return /^(SASL|The server does not support SSL)/.test(text) ? 'refused' : 'failed';
}

const codeOf = (thrown: unknown): string =>
  typeof thrown === 'object' && thrown !== null && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : '';
