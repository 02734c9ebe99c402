import { provinces } from '@rahyar/geo';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textOf } from './markup.ts';
import { colourOf, provinceMap, shareClasses } from './province-map.ts';

const everyProvince = provinces().map(({ code, name }, row) => ({ code, name, number: row + 1, persons: 10, dedicated: 5 }));
const drawn = textOf(provinceMap(everyProvince, shareClasses([0.5])));

describe('the map', () => {
  it('draws and names each of the official provinces once', () => {
    expect(drawn.match(/<path class="province"/g)).toHaveLength(31);
    for (const { name } of everyProvince) {
      const words = drawn
        .match(/<text class="name".*?<\/text>/g)
        ?.map((text) => text.replace(/<\/tspan><tspan[^>]*>/g, ' ').replace(/<[^>]+>/g, ''));
      expect(words?.filter((word) => word === name)).toHaveLength(1);
    }
  });

  it('keeps the names of the seas', () => {
    for (const sea of ['دریای خزر', 'خلیج فارس', 'دریای عمان']) expect(drawn).toContain(`>${sea}</text>`);
  });

  it('lets no name lie over another, nor outside the picture', () => {
    const boxes = nameBoxes(drawn);
    expect(boxes).toHaveLength(34);
    for (const [first, a] of boxes.entries()) {
      expect(a.left).toBeGreaterThanOrEqual(0);
      expect(a.right).toBeLessThanOrEqual(900);
      expect(a.bottom).toBeLessThanOrEqual(830);
      for (const b of boxes.slice(first + 1)) {
        const apart = a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
        expect(apart, `${a.words} / ${b.words}`).toBe(true);
      }
    }
  });

  it('hatches a province without people', () => {
    const map = textOf(provinceMap([{ code: '23', name: 'تهران', number: 1, persons: 0, dedicated: 0 }], []));
    expect(map).toContain('fill="url(#no-people)"><title>تهران: — از ۰ نفر');
  });
});

describe('classes of shares', () => {
  it('hold every share, touch each other, and are five at most', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.integer({ min: 0, max: 10_000 }).map((part) => part / 10_000),
          { minLength: 1, maxLength: 31 },
        ),
        (shares) => {
          const classes = shareClasses(shares);
          expect(classes.length).toBeGreaterThan(0);
          expect(classes.length).toBeLessThanOrEqual(5);
          classes.slice(1).forEach((each, row) => {
            expect(each.from).toBe(classes[row]?.to);
          });
          for (const share of shares) {
            const holding = classes.filter(
              ({ from, to }, row) => share >= from && (share < to || (row === classes.length - 1 && share === to)),
            );
            expect(holding.map(({ colour }) => colour)).toEqual([colourOf(share, classes)]);
          }
        },
      ),
    );
  });

  it('are none without a province', () => {
    expect(shareClasses([])).toEqual([]);
  });
});

/** A letter of the 16-pixel name is about 7.2 wide, of the 18-pixel sea about 8. */
function nameBoxes(svg: string) {
  return [...svg.matchAll(/<text class="(name|sea)" x="(\d+)" y="(\d+)">(.*?)<\/text>/g)].map(([, kind, x, y, body = '']) => {
    const lines = body.includes('<tspan') ? [...body.matchAll(/<tspan[^>]*>(.*?)<\/tspan>/g)].map(([, line = '']) => line) : [body];
    const half = (Math.max(...lines.map((line) => line.length)) * (kind === 'sea' ? 8 : 7.2)) / 2;
    const bottom = Number(y) + 4 + (lines.length - 1) * 19;
    return { words: lines.join(' '), left: Number(x) - half, right: Number(x) + half, top: Number(y) - 12, bottom };
  });
}
