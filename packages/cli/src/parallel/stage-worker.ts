import { parentPort } from 'node:worker_threads';
import { runStage, type StageName, type StageTask } from './stages.ts';

/** The other side of a stage pool: one range in, its part out. */
if (parentPort === null) throw new Error('invariant: a stage worker is started by a stage pool');
const port = parentPort;
port.on('message', (task: StageTask<StageName>) => port.postMessage(runStage(task)));
