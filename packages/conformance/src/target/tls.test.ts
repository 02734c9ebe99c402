import { readFile } from 'node:fs/promises';
import { createServer as createPlainServer, type Server } from 'node:net';
import { createServer, type TlsOptions } from 'node:tls';
import { afterAll, describe, expect, it } from 'vitest';
import { type TlsOffer, tlsHandshake } from './tls.ts';

const fixture = (name: string): Promise<Buffer> => readFile(new URL(`../../../partners/src/node/fixtures/${name}`, import.meta.url));
const [key, cert] = await Promise.all(['server.key.pem', 'server.pem'].map(fixture));
const LEVEL_0 = 'DEFAULT:@SECLEVEL=0';

const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) server.close();
});
const portOf = (server: Server): Promise<number> => {
  servers.push(server);
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' ? (address?.port ?? 0) : 0);
    });
  });
};
const speaking = (options: TlsOptions): Promise<number> => {
  const server = createServer({ ...options, ...(key === undefined || cert === undefined ? {} : { key, cert }) });
  server.on('tlsClientError', () => undefined);
  server.on('secureConnection', (socket) => socket.on('error', () => undefined));
  return portOf(server);
};
const asked = (port: number, offer: TlsOffer) =>
  tlsHandshake(new URL(`https://127.0.0.1:${port}`), {
    hosts: ['127.0.0.1'],
    reach: 'loopback',
    resolve: () => Promise.resolve([]),
    timeoutMs: 2_000,
  })(offer);

describe('an outdated offer', () => {
  it.each([
    ['TLS 1.2 and 1.3', { minVersion: 'TLSv1.2' }, { kind: 'refused' }],
    ['TLS 1.3 alone', { minVersion: 'TLSv1.3' }, { kind: 'refused' }],
    ['TLS 1.0 to 1.3', { minVersion: 'TLSv1', ciphers: LEVEL_0 }, { kind: 'agreed', protocol: 'TLSv1.1' }],
    ['TLS 1.0 alone', { minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: LEVEL_0 }, { kind: 'agreed', protocol: 'TLSv1' }],
  ] as const)('to a partner of %s', async (_name, options, outcome) => {
    expect(await asked(await speaking(options), 'outdated')).toEqual(outcome);
  });

  it('is refused where the connection is reset', async () => {
    const port = await portOf(createPlainServer((socket) => socket.once('data', () => socket.resetAndDestroy())));
    expect(await asked(port, 'outdated')).toEqual({ kind: 'refused' });
  });
});

describe('the usual offer', () => {
  it('is made to nobody whose certificate does not hold', async () => {
    await expect(asked(await speaking({}), 'usual')).rejects.toMatchObject({ code: expect.stringMatching(/CERT|SIGN|ISSUER/) });
  });

  it('rejects where nobody answers, or the address may not be asked', async () => {
    await expect(asked(1, 'usual')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    const inside = tlsHandshake(new URL('https://127.0.0.1'), {
      hosts: ['127.0.0.1'],
      reach: 'outside',
      resolve: () => Promise.resolve([]),
      timeoutMs: 2_000,
    });
    await expect(inside('usual')).rejects.toMatchObject({ code: 'insideAddress' });
  });
});
