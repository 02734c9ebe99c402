/// <reference lib="dom" />
import { createServer, type RequestListener, type Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { adminOf } from './admin.ts';
import type { Line } from './faults.ts';
import type { Sandbox } from './sandbox.ts';

export type ServedSandbox = {
  /** `http://127.0.0.1:<port>`; a partner's base address is this and `/<partner id>`. */
  readonly url: string;
  readonly adminUrl: string;
  /** Ends both servers and every connection. */
  readonly close: () => Promise<void>;
};

/** Puts a sandbox on two ports of this machine: the partners, and what moves them. A port of 0 is a free one. */
export async function serveSandbox(
  sandbox: Sandbox,
  { port, adminPort }: { readonly port: number; readonly adminPort: number },
): Promise<ServedSandbox> {
  const partners = createServer(
    listenerOf((request, env) => {
      if (!('outgoing' in env) || !(env.outgoing instanceof ServerResponse)) throw new Error('The sandbox speaks HTTP/1.1.');
      return sandbox.handlerOn(lineOf(env.outgoing))(request);
    }),
  );
  const admin = createServer(listenerOf(adminOf(sandbox)));
  const [url, adminUrl] = await Promise.all([open(partners, port), open(admin, adminPort)]);
  return {
    url,
    adminUrl,
    close: async () => {
      await Promise.all([shut(partners), shut(admin)]);
    },
  };
}

function lineOf(outgoing: ServerResponse): Line {
  return {
    reset: () => {
      outgoing.socket?.resetAndDestroy();
      return RESPONSE_ALREADY_SENT;
    },
    half: ({ status, headers }, bytes, end) => {
      outgoing.writeHead(status, Object.fromEntries(headers));
      outgoing.write(bytes, () => {
        if (end === 'break') outgoing.socket?.destroy();
      });
      return RESPONSE_ALREADY_SENT;
    },
  };
}

const listenerOf = (handler: Parameters<typeof getRequestListener>[0]): RequestListener =>
  getRequestListener(handler, { overrideGlobalObjects: false });

function open(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    });
  });
}

function shut(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
