/** One delivery of a webhook, and the version of the thing that it tells of. */
export type Delivery = {
  readonly partner: string;
  readonly webhookId: string;
  readonly change?: { readonly thing: string; readonly stateVersion: number };
  readonly leaseEndsAtMs: number;
};

/**
 * Deliveries that are handled or were. It has the shape that a receiver of webhooks asks of its host, in the receiver's own words; a
 * promise that rejects says that the store does not answer.
 */
export type DeliveryMemory = {
  /** `seen`: handled before. `older`: the thing is at this version or a later one. `busy`: it, or the thing, is being handled now. */
  readonly claim: (delivery: Delivery) => Promise<'claimed' | 'busy' | 'seen' | 'older'>;
  readonly finish: (delivery: Delivery) => Promise<void>;
  readonly release: (delivery: Delivery) => Promise<void>;
};
