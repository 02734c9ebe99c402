/// <reference types="node" />
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { held, referral } from '../testing/held-referral.ts';
import { machineClock } from './clock.ts';
import { createHttpGateway } from './http-gateway.ts';

const ways = { partner: referral.partner, attempts: 1, clock: machineClock, random: () => 0, newId: () => crypto.randomUUID() };

const seen: { method: string | undefined; url: string | undefined; key: string | undefined; body: string }[] = [];
let behave: (response: ServerResponse) => void;
let server: Server;
let baseUrl: string;

const listen = (request: IncomingMessage, response: ServerResponse): void => {
  let body = '';
  request.setEncoding('utf8').on('data', (chunk: string) => {
    body += chunk;
  });
  request.on('end', () => {
    seen.push({ method: request.method, url: request.url, key: request.headers['idempotency-key']?.toString(), body });
    behave(response);
  });
};

beforeAll(async () => {
  server = createServer(listen);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const gateway = (attemptTimeoutMs: number) => createHttpGateway({ ...ways, baseUrl, attemptTimeoutMs })._unsafeUnwrap();

describe('over a real connection', () => {
  it('hands a referral over and brings the receipt back', async () => {
    behave = (response) => response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify(held));
    const receipt = await gateway(10_000).send(referral);
    expect(receipt._unsafeUnwrap()).toEqual({ referralId: 'referral-1', reference: 'ref_1', state: 'created', stateVersion: 1 });
    const last = seen.at(-1);
    expect(last).toMatchObject({ method: 'POST', url: '/v1/referrals', key: '"key-0123456789abcdef"' });
    expect(JSON.parse(last?.body ?? '')).toMatchObject({ version: 1, referralId: 'referral-1' });
  });

  it('polls', async () => {
    behave = (response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":[]}');
    expect((await gateway(10_000).pollEvents('evt_1'))._unsafeUnwrap()).toEqual([]);
    expect(seen.at(-1)).toMatchObject({ method: 'GET', url: '/v1/events?since=evt_1&limit=100' });
  });

  it('does not follow a redirect', async () => {
    const before = seen.length;
    behave = (response) => response.writeHead(307, { location: '/v1/elsewhere' }).end();
    expect((await gateway(10_000).send(referral))._unsafeUnwrapErr()).toMatchObject({ kind: 'contract_violation', what: 'redirect' });
    expect(seen.length).toBe(before + 1);
  });

  it('notices a connection that is cut, and one that goes silent', async () => {
    behave = (response) => {
      response.writeHead(201, { 'content-type': 'application/json', 'content-length': '100' });
      response.write('{"referralId":');
      setTimeout(() => response.destroy(), 10);
    };
    expect((await gateway(10_000).send(referral))._unsafeUnwrapErr()).toMatchObject({ kind: 'network', outcome: 'unknown' });
    behave = (response) => {
      response.socket?.write('HTTP/1.1 201 Created\r\ncontent-type: application/json\r\ncontent-length: 20\r\n\r\n');
      response.socket?.end(JSON.stringify(held));
    };
    expect((await gateway(10_000).send(referral))._unsafeUnwrapErr()).toMatchObject({ outcome: 'unknown' });
    behave = () => undefined;
    expect((await gateway(50).send(referral))._unsafeUnwrapErr()).toMatchObject({ kind: 'attempt_timeout', outcome: 'unknown' });
  });

  it('tells of a partner that is not there', async () => {
    const nobody = createHttpGateway({ ...ways, baseUrl: 'http://127.0.0.1:1', attemptTimeoutMs: 10_000 });
    expect((await nobody._unsafeUnwrap().send(referral))._unsafeUnwrapErr()).toMatchObject({
      kind: 'network',
      outcome: 'unknown',
      retryable: true,
    });
  });
});
