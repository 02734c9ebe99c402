import { packageBuild } from '../../.config/tsup.base.ts';

export default packageBuild(['src/index.ts', 'src/main.ts', 'src/sandbox/index.ts']);
