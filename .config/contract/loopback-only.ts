import { isIP, Socket } from 'node:net';

/** Loaded before a stranger's tool, so that it reaches this machine and nothing else: a connection elsewhere ends the process, loudly. */
const isHere = (host: string): boolean => host === 'localhost' || host === '::1' || host.startsWith('127.');

type Connect = (this: Socket, ...args: readonly unknown[]) => Socket;

const connect = Socket.prototype.connect as unknown as Connect;
const guarded: Connect = function guarded(...args) {
  // `net.connect` hands its arguments on as one list.
  const [first, second] = (Array.isArray(args[0]) ? args[0] : args) as readonly unknown[];
  const { host, path } = (typeof first === 'object' && first !== null ? first : { host: second }) as { host?: unknown; path?: unknown };
  if (typeof path !== 'string' && typeof host === 'string' && !isHere(host)) {
    process.stderr.write(`refused: a connection to ${isIP(host) === 0 ? 'a name' : 'an address'} outside this machine\n`);
    process.exit(70);
  }
  return Reflect.apply(connect, this, args);
};
Object.assign(Socket.prototype, { connect: guarded });
