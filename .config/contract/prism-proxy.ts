/// <reference lib="dom" />
import { spawn } from 'node:child_process';
import { house } from '../run.ts';

export type PrismProxy = {
  /** `http://127.0.0.1:<port>`, with the paths of the document below it. */
  readonly url: string;
  readonly stop: () => Promise<void>;
};

/** What Prism finds wrong with one exchange, each as one line; none where the document is kept. */
export type Violations = readonly string[];

const STARTS_WITHIN_MS = 300_000;

/**
 * `prism proxy <document> <upstream> --errors` on a free port: what breaks the document is not passed on, but answered by Prism itself. It
 * reaches this machine only.
 */
export function startPrism(document: string, upstream: string): Promise<PrismProxy> {
  const words = ['proxy', document, upstream, '--errors', '--host', '127.0.0.1', '--port', '0'];
  const child = spawn(
    process.execPath,
    [`--import=${house}/.config/contract/loopback-only.ts`, `${house}/node_modules/@stoplight/prism-cli/dist/index.js`, ...words],
    { cwd: house, env: { ...process.env, NODE_ENV: 'test', NO_COLOR: '1' }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const endWithUs = (): void => void child.kill('SIGKILL');
  process.once('exit', endWithUs);
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => {
      process.off('exit', endWithUs);
      resolve();
    });
  });
  const stop = (): Promise<void> => {
    child.kill('SIGKILL');
    return ended;
  };
  return new Promise((resolve, reject) => {
    let output = '';
    const timer = setTimeout(() => void stop(), STARTS_WITHIN_MS);
    const hear = (text: string): void => {
      output = `${output}${text}`.slice(-OUTPUT_KEPT);
      const url = /listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(text)?.[1];
      if (url === undefined) return;
      clearTimeout(timer);
      resolve({ url, stop });
    };
    child.stdout.setEncoding('utf8').on('data', hear);
    child.stderr.setEncoding('utf8').on('data', hear);
    void ended.then(() => {
      clearTimeout(timer);
      reject(new Error(`Prism does not serve ${document}:\n${output}`));
    });
  });
}

const OUTPUT_KEPT = 4_000;

/**
 * A request by way of Prism. The caller speaks to the partner's own address and signs that (`@target-uri` of RFC 9421), as it would behind
 * any proxy: only the connection goes elsewhere, and Prism calls the partner by its own name again.
 */
export async function byWayOf(
  prism: PrismProxy,
  baseUrl: string,
  request: Request,
): Promise<{ response: Response; violations: Violations }> {
  const { method, headers, signal, url } = request;
  const body = method === 'GET' ? undefined : await request.arrayBuffer();
  const response = await fetch(`${prism.url}${url.slice(baseUrl.length)}`, {
    method,
    headers,
    signal,
    redirect: 'manual',
    ...(body === undefined ? {} : { body }),
  });
  return { response, violations: await violationsOf(response.clone()) };
}

type Finding = { readonly location?: readonly string[]; readonly severity: string; readonly message: string };
const textOf = ({ location = [], severity, message }: Finding): string => `${severity} ${location.join('.')}: ${message}`;

/**
 * Of an answer that breaks the document Prism tells in `sl-violations`, an undocumented refusal included, which it passes on as a warning;
 * of a request that breaks it, and of a path that is not in it, in a problem document of its own.
 */
async function violationsOf(response: Response): Promise<Violations> {
  const told = response.headers.get('sl-violations');
  if (told !== null) return (JSON.parse(told) as readonly Finding[]).map(textOf);
  if (response.headers.get('content-type') !== 'application/problem+json') return [];
  const { type, title, validation } = (await response.json()) as { type?: string; title?: string; validation?: readonly Finding[] };
  if (type?.startsWith('https://stoplight.io/prism/errors#') !== true) return [];
  return validation?.map(textOf) ?? [`Error: ${title ?? type}`];
}
