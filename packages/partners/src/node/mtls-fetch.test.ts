/// <reference types="node" />
/// <reference lib="dom" />
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { TLSSocket } from 'node:tls';
import { inspect } from 'node:util';
import ky from 'ky';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MtlsFetch, mtlsFetch } from './mtls-fetch.ts';

const pem = (name: string): string => readFileSync(new URL(`fixtures/${name}.pem`, import.meta.url), 'utf8');
const authority = pem('authority');
const client = { certificate: pem('client'), key: pem('client.key') };
const open: MtlsFetch[] = [];
const withSettings = (settings: Parameters<typeof mtlsFetch>[0]): typeof fetch => {
  const made = mtlsFetch(settings);
  open.push(made);
  return made.fetch;
};

let server: Server;
let baseUrl: string;
beforeAll(async () => {
  const terms = { cert: pem('server'), key: pem('server.key'), ca: authority, requestCert: true, rejectUnauthorized: true };
  server = createServer(terms, (request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', () => {
      if (request.url === '/silent') return;
      if (request.url === '/moved') {
        response.writeHead(307, { location: '/' }).end();
        return;
      }
      const caller = request.socket instanceof TLSSocket ? request.socket.getPeerCertificate().subject.CN : undefined;
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ caller, method: request.method, key: request.headers['idempotency-key'], body }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await Promise.all(open.map(({ close }) => close()));
  await new Promise((resolve) => server.close(resolve));
});

describe('a fetch with a certificate', () => {
  it('is known to the partner by it, with a body, by an address as by a Request', async () => {
    const send = withSettings({ ...client, ca: [authority] });
    const init = { method: 'POST', headers: { 'idempotency-key': '"key-1"' }, body: '{"نام":"سارا"}' };
    const answer = { caller: 'rahyar-test-client', method: 'POST', key: '"key-1"', body: '{"نام":"سارا"}' };
    expect(await (await send(`${baseUrl}/`, init)).json()).toEqual(answer);
    expect(await (await send(new Request(`${baseUrl}/`, init))).json()).toEqual(answer);
    expect(await (await send(new URL(baseUrl))).json()).toEqual({ caller: 'rahyar-test-client', method: 'GET', body: '' });
  });

  it('serves ky, which hands over a Request of the platform', async () => {
    const send = withSettings({ ...client, ca: authority });
    const response = await ky.post(`${baseUrl}/`, { fetch: send, json: { a: 1 }, retry: 0 });
    expect(await response.json()).toMatchObject({ caller: 'rahyar-test-client', body: '{"a":1}' });
  });

  it('follows no redirect when told so, and can be cancelled', async () => {
    const send = withSettings({ ...client, ca: authority });
    const moved = await send(`${baseUrl}/moved`, { redirect: 'manual' });
    expect(moved.status).toBe(307);
    await moved.body?.cancel();
    const controller = new AbortController();
    const waiting = send(`${baseUrl}/silent`, { signal: controller.signal });
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('is refused with a certificate of another authority, and with none', async () => {
    const stranger = withSettings({ certificate: pem('stranger'), key: pem('stranger.key'), ca: authority });
    await expect(stranger(baseUrl)).rejects.toThrow('fetch failed');
    await expect(fetch(baseUrl)).rejects.toThrow('fetch failed');
  });

  it('refuses a partner whose certificate is by an authority that it does not believe', async () => {
    for (const send of [withSettings({ ...client, ca: pem('other-authority') }), withSettings(client)]) {
      const failure: unknown = await send(baseUrl).catch((error: unknown) => error);
      expect(inspect(failure)).toMatch(/SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT_LOCALLY/);
      expect(inspect(failure, { depth: 9, showHidden: true })).not.toContain('PRIVATE KEY');
    }
  });

  it('shows no key', () => {
    const made = mtlsFetch({ ...client, ca: authority, passphrase: 'canary-passphrase' });
    open.push(made);
    expect(`${inspect(made, { depth: 9, showHidden: true })}${JSON.stringify(made)}`).not.toMatch(/PRIVATE|canary/);
  });
});
