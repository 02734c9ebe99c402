/// <reference lib="dom" />
import { isIP } from 'node:net';
import { connect } from 'node:tls';
import { type GuardTerms, safeAddress } from './guarded-fetch.ts';

/** `usual`: what Node offers today, TLS 1.2 and 1.3. `outdated`: TLS 1.0 and 1.1 alone. */
export type TlsOffer = 'usual' | 'outdated';

/** The protocol that was agreed on, as `TLSv1.3`; `cannotOffer`: this machine does not speak what was to be offered. */
export type TlsOutcome = { readonly kind: 'agreed'; readonly protocol: string } | { readonly kind: 'refused' | 'cannotOffer' };

/** What a partner answers to an offer of TLS. It rejects where nobody answers. */
export type TlsHandshake = (offer: TlsOffer) => Promise<TlsOutcome>;

/**
 * Shakes hands with a partner at its guarded address, and sends nothing more. An outdated offer is made whatever certificate the partner
 * shows, since its refusal is what is looked for.
 */
export const tlsHandshake =
  (url: URL, terms: Pick<GuardTerms, 'hosts' | 'reach' | 'resolve' | 'timeoutMs'>): TlsHandshake =>
  async (offer) => {
    const address = await safeAddress(url, terms);
    if (address.isErr()) throw Object.assign(new Error('the address is not asked'), { code: address.error });
    const name = url.hostname.replace(/^\[|\]$/g, '');
    return new Promise((resolve, reject) => {
      const socket = connect({
        host: address.value,
        port: Number(url.port === '' ? 443 : url.port),
        timeout: terms.timeoutMs,
        ...(isIP(name) === 0 ? { servername: name } : {}),
        ...(offer === 'outdated' ? OUTDATED : {}),
      });
      socket.once('secureConnect', () => {
        resolve({ kind: 'agreed', protocol: socket.getProtocol() ?? 'unknown' });
        socket.destroy();
      });
      socket.once('timeout', () => socket.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })));
      socket.once('error', (cause: Error & { readonly code?: string }) => {
        const { code = '' } = cause;
        if (NOT_SPOKEN_HERE.has(code)) resolve({ kind: 'cannotOffer' });
        else if (code === 'ECONNRESET' || code.startsWith('ERR_SSL_')) resolve({ kind: 'refused' });
        else reject(cause);
      });
    });
  };

/** OpenSSL speaks TLS 1.0 and 1.1 at its security level 0 alone. */
const OUTDATED = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT:@SECLEVEL=0', rejectUnauthorized: false } as const;
const NOT_SPOKEN_HERE: ReadonlySet<string> = new Set(['ERR_SSL_NO_PROTOCOLS_AVAILABLE', 'ERR_SSL_NO_CIPHERS_AVAILABLE']);
