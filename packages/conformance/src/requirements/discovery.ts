import { DISCOVERY_PATH, DiscoveryV1 } from '@rahyar/partners/contract';
import { pointersOf } from '../run/at-operation.ts';
import { fieldsOf } from '../run/kit.ts';
import { fail, holds, notApplicable, pass, skip } from '../run/verdict.ts';
import { ofPartner, type Requirement } from './requirement.ts';

const NO_DOCUMENT = 'a discovery document';

/** What a partner says of itself before anybody signs in. */
export const DISCOVERY: readonly Requirement[] = [
  ofPartner(
    {
      id: 'DISC-01',
      level: 'L0',
      text: {
        fa: 'سند معرفی، بی نیاز به ورود، با ۲۰۰ و JSON پاسخ می‌دهد.',
        en: `${DISCOVERY_PATH} answers 200 with JSON to anybody, without signing in.`,
      },
      source: 'contract, discovery; RFC 8615',
    },
    async ({ discovery }) => {
      const { status, json } = await discovery();
      return holds(status === 200 && json !== undefined, '200 and JSON', `${status}${json === undefined ? ', no JSON' : ''}`);
    },
  ),
  ofPartner(
    {
      id: 'DISC-02',
      level: 'L0',
      text: { fa: 'سند معرفی با شکل DiscoveryV1 می‌خواند.', en: 'The discovery document keeps the shape DiscoveryV1.' },
      source: 'contract, discovery',
    },
    async ({ discovery }) => {
      const { status, json } = await discovery();
      if (status !== 200) return skip(NO_DOCUMENT);
      const parsed = DiscoveryV1.safeParse(json);
      return parsed.success ? pass : fail('the shape DiscoveryV1', pointersOf(parsed.error.issues));
    },
  ),
  ofPartner(
    {
      id: 'DISC-03',
      level: 'L0',
      text: {
        fa: 'سند معرفی هر قابلیتی را که عرضه می‌شود نام می‌برد.',
        en: 'The discovery document names every capability that is offered.',
      },
      source: 'contract, discovery',
    },
    async ({ discovery, profile }) => {
      const { status, json } = await discovery();
      if (status !== 200) return skip(NO_DOCUMENT);
      const { capabilities } = fieldsOf(json);
      return holds(Array.isArray(capabilities) && capabilities.includes(profile.id), `${profile.id} among capabilities`, 'not named');
    },
  ),
  ofPartner(
    {
      id: 'DISC-04',
      level: 'L0',
      text: { fa: 'نسخهٔ قرارداد از همان شمارهٔ اصلی است.', en: 'The version of the contract has the same major number.' },
      source: 'contract, versions',
    },
    async ({ discovery, contract }) => {
      const { status, json } = await discovery();
      if (status !== 200) return skip(NO_DOCUMENT);
      const version = String(fieldsOf(fieldsOf(json)['contract'])['version']);
      return holds(
        version.split('.')[0] === contract.version.split('.')[0],
        `major ${String(contract.version.split('.')[0])}`,
        'another version',
      );
    },
  ),
  ofPartner(
    {
      id: 'DISC-05',
      level: 'L0',
      strength: 'SHOULD',
      text: {
        fa: 'چکیدهٔ قرارداد، در همان نسخه، همان است که این سنجه با آن ساخته شده است.',
        en: 'At the same version, the hash of the contract is the one that this kit was built from.',
      },
      source: 'contract, versions',
    },
    async ({ discovery, contract }) => {
      const { status, json } = await discovery();
      if (status !== 200) return skip(NO_DOCUMENT);
      const { hash, version } = fieldsOf(fieldsOf(json)['contract']);
      if (version !== contract.version) return notApplicable('the same version');
      return holds(hash === contract.hash, contract.hash, 'another hash');
    },
  ),
];
