import { parentPort } from 'node:worker_threads';
import { runStage, type StageName, type StageTask } from './stages.ts';

/** The other side of a stage pool: one range in, its part out. */
if (parentPort === null) throw new Error('invariant: a stage worker is started by a stage pool');
const port = parentPort;
port.on('message', (task: StageTask<StageName>) => {
  const part = runStage(task);
  port.postMessage(part, ownMemoryOf(part));
});

/** The memory of a part's arrays goes over to the receiver instead of being copied. */
const ownMemoryOf = (part: unknown): ArrayBuffer[] =>
  Object.values(typeof part === 'object' && part !== null ? part : {}).flatMap((value: unknown) =>
    ArrayBuffer.isView(value) && value.buffer instanceof ArrayBuffer ? [value.buffer] : [],
  );
