import { AUTHENTICATION } from './authentication.ts';
import { CATALOGUE } from './catalogue.ts';
import { CONCURRENCY } from './concurrency.ts';
import { DISCOVERY } from './discovery.ts';
import { EVENTS } from './events.ts';
import { IDEMPOTENCY } from './idempotency.ts';
import { LIMITS } from './limits.ts';
import { PAGING } from './paging.ts';
import { PRIVACY } from './privacy.ts';
import { PROBLEM_DOCUMENTS } from './problems.ts';
import { READING } from './reading.ts';
import { RECEIVER } from './receiver.ts';
import type { Requirement } from './requirement.ts';
import { RESILIENCE } from './resilience.ts';
import { SIGNATURES } from './signatures.ts';
import { STATES } from './states.ts';
import { TRANSPORT } from './transport.ts';
import { VALIDATION } from './validation.ts';
import { WEBHOOKS } from './webhooks.ts';

/** Every requirement, in the order in which a run goes through them. Limits come last, since finding one uses it up. */
export const REQUIREMENTS: readonly Requirement[] = [
  ...DISCOVERY,
  ...AUTHENTICATION,
  ...TRANSPORT,
  ...PROBLEM_DOCUMENTS,
  ...READING,
  ...PAGING,
  ...VALIDATION,
  ...IDEMPOTENCY,
  ...STATES,
  ...CONCURRENCY,
  ...CATALOGUE,
  ...EVENTS,
  ...WEBHOOKS,
  ...RECEIVER,
  ...SIGNATURES,
  ...PRIVACY,
  ...RESILIENCE,
  ...LIMITS,
];

/** The areas that the ids begin with, in words. */
export const AREAS = {
  DISC: { fa: 'معرفی', en: 'Discovery' },
  AUTH: { fa: 'ورود', en: 'Sign-in' },
  HTTP: { fa: 'انتقال', en: 'Transport' },
  PROB: { fa: 'خطاها', en: 'Problems' },
  READ: { fa: 'خواندن', en: 'Reading' },
  PAGE: { fa: 'ورق زدن', en: 'Paging' },
  VALD: { fa: 'درستی درخواست', en: 'Validation' },
  IDEM: { fa: 'یک‌باره بودن', en: 'Idempotency' },
  STAT: { fa: 'وضعیت‌ها', en: 'States' },
  CONC: { fa: 'هم‌زمانی', en: 'Concurrency' },
  ERRC: { fa: 'فهرست کدها', en: 'Code catalogue' },
  EVNT: { fa: 'رویدادها', en: 'Events' },
  HOOK: { fa: 'وب‌هوکِ سازمان', en: 'Webhooks of the partner' },
  RECV: { fa: 'دریافت وب‌هوک', en: 'Receiving webhooks' },
  SIGN: { fa: 'امضا', en: 'Signatures' },
  PRIV: { fa: 'حریم داده', en: 'Privacy' },
  RESL: { fa: 'تاب‌آوری', en: 'Resilience' },
  LIMT: { fa: 'حد درخواست', en: 'Limits' },
} as const;
