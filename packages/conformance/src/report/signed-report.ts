/// <reference lib="dom" />
import { CompactSign, compactVerify, importJWK, type JWK } from 'jose';
import { err, ok, type Result } from 'neverthrow';
import { ConformanceReport } from './conformance-report.ts';

/** Why a report is not believed. `expired` and `otherContract`: the signature holds, but the finding no longer says anything. */
export type ReportRefusal = 'malformedReport' | 'malformedSignature' | 'badSignature' | 'expired' | 'otherContract';

/** A detached signature (RFC 7515, appendix F) of the exact bytes of a report file, with ed25519. */
export async function signReport(bytes: Uint8Array, key: JWK): Promise<string> {
  const sign = new CompactSign(bytes).setProtectedHeader({
    alg: 'EdDSA',
    typ: 'rahyar-conformance+jws',
    ...(key.kid === undefined ? {} : { kid: key.kid }),
  });
  const [header = '', , signature = ''] = (await sign.sign(await importJWK(key, 'EdDSA'))).split('.');
  return `${header}..${signature}`;
}

/** Whether a report file is what its signer wrote, and still holds at `nowMs` for the contract of that hash. */
export async function verifyReport(
  bytes: Uint8Array,
  signature: string,
  { key, nowMs, contractHash }: { readonly key: JWK; readonly nowMs: number; readonly contractHash?: string },
): Promise<Result<ConformanceReport, ReportRefusal>> {
  const [header, middle, tail, ...more] = signature.trim().split('.');
  if (header === undefined || middle !== '' || tail === undefined || more.length > 0) return err('malformedSignature');
  const { kty, crv, x } = key;
  try {
    const publicKey = await importJWK(
      { ...(kty === undefined ? {} : { kty }), ...(crv === undefined ? {} : { crv }), ...(x === undefined ? {} : { x }) },
      'EdDSA',
    );
    await compactVerify(`${header}.${Buffer.from(bytes).toString('base64url')}.${tail}`, publicKey, { algorithms: ['EdDSA'] });
  } catch {
    return err('badSignature');
  }
  const report = reportOf(bytes);
  if (report === undefined) return err('malformedReport');
  if (Date.parse(report.expiresAt) < nowMs) return err('expired');
  return contractHash !== undefined && report.contract.hash !== contractHash ? err('otherContract') : ok(report);
}

function reportOf(bytes: Uint8Array): ConformanceReport | undefined {
  try {
    return ConformanceReport.safeParse(JSON.parse(new TextDecoder().decode(bytes))).data;
  } catch {
    return undefined;
  }
}
