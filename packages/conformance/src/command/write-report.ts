import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JWK } from 'jose';
import type { ConformanceReport } from '../report/conformance-report.ts';
import { ctrfOf } from '../report/ctrf.ts';
import { htmlOf, type ReportLanguage } from '../report/html.ts';
import { junitOf } from '../report/junit.ts';
import { signReport } from '../report/signed-report.ts';

export const REPORT_FORMATS = ['json', 'junit', 'ctrf', 'html'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** Writes the forms of a report into a directory; a signature is of the bytes of `report.json`. Tells the names of the files. */
export async function writeReport(
  report: ConformanceReport,
  {
    out,
    formats,
    language,
    signingKey,
  }: {
    readonly out: string;
    readonly formats: readonly ReportFormat[];
    readonly language: ReportLanguage;
    readonly signingKey: JWK | undefined;
  },
): Promise<readonly string[]> {
  const json = `${JSON.stringify(report, undefined, 2)}\n`;
  const files = new Map<string, string>();
  if (formats.includes('json') || signingKey !== undefined) files.set('report.json', json);
  if (formats.includes('junit')) files.set('report.junit.xml', junitOf(report));
  if (formats.includes('ctrf')) files.set('report.ctrf.json', `${JSON.stringify(ctrfOf(report), undefined, 2)}\n`);
  if (formats.includes('html')) files.set('report.html', htmlOf(report, language));
  if (signingKey !== undefined) files.set('report.json.jws', `${await signReport(new TextEncoder().encode(json), signingKey)}\n`);
  await mkdir(out, { recursive: true });
  for (const [name, text] of files) await writeFile(join(out, name), text);
  return [...files.keys()].map((name) => join(out, name));
}
