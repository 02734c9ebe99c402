import * as z from 'zod';
import { capability } from '../contract/capability.ts';
import { stateMachine } from '../contract/machine.ts';
import { marked } from '../contract/marks.ts';
import { act, amend, create, list, read } from '../contract/operation.ts';
import { resource } from '../contract/resource.ts';
import { Count, choiceOf, DocumentV1, idOf, Note, openWordOf, PositiveAmountV1, Title } from '../contract/wire.ts';

const LISTING_KINDS = ['product', 'service'] as const;

/** A good or service on offer. Publishing asks for a review; a stop by the leader is lifted by the leader, one by the market is final. */
export const LISTING_MACHINE = stateMachine({
  states: {
    draft: { fa: 'پیش‌نویس', en: 'draft' },
    in_review: { fa: 'در حال بررسی', en: 'in review' },
    published: { fa: 'منتشرشده', en: 'published' },
    paused: { fa: 'متوقف', en: 'paused' },
    withdrawn: { fa: 'برداشته‌شده', en: 'withdrawn' },
    rejected: { fa: 'ردشده', en: 'rejected' },
  },
  initial: 'draft',
  transitions: [
    { action: 'publish', from: ['draft'], to: 'in_review', by: 'caller' },
    { action: 'approve', from: ['in_review'], to: 'published', by: 'partner' },
    { action: 'send_back', from: ['in_review'], to: 'draft', by: 'partner' },
    { action: 'reject', from: ['in_review', 'published', 'paused'], to: 'rejected', by: 'partner' },
    { action: 'pause', from: ['published'], to: 'paused', by: 'caller' },
    { action: 'resume', from: ['paused'], to: 'published', by: 'caller' },
    { action: 'withdraw', from: ['draft', 'in_review', 'published', 'paused'], to: 'withdrawn', by: 'caller' },
  ],
});

const WeightGrams = marked('none', z.int().min(1).max(1_000_000));

/** What a core says of what it offers. */
const OFFER = {
  title: Title,
  description: Note,
  price: PositiveAmountV1,
  /** How many can be ordered now; of a service, how many times it can be done. */
  stock: Count,
  weightGrams: WeightGrams.optional(),
  images: z.array(DocumentV1).max(20),
};

const RUG = {
  boothId: 'booth_01J9ZC2V4N',
  kind: 'product' as const,
  title: 'جاجیم دست‌باف یک‌ونیم متری',
  description: 'جاجیم پشمی با رنگ گیاهی، بافت هستهٔ شهمیرزاد.',
  price: { value: 38_000_000, currency: 'IRR' as const },
  stock: 12,
  weightGrams: 1_800,
  images: [{ kind: 'photo', sha256: 'f'.repeat(64) }],
};

export const listing = resource({
  name: 'listing',
  title: { fa: 'کالا یا خدمت', en: 'listing' },
  prefix: 'listing',
  path: '/v1/listings',
  machine: LISTING_MACHINE,
  event: 'fardap.listing.state_changed',
  fields: {
    boothId: idOf('booth'),
    kind: openWordOf(LISTING_KINDS),
    ...OFFER,
  },
  example: RUG,
});

/** Goods and services that a core offers in its SAT. */
export const listings = capability({
  id: 'fardap.listings',
  title: { fa: 'عرضهٔ کالا و خدمت', en: 'Listings' },
  processes: ['satOffering'],
  resources: [listing],
  operations: {
    create: create(listing, {
      summary: { fa: 'ثبت کالا یا خدمت در سات', en: 'Register a good or service in a SAT' },
      body: {
        boothId: idOf('booth'),
        kind: choiceOf(LISTING_KINDS),
        ...OFFER,
      },
      example: RUG,
      rejections: ['BOOTH_NOT_ACTIVE', 'PROHIBITED_ITEM'],
    }),
    update: amend(listing, 'update', {
      summary: { fa: 'ویرایش کالا یا خدمت', en: 'Edit a listing' },
      body: {
        title: Title.optional(),
        description: Note.optional(),
        price: PositiveAmountV1.optional(),
        weightGrams: WeightGrams.optional(),
        images: z.array(DocumentV1).max(20).optional(),
      },
      example: { price: { value: 41_000_000, currency: 'IRR' } },
      inStates: ['draft', 'published', 'paused'],
      rejections: ['PROHIBITED_ITEM'],
    }),
    publish: act(listing, 'publish', {
      summary: { fa: 'درخواست انتشار', en: 'Ask for publication' },
      rejections: ['BOOTH_NOT_ACTIVE', 'PROHIBITED_ITEM'],
    }),
    withdraw: act(listing, 'withdraw', { summary: { fa: 'برداشتن از بازار', en: 'Take a listing off the market' } }),
    pause: act(listing, 'pause', { summary: { fa: 'توقف فروش', en: 'Pause the sale' } }),
    resume: act(listing, 'resume', { summary: { fa: 'ازسرگیری فروش', en: 'Resume the sale' }, rejections: ['BOOTH_NOT_ACTIVE'] }),
    adjustStock: amend(listing, 'stock', {
      summary: {
        fa: 'ثبت موجودی تازه (خود موجودی، نه تفاوت آن)؛ با If-Match هیچ فروشی گم نمی‌شود',
        en: 'Set the stock to a new count, not by a difference; with If-Match no sale in between is lost',
      },
      body: { stock: Count },
      example: { stock: 9 },
      inStates: ['draft', 'in_review', 'published', 'paused'],
    }),
    get: read(listing, { summary: { fa: 'یک کالا یا خدمت', en: 'One listing' } }),
    list: list(listing, {
      summary: { fa: 'کالاها و خدمت‌های یک سات', en: 'The listings of a SAT' },
      filters: {
        boothId: idOf('booth').optional(),
        kind: choiceOf(LISTING_KINDS).optional(),
        state: choiceOf(['draft', 'in_review', 'published', 'paused']).optional(),
      },
    }),
  },
});
