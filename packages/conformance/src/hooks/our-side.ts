/// <reference lib="dom" />
/** One delivery of a webhook as it came. */
export type Delivery = {
  readonly headers: { readonly get: (name: string) => string | null };
  readonly body: Uint8Array;
  readonly atMs: number;
  readonly method: string;
};

/**
 * The kit as a receiver of the partner's webhooks. `url` is what the partner is told; `answerWith` says how deliveries are answered from
 * now on; `settle` waits until what is due has come, or until the partner's time has moved on by so much where the kit can move it.
 */
export type OurSide = {
  readonly url: string;
  readonly deliveries: () => readonly Delivery[];
  readonly answerWith: (status: number, headers?: Readonly<Record<string, string>>) => void;
  readonly settle: (milliseconds: number) => Promise<void>;
};

/** A receiver without a network: `receive` is the fetch function that stands at `url`. */
export function createOurSide(
  url: string,
  nowMs: () => number,
  settle: OurSide['settle'],
): OurSide & { readonly receive: (request: Request) => Promise<Response> } {
  const deliveries: Delivery[] = [];
  let reply: { status: number; headers: Readonly<Record<string, string>> } = { status: 204, headers: {} };
  return Object.freeze({
    url,
    settle,
    deliveries: () => deliveries,
    answerWith: (status: number, headers = {}) => {
      reply = { status, headers };
    },
    receive: async (request: Request) => {
      const body = new Uint8Array(await request.arrayBuffer());
      deliveries.push({ headers: request.headers, body, atMs: nowMs(), method: request.method });
      return new Response(null, { status: reply.status, headers: reply.headers });
    },
  });
}
