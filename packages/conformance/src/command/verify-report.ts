import { readFile } from 'node:fs/promises';
import type { JWK } from 'jose';
import { EXIT, type ExitCode } from '../report/report-totals.ts';
import { verifyReport } from '../report/signed-report.ts';
import { saySummary, type Terminal } from './terminal.ts';

/** Checks a report file by its detached signature beside it, `<file>.jws`, and tells what it says. */
export async function verifyReportFile(
  words: { readonly file: string; readonly key: string },
  terminal: Terminal,
  nowMs: number,
): Promise<ExitCode> {
  const files = await Promise.all([readFile(words.file), readFile(`${words.file}.jws`, 'utf8'), readFile(words.key, 'utf8')]).catch(
    () => undefined,
  );
  if (files === undefined) {
    terminal.complain('The report, its signature or the key cannot be read.');
    return EXIT.configuration;
  }
  const [bytes, signature, key] = files;
  const verified = await verifyReport(bytes, signature, { key: jwkOf(key), nowMs });
  return verified.match(
    (report) => {
      saySummary(terminal, report);
      return EXIT.passed;
    },
    (refusal) => {
      terminal.complain(refusal);
      return EXIT.mustFailed;
    },
  );
}

/** What is no key verifies nothing. */
function jwkOf(text: string): JWK {
  try {
    return JSON.parse(text) as JWK;
  } catch {
    return { kty: 'OKP' };
  }
}
