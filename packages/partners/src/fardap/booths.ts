import * as z from 'zod';
import { capability } from '../contract/capability.ts';
import { stateMachine } from '../contract/machine.ts';
import { marked } from '../contract/marks.ts';
import { act, amend, create, list, read, search } from '../contract/operation.ts';
import { resource } from '../contract/resource.ts';
import { AddressV1, choiceOf, DayV1, DivisionV1, idOf, openWordOf, PositiveCount, Sha256, SubjectRef, Title } from '../contract/wire.ts';

const CATEGORIES = ['food', 'clothing', 'handicraft', 'agriculture', 'home', 'service', 'other'] as const;

/** From the leader's draft to the closed booth. Goods may be registered once it is approved; they are seen while it is active. */
export const BOOTH_MACHINE = stateMachine({
  states: {
    draft: { fa: 'پیش‌نویس', en: 'draft' },
    submitted: { fa: 'ثبت‌شده', en: 'submitted' },
    needs_changes: { fa: 'نیازمند اصلاح', en: 'needs changes' },
    approved: { fa: 'تأییدشده', en: 'approved' },
    active: { fa: 'فعال', en: 'active' },
    suspended: { fa: 'متوقف', en: 'suspended' },
    closed: { fa: 'بسته‌شده', en: 'closed' },
    rejected: { fa: 'ردشده', en: 'rejected' },
  },
  initial: 'draft',
  transitions: [
    { action: 'submit', from: ['draft', 'needs_changes'], to: 'submitted', by: 'caller' },
    { action: 'ask_for_changes', from: ['submitted', 'active', 'suspended'], to: 'needs_changes', by: 'partner' },
    { action: 'approve', from: ['submitted'], to: 'approved', by: 'partner' },
    { action: 'reject', from: ['submitted'], to: 'rejected', by: 'partner' },
    { action: 'publish', from: ['approved', 'suspended'], to: 'active', by: 'caller' },
    { action: 'suspend', from: ['active'], to: 'suspended', by: 'caller' },
    { action: 'close', from: ['draft', 'needs_changes', 'approved', 'active', 'suspended'], to: 'closed', by: 'caller' },
  ],
});

/** A licence of the business, where the trade needs one. */
const LicenceV1 = z.object({
  number: marked('identifier', z.string().regex(/^[0-9A-Za-z/-]{1,40}$/, 'value.format')),
  kind: openWordOf(['production', 'trade', 'home_business', 'health']),
  issuedOn: DayV1,
  expiresOn: DayV1,
  sha256: Sha256,
});

export const booth = resource({
  name: 'booth',
  title: { fa: 'سات (غرفهٔ مجازی)', en: 'SAT (virtual booth)' },
  prefix: 'booth',
  path: '/v1/booths',
  machine: BOOTH_MACHINE,
  event: 'fardap.booth.state_changed',
  fields: {
    coreId: SubjectRef,
    leaderId: SubjectRef,
    title: Title,
    categories: z.array(openWordOf(CATEGORIES)).min(1).max(20),
    territory: z.array(DivisionV1).min(1).max(50),
    originAddress: AddressV1,
    licence: LicenceV1.optional(),
    rulesVersion: PositiveCount.optional(),
    contractSignatureId: idOf('sig').optional(),
  },
  example: {
    coreId: 'core-3',
    leaderId: 'member-1',
    title: 'غرفهٔ دست‌بافته‌های شهمیرزاد',
    categories: ['handicraft'],
    territory: ['20'],
    originAddress: { division: '2005', postalCode: '3571400000', text: 'شهمیرزاد، خیابان نمونه، پلاک ۱' },
  },
});

const licenceBody = LicenceV1.extend({ kind: choiceOf(['production', 'trade', 'home_business', 'health']) });
const categoriesBody = z.array(choiceOf(CATEGORIES)).min(1).max(20);
const territoryBody = z.array(DivisionV1).min(1).max(50);

/** SAT, the booth of a core in the members' market. The core must have its identifier first; the goods' origin must have an address. */
export const booths = capability({
  id: 'fardap.booths',
  title: { fa: 'سات (غرفهٔ مجازی در بازار اعضا)', en: "SAT (virtual booths in the members' market)" },
  processes: ['satBoothSetup'],
  resources: [booth],
  operations: {
    define: create(booth, {
      summary: { fa: 'تعریف سات برای یک هسته', en: 'Define a SAT for a core' },
      body: {
        coreId: SubjectRef,
        leaderId: SubjectRef,
        title: Title,
        categories: categoriesBody,
        territory: territoryBody,
        originAddress: AddressV1,
        licence: licenceBody.optional(),
      },
      example: {
        coreId: 'core-3',
        leaderId: 'member-1',
        title: 'غرفهٔ دست‌بافته‌های شهمیرزاد',
        categories: ['handicraft'],
        territory: ['20'],
        originAddress: { division: '2005', postalCode: '3571400000', text: 'شهمیرزاد، خیابان نمونه، پلاک ۱' },
      },
      rejections: ['CORE_IDENTIFIER_REQUIRED', 'NOT_CORE_LEADER', 'BOOTH_LIMIT'],
      conflicts: ['TITLE_TAKEN'],
    }),
    update: amend(booth, 'update', {
      summary: { fa: 'ویرایش سات', en: 'Edit a SAT' },
      body: {
        title: Title.optional(),
        categories: categoriesBody.optional(),
        territory: territoryBody.optional(),
        originAddress: AddressV1.optional(),
        licence: licenceBody.optional(),
      },
      example: { title: 'غرفهٔ بافته‌های شهمیرزاد' },
      inStates: ['draft', 'needs_changes', 'approved', 'active', 'suspended'],
      conflicts: ['TITLE_TAKEN'],
    }),
    submit: act(booth, 'submit', {
      summary: { fa: 'پذیرش قوانین، امضای قرارداد و ثبت نهایی', en: 'Accept the rules, with the signed contract, and submit' },
      body: { rulesVersion: PositiveCount, contractSignatureId: idOf('sig') },
      example: { rulesVersion: 3, contractSignatureId: 'sig_01J9ZC2V4N' },
      rejections: ['RULES_VERSION_OUTDATED', 'CONTRACT_NOT_SIGNED', 'LICENCE_REQUIRED'],
    }),
    publish: act(booth, 'publish', { summary: { fa: 'گشودن سات در بازار', en: 'Open a SAT in the market' } }),
    suspend: act(booth, 'suspend', { summary: { fa: 'توقف موقت سات', en: 'Suspend a SAT' } }),
    close: act(booth, 'close', { summary: { fa: 'بستن سات', en: 'Close a SAT' }, rejections: ['OPEN_ORDERS_EXIST'] }),
    get: read(booth, { summary: { fa: 'یک سات', en: 'One SAT' } }),
    list: list(booth, {
      summary: { fa: 'سات‌های یک هسته', en: 'The SATs of a core' },
      filters: {
        coreId: SubjectRef.optional(),
        state: choiceOf(['draft', 'submitted', 'needs_changes', 'approved', 'active', 'suspended']).optional(),
      },
    }),
    search: search(booth, {
      summary: { fa: 'یافتن سات از روی راهبر هسته یا عنوان', en: 'Find SATs by the leader of the core or the title' },
      by: { leaderId: SubjectRef.optional(), title: Title.optional() },
      example: { title: 'غرفهٔ دست‌بافته‌های شهمیرزاد' },
    }),
  },
});
