/// <reference lib="dom" />
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import { createOurSide, type OurSide } from './our-side.ts';

/**
 * Receives webhooks on a port of this machine. `url` is what the partner is told: an https address that leads here, or else
 * `https://127.0.0.1:<port>/hooks`, which a sandbox on the same machine calls without TLS.
 */
export async function openHookServer({
  port,
  url,
}: {
  readonly port: number;
  readonly url: string | undefined;
}): Promise<{ readonly side: OurSide; readonly close: () => void }> {
  const server = createServer(listenerOf((request) => side.receive(request)));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const told = url ?? `https://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`;
  const side = createOurSide(told, Date.now, (milliseconds) => pause(milliseconds + NETWORK_MS));
  return {
    side,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** What a delivery takes beside the waiting. */
const NETWORK_MS = 500;

const listenerOf = (handler: Parameters<typeof getRequestListener>[0]): RequestListener =>
  getRequestListener(handler, { overrideGlobalObjects: false });
