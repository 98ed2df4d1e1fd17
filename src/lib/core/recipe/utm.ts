import { sqlName, sqlValue } from '../table/sql';
import { equatorRadius, flattening, type PlaceSql } from './coordinates';

const n = flattening / (2 - flattening);
const rectifying = (equatorRadius / (1 + n)) * (1 + n ** 2 / 4 + n ** 4 / 64);
const alpha = [
	n / 2 - (2 / 3) * n ** 2 + (5 / 16) * n ** 3 + (41 / 180) * n ** 4,
	(13 / 48) * n ** 2 - (3 / 5) * n ** 3 + (557 / 1440) * n ** 4,
	(61 / 240) * n ** 3 - (103 / 140) * n ** 4,
	(49561 / 161280) * n ** 4
];
const scale = 0.9996;

/**
 * Layers of SQL columns, the last with east, north (metres) and zone of the Universal Transverse Mercator grid (Krüger 1912, to the
 * fourth order: under a millimetre in the zone). Norway's and Svalbard's zones are as wide as all others.
 */
export function utmLayers({ lat, lon }: PlaceSql, name: (key: string) => string): Record<string, string>[] {
	const q = (key: string) => sqlName(name(key));
	const e = Math.sqrt(flattening * (2 - flattening));
	const wrapped = `((((${lon} + 180e0) % 360e0) + 360e0) % 360e0)`;
	return [
		{
			zone: `least(floor(${wrapped} / 6) + 1, 60)::INTEGER`,
			sin: `sin(radians(${lat}))`,
			x: wrapped
		},
		{ turn: `radians(${q('x')} - 180 - (${q('zone')} * 6 - 183))` },
		{ t: `sinh(atanh(${q('sin')}) - ${sqlValue(e)} * atanh(${sqlValue(e)} * ${q('sin')}))` },
		{
			xi: `atan2(${q('t')}, cos(${q('turn')}))`,
			eta: `atanh(sin(${q('turn')}) / sqrt(1 + ${q('t')} ** 2))`
		},
		{
			east: `${sqlValue(500_000)} + ${sqlValue(scale * rectifying)} * (${q('eta')} + ${alpha
				.map((a, j) => `${sqlValue(a)} * cos(${2 * (j + 1)} * ${q('xi')}) * sinh(${2 * (j + 1)} * ${q('eta')})`)
				.join(' + ')})`,
			north: `CASE WHEN ${lat} < 0 THEN 10000000e0 ELSE 0e0 END + ${sqlValue(scale * rectifying)} * (${q('xi')} + ${alpha
				.map((a, j) => `${sqlValue(a)} * sin(${2 * (j + 1)} * ${q('xi')}) * cosh(${2 * (j + 1)} * ${q('eta')})`)
				.join(' + ')})`
		}
	];
}
