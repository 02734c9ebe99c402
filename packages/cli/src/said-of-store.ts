import { STORE_ERROR_TERMS, type StoreError, UNAVAILABLE_TERMS } from '@rahyar/store';
import { EXIT, type ExitCode } from './exit-code.ts';
import type { Terminal } from './terminal.ts';

/** Says why a store does not do what it should, and the exit code for it: what must be put right outside is a wrong word of the caller. */
export function saidOfStore(error: StoreError, terminal: Terminal): ExitCode {
  const { language } = terminal;
  const kind = STORE_ERROR_TERMS[error.kind][language];
  const why = error.kind === 'unavailable' ? `: ${UNAVAILABLE_TERMS[error.why][language]} (${error.why})` : ` (${error.kind})`;
  terminal.complain(`${kind}${why}`);
  return error.kind === 'unavailable' && ['refused', 'denied', 'newer', 'foreign', 'outdated', 'exists'].includes(error.why)
    ? EXIT.usage
    : EXIT.internal;
}
