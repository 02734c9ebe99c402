import { RAHYARI_ORGANIZATIONS } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import { isFinal, type StateMachine, statesOf, transitionFrom } from '../contract/machine.ts';
import { markOf } from '../contract/marks.ts';
import { sealed } from '../contract/sealed.ts';
import { shipping } from './index.ts';
import { SHIPMENT_MACHINE, shipments } from './shipments.ts';

const walk = (machine: StateMachine, steps: readonly string[]): string =>
  steps.reduce((state, action) => transitionFrom(machine, state, action)?.to ?? `no ${action} from ${state}`, machine.initial);

const OUT = ['schedule_pickup', 'pick_up', 'depart', 'hand_to_courier'] as const;

describe('Shokooh-e Isar', () => {
  it('has the name that the registry gives it', () => {
    expect(RAHYARI_ORGANIZATIONS.find(({ id }) => id === shipping.id)?.label).toEqual(shipping.title);
  });

  it.each([
    ['تحویل به گیرنده با رمز', [...OUT, 'confirm_delivery'], 'delivered'],
    ['the courier sees the delivery', [...OUT, 'deliver'], 'delivered'],
    ['گیرنده نبود و بار دوم تحویل شد', [...OUT, 'fail_delivery', 'hand_to_courier', 'confirm_delivery'], 'delivered'],
    ['nobody takes it and it goes home', [...OUT, 'fail_delivery', 'send_back', 'return'], 'returned'],
    ['cancelled before the pickup', ['schedule_pickup', 'cancel'], 'cancelled'],
    ['lost on the road', ['schedule_pickup', 'pick_up', 'depart', 'lose'], 'lost'],
    ['broken on the way back', [...OUT, 'fail_delivery', 'send_back', 'damage'], 'damaged'],
  ] as const)('%s', (_, steps, end) => {
    expect(walk(SHIPMENT_MACHINE, steps)).toBe(end);
  });

  it('has no way out of an end but the ones told above', () => {
    expect(statesOf(SHIPMENT_MACHINE).filter((state) => isFinal(SHIPMENT_MACHINE, state))).toEqual([
      'delivered',
      'returned',
      'cancelled',
      'lost',
      'damaged',
    ]);
  });

  it('cannot be called off once it is picked up', () => {
    expect(transitionFrom(SHIPMENT_MACHINE, 'picked_up', 'cancel')).toBeUndefined();
    expect(shipments.operations.cancel.conflicts).toEqual(['NOT_CANCELLABLE']);
  });

  it('is delivered against a code of six digits, which is nobody else’s business', () => {
    const { deliveryCode } = shipments.operations.confirmDelivery.body.shape;
    expect([deliveryCode.safeParse('481905').success, deliveryCode.safeParse('48190').success]).toEqual([true, false]);
    expect(markOf(deliveryCode)).toBe('identifier');
  });

  it('asks for a price by postal codes in the body, of ten digits each', () => {
    const { quote } = shipments.operations;
    expect([quote.method, quote.effect.kind]).toEqual(['POST', 'compute']);
    expect(sealed(quote.body).safeParse(quote.example).success).toBe(true);
    expect(sealed(quote.body).safeParse({ ...quote.example, toPostalCode: '123456789' }).success).toBe(false);
  });

  it('sends at least one parcel', () => {
    expect(shipments.operations.create.body.shape.parcels.safeParse([]).success).toBe(false);
  });
});
