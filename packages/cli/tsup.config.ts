import { packageBuild } from '../../.config/tsup.base.ts';

export default packageBuild(['src/index.ts', 'src/main.ts', 'src/parallel/stage-worker.ts', 'src/distributed/shard-thread.ts']);
