import { type ExtendedFeature, type ExtendedFeatureCollection, geoConicConformal, geoPath } from 'd3-geo';
import { html } from 'hono/html';
import { feature } from 'topojson-client';
import topology from '../data/iran-provinces.topo.json' with { type: 'json' };
import type { Markup } from './markup.ts';
import { RAMP } from './palette.ts';
import { countText, percentText } from './persian-number.ts';

/** A province on the map: its share is `dedicated` of `persons`, and `number` is its place in the table beside it. */
export type MapProvince = {
  readonly code: string;
  readonly name: string;
  readonly number: number;
  readonly persons: number;
  readonly dedicated: number;
};

/** One colour of the map: shares from `from` up to `to`, the upper edge belonging to the last class only. */
export type ShareClass = { readonly from: number; readonly to: number; readonly colour: string };

/**
 * The provinces, coloured by the share of persons who have a dedicated rahyar. Names are placed by hand; on a narrow screen the style sheet
 * shows the numbers of the table in their place.
 */
export function provinceMap(provinces: readonly MapProvince[], classes: readonly ShareClass[]): Markup {
  const { shapes, seas } = drawing();
  const byCode = new Map(provinces.map((province) => [province.code, province]));
  return html`<svg class="map" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="map-title map-text">
<title id="map-title">نقشهٔ پوشش اختصاصی در استان‌ها</title>
<desc id="map-text">هر استان به رنگِ سهم افرادی است که رهیار اختصاصی دارند. همین ارقام در جدول پس از نقشه آمده است.</desc>
<defs><pattern id="no-people" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="8" height="8" class="blank"/><path d="M0 0V8" class="hatch"/></pattern></defs>
${shapes.map(({ code, path }) => {
  const province = byCode.get(code);
  const fill =
    province === undefined || province.persons === 0 ? 'url(#no-people)' : colourOf(province.dedicated / province.persons, classes);
  return html`<path class="province" d="${path}" fill="${fill}">${province === undefined ? '' : html`<title>${province.name}: ${percentText(province.dedicated, province.persons)} از ${countText(province.persons)} نفر</title>`}</path>
`;
})}
${seas.map(({ name, x, y }) => html`<text class="sea" x="${x}" y="${y}">${name}</text>`)}
${shapes.map(({ code, centre }) => {
  const province = byCode.get(code);
  if (province === undefined) return '';
  const { lines, dx, dy } = LABELS[code] ?? { lines: [province.name], dx: 0, dy: 0 };
  const x = Math.round(centre[0] + dx);
  const y = Math.round(centre[1] + dy);
  return html`<text class="name" x="${x}" y="${y}">${lines.map((line, row) => html`<tspan x="${x}" dy="${row === 0 ? 0 : LINE}">${line}</tspan>`)}</text><text class="number" x="${Math.round(centre[0])}" y="${Math.round(centre[1] + 10)}">${countText(province.number)}</text>
`;
})}
</svg>`;
}

/** Up to five classes of equal width, in steps of a whole percent, that hold all shares. */
export function shareClasses(shares: readonly number[]): ShareClass[] {
  if (shares.length === 0) return [];
  const low = Math.floor(Math.min(...shares) * 100);
  const high = Math.max(Math.ceil(Math.max(...shares) * 100), low + 1);
  const width = Math.ceil((high - low) / RAMP.length);
  const count = Math.ceil((high - low) / width);
  return Array.from({ length: count }, (_, row) => ({
    from: (low + row * width) / 100,
    to: Math.min(high, low + (row + 1) * width) / 100,
    colour: RAMP[RAMP.length - count + row] as string,
  }));
}

export const colourOf = (share: number, classes: readonly ShareClass[]): string =>
  (classes.find(({ to }) => share < to) ?? classes.at(-1))?.colour ?? RAMP[0];

const WIDTH = 900;
const HEIGHT = 830;
const MARGIN = 12;
const SEA_BELOW = 44;
const LINE = 19;

/** By province code, from the centre of the province: names that would lie over each other or over a border are moved, and long ones broken. */
const LABELS: Readonly<Record<string, { readonly lines: readonly string[]; readonly dx: number; readonly dy: number }>> = {
  '03': { lines: ['آذربایجان', 'شرقی'], dx: 2, dy: -6 },
  '04': { lines: ['آذربایجان', 'غربی'], dx: -20, dy: -46 },
  '11': { lines: ['سیستان و', 'بلوچستان'], dx: 0, dy: 0 },
  '14': { lines: ['چهارمحال', 'و بختیاری'], dx: 0, dy: -4 },
  '17': { lines: ['کهگیلویه', 'و بویراحمد'], dx: 0, dy: -2 },
  '18': { lines: ['بوشهر'], dx: -4, dy: 8 },
  '22': { lines: ['هرمزگان'], dx: 0, dy: -42 },
  '23': { lines: ['تهران'], dx: -8, dy: 2 },
  '24': { lines: ['اردبیل'], dx: -2, dy: -24 },
  '28': { lines: ['خراسان', 'شمالی'], dx: 0, dy: -2 },
  '29': { lines: ['خراسان', 'جنوبی'], dx: 0, dy: 0 },
};

/** The outlines and names, projected into the picture. Conic, with the parallels that suit the country. */
function drawing() {
  const provinces = feature(
    topology as unknown as Parameters<typeof feature>[0],
    topology.objects.provinces as unknown as Parameters<typeof feature>[1],
  ) as ExtendedFeatureCollection;
  const projection = geoConicConformal()
    .parallels([27, 38])
    .rotate([-53.7, 0])
    .fitExtent(
      [
        [MARGIN, MARGIN],
        [WIDTH - MARGIN, HEIGHT - SEA_BELOW],
      ],
      provinces,
    );
  const path = geoPath(projection).digits(1);
  return {
    shapes: provinces.features.map((shape: ExtendedFeature) => ({
      code: String(shape.id).slice('IR-'.length),
      path: path(shape) ?? '',
      centre: path.centroid(shape),
    })),
    seas: SEAS.map(({ name, longitude, latitude }) => {
      const [x = 0, y = 0] = projection([longitude, latitude]) ?? [];
      return { name, x: Math.round(x), y: Math.round(y) };
    }),
  };
}

const SEAS = [
  { name: 'دریای خزر', longitude: 51.4, latitude: 37.6 },
  { name: 'خلیج فارس', longitude: 50.6, latitude: 27.1 },
  { name: 'دریای عمان', longitude: 58.9, latitude: 24.72 },
] as const;
