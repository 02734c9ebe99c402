import * as z from 'zod';
import { capability } from '../contract/capability.ts';
import { stateMachine } from '../contract/machine.ts';
import { marked } from '../contract/marks.ts';
import { act, compute, create, list, read, view } from '../contract/operation.ts';
import { resource } from '../contract/resource.ts';
import {
  AddressV1,
  AmountV1,
  CodeV1,
  choiceOf,
  DayV1,
  DivisionV1,
  MomentV1,
  OneTimeUrl,
  openWordOf,
  PositiveAmountV1,
  PostalCodeV1,
  Sha256,
  SubjectRef,
} from '../contract/wire.ts';

const SERVICES = ['ordinary', 'express'] as const;

/**
 * From the registered parcel to the hand of the receiver, or back. The caller confirms a delivery with the receiver's code; the partner
 * records one that its own courier saw. A parcel can be cancelled until it is picked up.
 */
export const SHIPMENT_MACHINE = stateMachine({
  states: {
    created: { fa: 'ثبت‌شده', en: 'created' },
    awaiting_pickup: { fa: 'در انتظار جمع‌آوری', en: 'awaiting pickup' },
    picked_up: { fa: 'جمع‌آوری‌شده', en: 'picked up' },
    in_transit: { fa: 'در راه', en: 'in transit' },
    out_for_delivery: { fa: 'نزد پیک توزیع', en: 'out for delivery' },
    delivered: { fa: 'تحویل‌شده', en: 'delivered' },
    delivery_failed: { fa: 'تحویل ناموفق', en: 'delivery failed' },
    returning: { fa: 'در حال بازگشت', en: 'returning' },
    returned: { fa: 'بازگشته', en: 'returned' },
    cancelled: { fa: 'لغوشده', en: 'cancelled' },
    lost: { fa: 'گم‌شده', en: 'lost' },
    damaged: { fa: 'آسیب‌دیده', en: 'damaged' },
  },
  initial: 'created',
  transitions: [
    { action: 'schedule_pickup', from: ['created'], to: 'awaiting_pickup', by: 'partner' },
    { action: 'pick_up', from: ['awaiting_pickup'], to: 'picked_up', by: 'partner' },
    { action: 'depart', from: ['picked_up'], to: 'in_transit', by: 'partner' },
    { action: 'hand_to_courier', from: ['in_transit', 'delivery_failed'], to: 'out_for_delivery', by: 'partner' },
    { action: 'deliver', from: ['out_for_delivery'], to: 'delivered', by: 'partner' },
    { action: 'confirm_delivery', from: ['out_for_delivery'], to: 'delivered', by: 'caller' },
    { action: 'fail_delivery', from: ['out_for_delivery'], to: 'delivery_failed', by: 'partner' },
    { action: 'send_back', from: ['delivery_failed'], to: 'returning', by: 'partner' },
    { action: 'return', from: ['returning'], to: 'returned', by: 'partner' },
    { action: 'cancel', from: ['created', 'awaiting_pickup'], to: 'cancelled', by: 'caller' },
    { action: 'lose', from: ['picked_up', 'in_transit', 'out_for_delivery', 'returning'], to: 'lost', by: 'partner' },
    { action: 'damage', from: ['picked_up', 'in_transit', 'out_for_delivery', 'returning'], to: 'damaged', by: 'partner' },
  ],
});

const Millimetres = marked('none', z.int().min(1).max(3_000));
const ParcelV1 = z.object({
  weightGrams: marked('none', z.int().min(1).max(1_000_000)),
  lengthMm: Millimetres.optional(),
  widthMm: Millimetres.optional(),
  heightMm: Millimetres.optional(),
  worth: AmountV1.optional(),
});
const Parcels = z.array(ParcelV1).min(1).max(50);

/** What the sender of the example asks for. */
const ASKED = {
  senderId: 'core-3',
  service: 'ordinary' as const,
  from: { division: '2005', postalCode: '3571400000', text: 'شهمیرزاد، خیابان نمونه، پلاک ۱' },
  to: {
    division: '2301',
    postalCode: '1234567890',
    text: 'تهران، خیابان نمونه، پلاک ۱۲، واحد ۳',
    recipient: 'گیرندهٔ نمونه',
    mobile: '+989120000000',
  },
  parcels: [{ weightGrams: 1_800 }],
  cashOnDelivery: { value: 0, currency: 'IRR' as const },
  pickupOn: '2026-11-28',
};

export const shipment = resource({
  name: 'shipment',
  title: { fa: 'مرسوله', en: 'shipment' },
  prefix: 'ship',
  path: '/v1/shipments',
  machine: SHIPMENT_MACHINE,
  event: 'shipping.shipment.state_changed',
  fields: {
    senderId: SubjectRef,
    service: openWordOf(SERVICES),
    from: AddressV1,
    to: AddressV1,
    parcels: Parcels,
    cashOnDelivery: AmountV1,
    pickupOn: DayV1,
    price: PositiveAmountV1,
    promisedOn: DayV1.optional(),
  },
  example: {
    ...ASKED,
    price: { value: 1_450_000, currency: 'IRR' },
    promisedOn: '2026-12-02',
  },
});

/** Sending and delivery of what is sold in the members' market. */
export const shipments = capability({
  id: 'shipping.shipments',
  title: { fa: 'ارسال و تحویل', en: 'Shipments' },
  processes: ['satOffering'],
  resources: [shipment],
  operations: {
    quote: compute('/v1/shipping-quotes', {
      summary: { fa: 'هزینه و زمان ارسال', en: 'Price and time of a shipment' },
      body: {
        senderId: SubjectRef,
        fromPostalCode: PostalCodeV1,
        toPostalCode: PostalCodeV1,
        service: choiceOf(SERVICES),
        parcels: Parcels,
      },
      example: {
        senderId: 'core-3',
        fromPostalCode: '3571400000',
        toPostalCode: '1234567890',
        service: 'ordinary',
        parcels: [{ weightGrams: 1_800 }],
      },
      output: z.object({ service: openWordOf(SERVICES), price: PositiveAmountV1, promisedOn: DayV1, validUntil: MomentV1 }),
      answerExample: {
        service: 'ordinary',
        price: { value: 1_450_000, currency: 'IRR' },
        promisedOn: '2026-12-02',
        validUntil: '2026-11-26T20:30:00Z',
      },
      rejections: ['ADDRESS_UNSERVICEABLE', 'PARCEL_TOO_LARGE'],
    }),
    create: create(shipment, {
      summary: { fa: 'ثبت مرسوله', en: 'Register a shipment' },
      body: {
        senderId: SubjectRef,
        service: choiceOf(SERVICES),
        from: AddressV1,
        to: AddressV1,
        parcels: Parcels,
        cashOnDelivery: AmountV1,
        pickupOn: DayV1,
      },
      example: ASKED,
      rejections: ['ADDRESS_UNSERVICEABLE', 'CUTOFF_PASSED', 'PARCEL_TOO_LARGE', 'PROHIBITED_ITEM'],
    }),
    cancel: act(shipment, 'cancel', {
      summary: { fa: 'لغو مرسوله، پیش از جمع‌آوری', en: 'Cancel a shipment before it is picked up' },
      conflicts: ['NOT_CANCELLABLE'],
    }),
    get: read(shipment, { summary: { fa: 'یک مرسوله', en: 'One shipment' } }),
    list: list(shipment, {
      summary: { fa: 'مرسوله‌های یک فرستنده', en: 'The shipments of a sender' },
      filters: {
        senderId: SubjectRef.optional(),
        state: choiceOf(['created', 'awaiting_pickup', 'in_transit', 'out_for_delivery', 'delivery_failed', 'returning']).optional(),
      },
    }),
    track: view(shipment, 'track', {
      summary: { fa: 'ردگیری مرسوله، کهنه‌ترین رویداد نخست', en: 'Where a shipment has been, the oldest event first' },
      output: z.object({
        events: z
          .array(
            z.object({
              at: MomentV1,
              state: openWordOf(Object.keys(SHIPMENT_MACHINE.states)),
              division: DivisionV1,
              code: CodeV1.optional(),
            }),
          )
          .max(500),
      }),
      answerExample: {
        events: [
          { at: '2026-11-28T06:40:00Z', state: 'picked_up', division: '2005' },
          { at: '2026-11-28T15:10:00Z', state: 'in_transit', division: '23' },
        ],
      },
    }),
    label: view(shipment, 'label', {
      summary: { fa: 'نشانی یک‌بارمصرف برچسب مرسوله', en: 'A one-time address of the label' },
      output: z.object({ url: OneTimeUrl, sha256: Sha256, expiresAt: MomentV1 }),
      answerExample: {
        url: 'https://labels.example/one-time/Hn3sT9Kd',
        sha256: '1'.repeat(64),
        expiresAt: '2026-11-26T08:15:00Z',
      },
    }),
    confirmDelivery: act(shipment, 'confirm_delivery', {
      summary: { fa: 'تأیید تحویل با رمز گیرنده', en: "Confirm a delivery with the receiver's code" },
      body: { deliveryCode: marked('identifier', z.string().regex(/^\d{6}$/, 'value.format')) },
      example: { deliveryCode: '481905' },
      rejections: ['DELIVERY_CODE_WRONG'],
    }),
  },
});
