/// <reference lib="dom" />
import { Hono } from 'hono';
import * as z from 'zod';
import { FaultRule } from './faults.ts';
import type { Sandbox } from './sandbox.ts';

const ClockOrder = z.union([z.strictObject({ advanceMs: z.int() }), z.strictObject({ now: z.iso.datetime({ offset: true }) })]);
const SeedOrder = z.strictObject({ seed: z.int() });
const FaultsOrder = z.strictObject({ rules: z.array(FaultRule).max(100) });
const StepOrder = z.strictObject({ partner: z.string(), id: z.string(), action: z.string().optional(), code: z.string().optional() });
const PlaceOrder = z.strictObject({
  partner: z.string(),
  resource: z.string(),
  state: z.string().optional(),
  fields: z.record(z.string(), z.unknown()).optional(),
});

/**
 * What stands behind the scene, on a port of its own: time, seed, faults, and the partner's own part. An order that is not understood is
 * 400, a thing or a step that is not there is 404 or 409.
 */
export function adminOf(sandbox: Sandbox): (request: Request) => Response | Promise<Response> {
  const { models, clock, faults } = sandbox;
  const app = new Hono();

  app.get('/state', (context) =>
    context.json({
      now: new Date(clock.nowMs()).toISOString(),
      client: sandbox.client,
      faultsStruck: faults.struck(),
      partners: Object.fromEntries(Object.entries(models).map(([id, model]) => [id, model.things().map(({ value }) => value)])),
    }),
  );
  app.get('/events', async (context) => {
    await sandbox.settled();
    return context.json({ data: sandbox.events() });
  });
  app.post('/clock', async (context) => {
    const order = ClockOrder.safeParse(await jsonOf(context.req.raw));
    if (!order.success) return context.json({ done: false }, 400);
    await sandbox.advance('now' in order.data ? Date.parse(order.data.now) - clock.nowMs() : order.data.advanceMs);
    return context.json({ now: new Date(clock.nowMs()).toISOString() });
  });
  app.post('/seed', async (context) => {
    const order = SeedOrder.safeParse(await jsonOf(context.req.raw));
    if (order.success) sandbox.reset(order.data.seed);
    return context.json({ done: order.success }, order.success ? 200 : 400);
  });
  app.post('/reset', (context) => {
    sandbox.reset();
    return context.json({ done: true });
  });
  app.post('/faults', async (context) => {
    const order = FaultsOrder.safeParse(await jsonOf(context.req.raw));
    if (order.success) faults.set(order.data.rules);
    return context.json({ done: order.success }, order.success ? 200 : 400);
  });
  app.post('/step', async (context) => {
    const order = StepOrder.safeParse(await jsonOf(context.req.raw));
    if (!order.success) return context.json({ done: false }, 400);
    const { partner, id, action, code } = order.data;
    const outcome =
      action === undefined ? (models[partner]?.advance(id) ?? 'notAllowed') : (models[partner]?.step(id, action, code) ?? 'notFound');
    await sandbox.settled();
    return context.json({ outcome }, outcome === 'notFound' ? 404 : outcome === 'notAllowed' ? 409 : 200);
  });
  app.post('/place', async (context) => {
    const order = PlaceOrder.safeParse(await jsonOf(context.req.raw));
    if (!order.success) return context.json({ done: false }, 400);
    const { partner, resource, state, fields } = order.data;
    const model = models[partner];
    const kind = Object.values(model?.contract.capabilities ?? {})
      .flatMap(({ resources }) => resources)
      .find(({ name }) => name === resource);
    if (model === undefined || kind === undefined || (state !== undefined && !(state in kind.machine.states)))
      return context.json({ done: false }, 404);
    const { value } = model.place(kind, { ...(state === undefined ? {} : { state }), ...(fields === undefined ? {} : { fields }) });
    await sandbox.settled();
    return context.json(value, 201);
  });
  return (request) => app.fetch(request);
}

async function jsonOf(request: Request): Promise<unknown> {
  try {
    return (await request.json()) as unknown;
  } catch {
    return undefined;
  }
}
