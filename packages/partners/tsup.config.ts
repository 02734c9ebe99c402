import { packageBuild } from '../../.config/tsup.base.ts';

const DOORS = [
  'index',
  'contract/index',
  'association/index',
  'bank/index',
  'every-partner/index',
  'fardap/index',
  'insurance/index',
  'legal/index',
  'part/index',
  'shipping/index',
  'university/index',
  'testing/index',
  'node/index',
];

export default packageBuild(DOORS.map((door) => `src/${door}.ts`));
