import { parentPort, workerData } from 'node:worker_threads';
import { runSlice, type Slice } from './slice.ts';

parentPort?.postMessage(await runSlice(workerData as Slice));
