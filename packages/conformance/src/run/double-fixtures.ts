import { type Capability, operationsOf } from '@rahyar/partners/contract';
import { fixtureFor } from '@rahyar/partners/testing';
import { Fixtures } from './fixtures.ts';

/** What brings each code about at the doubles and the sandbox, which answer to magic values. */
export const doubleFixtures = (profiles: readonly Capability[]): Fixtures =>
  Fixtures.parse({
    codes: Object.fromEntries(
      operationsOf(profiles).map((named) => [
        named.id,
        Object.fromEntries(
          [...named.operation.rejections, ...named.operation.conflicts].flatMap((code) => {
            const fixture = fixtureFor(named, code);
            return fixture === undefined ? [] : [[code, fixture]];
          }),
        ),
      ]),
    ),
  });
