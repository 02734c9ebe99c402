import type { Comparison, Measure, Side } from '../comparison.ts';
import type { Engine } from './engine.ts';
import { type Figures, measureEngine } from './measure-engine.ts';
import { bullmq, graphileWorker, pgBoss } from './peers.ts';
import { postgresStore, sqliteStore } from './stores.ts';

const side = (engine: Engine): Side => ({
  name: engine.name,
  unit: 'later',
  measure: (future) => measureEngine(engine, future),
});

const figures = ({ answer }: Measure): Figures | undefined => answer as Figures | undefined;

/** Both handed out each follow-up once; how well they did it otherwise is in what they say of themselves. */
const judge: Comparison['judge'] = (ours, peer) => ({ isWrong: figures(ours)?.handedOut !== figures(peer)?.handedOut, remarks: [] });

const SIZES = { short: [20_000], night: [1_000_000] };

/** The store beside engines that others use, all with the same follow-ups: what is due is claimed and ended by two processes. */
export const claimsAgainstEngines: readonly Comparison[] = [postgresStore, sqliteStore].flatMap((ours) =>
  [pgBoss, graphileWorker, bullmq].map((peer) => ({
    name: `elapsed: claim and end, ${ours.name} / ${peer.name}`,
    ours: side(ours),
    peer: side(peer),
    figure: (measure) => figures(measure)?.drain,
    target: 1,
    sizes: SIZES,
    judge,
  })),
);

/** How long it takes to hear that nothing is due. */
export const pollsAgainstEngines: readonly Comparison[] = [postgresStore, sqliteStore].flatMap((ours) =>
  [pgBoss, graphileWorker, bullmq].map((peer) => ({
    name: `elapsed: idle poll, ${ours.name} / ${peer.name}`,
    ours: side(ours),
    peer: side(peer),
    figure: (measure) => figures(measure)?.pollP50,
    target: 1,
    sizes: SIZES,
    judge,
  })),
);

/** The same beside ourselves with a hundredth of them: it must not grow. */
export const pollsGrowth: readonly Comparison[] = [postgresStore, sqliteStore].map((ours) => ({
  name: `elapsed: idle poll, ${ours.name} / a hundredth`,
  ours: side(ours),
  peer: side(ours),
  peerSize: (size: number) => size / 100,
  figure: (measure) => figures(measure)?.pollP50,
  target: 1.5,
  sizes: SIZES,
  judge,
}));
