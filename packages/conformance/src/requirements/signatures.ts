import { type AtOperation, codeText } from '../run/at-operation.ts';
import { fieldsOf } from '../run/kit.ts';
import { firstBad, holds, skip, type Verdict } from '../run/verdict.ts';
import { FAULTS, type SignatureFault } from '../trust/signature-fault.ts';
import { NO_INPUT, ofEach, type Requirement } from './requirement.ts';

const SOURCE = 'RFC 9421; contract, signing; FAPI 2.0 message signing';

const refusal = (id: string, fault: SignatureFault): Requirement =>
  ofEach('commands', { id, level: 'L4', text: FAULTS[fault].text, source: SOURCE }, async (at) => refusedWith(at, fault));

/** Who really said it. */
export const SIGNATURES: readonly Requirement[] = [
  refusal('SIGN-01', 'unsigned'),
  refusal('SIGN-02', 'forged'),
  refusal('SIGN-03', 'stale'),
  refusal('SIGN-04', 'fromFuture'),
  refusal('SIGN-05', 'otherBody'),
  refusal('SIGN-06', 'bodyUncovered'),
  refusal('SIGN-07', 'otherAddress'),
  refusal('SIGN-08', 'otherKey'),
  refusal('SIGN-09', 'otherTag'),
  ofEach(
    'commands',
    {
      id: 'SIGN-10',
      level: 'L4',
      text: { fa: 'امضایی که ۳۰ ثانیه از آن گذشته پذیرفته می‌شود.', en: 'A signature that is 30 seconds old is taken.' },
      source: SOURCE,
    },
    async (at) => {
      const given = await at.input();
      if (given === undefined || at.talk.signingKey === undefined) return skip(NO_INPUT);
      const { status, json } = await at.askThis(given, { signature: { createdSeconds: Math.floor(at.talk.nowMs() / 1000) - 30 } });
      return holds(status < 300, 'carried out', `${status} ${codeText(fieldsOf(json)['code'])}`);
    },
  ),
  ofEach(
    'commands',
    {
      id: 'SIGN-11',
      level: 'L4',
      text: {
        fa: 'فرمانِ با امضای نادرست اثری ندارد و کلید را مصرف نمی‌کند.',
        en: 'A command with a wrong signature has no effect and does not use its key up.',
      },
      source: SOURCE,
    },
    async (at) => {
      const given = await at.input();
      if (given === undefined || at.talk.signingKey === undefined) return skip(NO_INPUT);
      const key = at.newKey();
      const first = await at.askThis(given, { key, signature: 'none' });
      if (first.status < 400) return skip('a refusal');
      const { status, headers, json } = await at.askThis(given, { key });
      return holds(
        status < 300 && !headers.has('idempotency-replayed'),
        'carried out, for the first time',
        `${status} ${codeText(fieldsOf(json)['code'])}`,
      );
    },
  ),
];

async function refusedWith(at: AtOperation, fault: SignatureFault): Promise<Verdict> {
  const given = await at.someInput();
  const { signingKey } = at.talk;
  if (given === undefined) return skip(NO_INPUT);
  if (signingKey === undefined) return skip('a signing key, in RAHYAR_SIGNING_KEY');
  const key = at.newKey();
  const change = FAULTS[fault].make({
    nowSeconds: Math.floor(at.talk.nowMs() / 1000),
    key: signingKey,
    forgedKey: at.forgedKey,
    idempotencyKey: key,
    targetUri: at.talk.baseUrl,
  });
  const { status, json } = await at.askThis(given, { key, signature: change });
  const { code } = fieldsOf(json);
  return firstBad([holds(status === 401 && code === 'SIGNATURE_INVALID', '401 SIGNATURE_INVALID', `${status} ${codeText(code)}`)]);
}
