import { describe, expect, it } from 'vitest';
import { seededRandom } from '$lib/core/random';
import { close, column, oddName } from './definition';
import { run, table } from './native';

/** Golden values are published test points, named beside them, or computed here by definition. */
const radius = 6_371_008.8;
const rad = (degrees: number) => (degrees * Math.PI) / 180;
const degrees = (radians: number) => (radians * 180) / Math.PI;
type Place = readonly [latitude: number, longitude: number];
type Vector = readonly [number, number, number];
const space = ([lat, lon]: Place): Vector => [
	Math.cos(rad(lat)) * Math.cos(rad(lon)),
	Math.cos(rad(lat)) * Math.sin(rad(lon)),
	Math.sin(rad(lat))
];
const dot = (a: Vector, b: Vector) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const cross = (a: Vector, b: Vector): Vector => [
	a[1] * b[2] - a[2] * b[1],
	a[2] * b[0] - a[0] * b[2],
	a[0] * b[1] - a[1] * b[0]
];
const length = (a: Vector) => Math.sqrt(dot(a, a));
/** By the angle of the vectors, not by haversines. */
const apart = (a: Place, b: Place) => radius * Math.atan2(length(cross(space(a), space(b))), dot(space(a), space(b)));

const random = seededRandom(8);
const place = (): Place => [random() * 178 - 89, random() * 360 - 180];
const pairs = [
	...Array.from({ length: 60 }, () => [place(), place()] as const),
	[
		[0, 0],
		[0, 0]
	] as const,
	[
		[0, 0],
		[0, 180]
	] as const
];
const types = { [oddName]: 'DOUBLE', lon: 'DOUBLE', lat2: 'DOUBLE', lon2: 'DOUBLE' };
const between = { latitude: oddName, longitude: 'lon', toLatitude: 'lat2', toLongitude: 'lon2' };
const places = { latitude: oddName, longitude: 'lon' };
const source = await table(types, [
	...pairs.map(([a, b]) => [...a, ...b]),
	[null, 1, 2, 3],
	[91, 1, 2, 3],
	[1, 2, 3, null]
]);
const gaps = [null, null, null];

/** North by numeric integration of the meridian's radius of curvature on WGS 84. */
function meridianArc(from: number, to: number): number {
	const [a, f] = [6_378_137, 1 / 298.257223563];
	const e2 = f * (2 - f);
	const steps = 20_000;
	const at = (lat: number) => (a * (1 - e2)) / (1 - e2 * Math.sin(rad(lat)) ** 2) ** 1.5;
	let sum = 0;
	for (let i = 0; i < steps; i++) sum += at(from + ((i + 0.5) / steps) * (to - from));
	return (sum * rad(to - from)) / steps;
}

describe('distance and direction', () => {
	it('on a sphere', async () => {
		for (const [unit, metres] of [
			['kilometre', 1000],
			['metre', 1],
			['mile', 1609.344],
			['nautical-mile', 1852]
		] as const) {
			const { rows } = await run([{ op: 'distance-between', params: { ...between, unit } }], source);
			close(rows, 'distance', [...pairs.map(([a, b]) => apart(a, b) / metres), ...gaps], 7);
		}
	});

	it('on the ellipsoid, against published lines and the arc of the meridian', async () => {
		const dms = (d: number, m: number, s: number) => Math.sign(d) * (Math.abs(d) + m / 60 + s / 3600);
		const lines = [
			// Geoscience Australia: Flinders Peak to Buninyong
			[dms(-37, 57, 3.7203), dms(144, 25, 29.5244), dms(-37, 39, 10.1561), dms(143, 55, 35.3839), 54972.271],
			// GeographicLib, GeodSolve: JFK to LHR
			[40.6, -73.8, 51.6, -0.5, 5551759.4],
			// a quarter of the equator
			[0, 0, 0, 90, (6_378_137 * Math.PI) / 2],
			[-80, 17, 89, 17, meridianArc(-80, 89)],
			[12.5, -100, 12.6, -100, meridianArc(12.5, 12.6)],
			[0, 179.5, 0, -179.5, (6_378_137 * Math.PI) / 180],
			[5, 5, 5, 5, 0]
		];
		const table2 = await table(
			types,
			lines.map((line) => line.slice(0, 4))
		);
		const { rows } = await run(
			[{ op: 'distance-between', params: { ...between, model: 'ellipsoid', unit: 'metre' } }],
			table2
		);
		rows.forEach((row, i) =>
			expect(Math.abs(Number(row['distance']) - (lines[i]?.[4] ?? NaN)), String(i)).toBeLessThan(0.001)
		);
		const opposite = await table(types, [
			[0, 0, 0.3, 179.7],
			[1, 1, null, 2]
		]);
		const far = await run([{ op: 'distance-between', params: { ...between, model: 'ellipsoid' } }], opposite);
		expect(column(far.rows, 'distance')).toEqual([null, null]);
		const all = await run(
			[{ op: 'distance-between', params: { ...between, model: 'ellipsoid', unit: 'metre' } }],
			source
		);
		pairs.slice(0, 60).forEach(([a, b], i) => {
			const found = all.rows[i]?.['distance'];
			if (found !== null) expect(Math.abs(Number(found) / apart(a, b) - 1)).toBeLessThan(0.006);
		});
	});

	it('to one place, given or in the middle of the rows learned from', async () => {
		const near = await table(types, [
			[10, 179, 0, 0],
			[10, -179, 0, 0],
			[20, 0, 9, 9]
		]);
		const given = await run(
			[
				{
					op: 'distance-to-place',
					params: { ...places, place: 'given', atLatitude: -5, atLongitude: 100, unit: 'metre' }
				}
			],
			near
		);
		close(
			given.rows,
			'distance',
			[
				[10, 179],
				[10, -179],
				[20, 0]
			].map(([lat = 0, lon = 0]) => apart([lat, lon], [-5, 100]))
		);
		const middle = await run([{ op: 'distance-to-place', params: { ...places, unit: 'metre' } }], near, {
			fitOn: 'lat2 = 0'
		});
		const lat = degrees(Math.atan2(Math.sin(rad(10)), Math.cos(rad(10)) * Math.cos(rad(1))));
		close(
			middle.rows,
			'distance',
			[apart([10, 179], [lat, 180]), apart([10, -179], [lat, 180]), apart([20, 0], [lat, 180])],
			6
		);
	});

	it('directions, midpoints and destinations agree with each other', async () => {
		const { rows } = await run(
			[
				{ op: 'distance-between', params: { ...between, name: 'way' } },
				{ op: 'bearing', params: { ...between, name: 'start' } },
				{ op: 'bearing', params: { ...between, at: 'end', name: 'end' } },
				{ op: 'midpoint', params: between },
				{ op: 'destination', params: { ...places, bearing: 'start', distance: 'way' } }
			],
			source
		);
		pairs.slice(0, 60).forEach(([a, b], i) => {
			const row = rows[i] ?? {};
			expect(apart([Number(row['destination_latitude']), Number(row['destination_longitude'])], b)).toBeLessThan(0.01);
			const middle: Place = [Number(row['midpoint_latitude']), Number(row['midpoint_longitude'])];
			expect(Math.abs(apart(a, middle) - apart(middle, b))).toBeLessThan(0.01);
			expect(Math.abs(apart(a, middle) * 2 - apart(a, b))).toBeLessThan(0.1);
			const north: Vector = [0, 0, 1];
			/** The angle between the planes of the meridian and of the way. */
			const angle = (from: Place, to: Place) => {
				const [plane, meridian] = [cross(space(from), space(to)), cross(space(from), north)];
				return degrees(Math.atan2(dot(cross(meridian, plane), space(from)), dot(meridian, plane)));
			};
			const turned = (x: number) => ((x % 360) + 360) % 360;
			expect(Math.abs(turned(Number(row['start']) + angle(a, b) + 180) - 180)).toBeLessThan(1e-6);
			expect(Math.abs(turned(Number(row['end']) + angle(b, a)) - 180)).toBeLessThan(1e-6);
		});
		for (const name of [
			'start',
			'end',
			'midpoint_latitude',
			'midpoint_longitude',
			'destination_latitude',
			'destination_longitude'
		])
			expect(column(rows.slice(-3), name), name).toEqual(gaps);
	});
});

describe('areas', () => {
	it('boxes, also across the date line', async () => {
		const { rows } = await run(
			[
				{ op: 'in-box', params: { ...places, south: -30, north: 40, west: -20, east: 100, name: 'a' } },
				{ op: 'in-box', params: { ...places, west: 170, east: -150, name: 'b' } }
			],
			source
		);
		pairs.forEach(([[lat, lon]], i) => {
			expect(rows[i]?.['a']).toBe(Number(lat >= -30 && lat <= 40 && lon >= -20 && lon <= 100));
			expect(rows[i]?.['b']).toBe(Number(lon >= 170 || lon <= -150));
		});
	});

	it('regions with holes, as WKT and GeoJSON', async () => {
		const outer = [
			[-100, -50],
			[100, -50],
			[100, 60],
			[-100, 60],
			[-100, -50]
		];
		const hole = [
			[-50, -20],
			[0, 30],
			[50, -20],
			[-50, -20]
		];
		const island = [
			[120, 0],
			[170, 0],
			[120, 80],
			[120, 0]
		];
		const wkt = (ring: number[][]) => `(${ring.map((point) => point.join(' ')).join(', ')})`;
		const texts = [
			`MULTIPOLYGON ((${wkt(outer)}, ${wkt(hole)}), (${wkt(island)}))`,
			JSON.stringify({ type: 'MultiPolygon', coordinates: [[outer, hole], [island]] }),
			JSON.stringify({
				type: 'FeatureCollection',
				features: [
					{ type: 'Feature', properties: { name: "it's" }, geometry: { type: 'Polygon', coordinates: [outer, hole] } },
					{ type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [island] } }
				]
			})
		];
		/** By the sides of a triangle, as half planes. */
		const inTriangle = (x: number, y: number, ring: number[][]) => {
			const sides = [0, 1, 2].map((i) => {
				const [[x1 = 0, y1 = 0] = [], [x2 = 0, y2 = 0] = []] = [ring[i], ring[i + 1]];
				return (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1) > 0;
			});
			return sides.every(Boolean) || !sides.some(Boolean);
		};
		const wanted = pairs.map(([[lat, lon]]) =>
			Number(
				(Math.abs(lon) < 100 && lat > -50 && lat < 60 && !inTriangle(lon, lat, hole)) || inTriangle(lon, lat, island)
			)
		);
		expect(new Set(wanted).size).toBe(2);
		for (const region of texts) {
			const { rows } = await run([{ op: 'in-region', params: { ...places, region } }], source);
			expect(column(rows.slice(0, 60), 'inside')).toEqual(wanted.slice(0, 60));
			expect(rows.at(-3)?.['inside']).toBeNull();
		}
		for (const region of ['POINT (1 2)', 'nonsense', '{"type":"Polygon"}', 'POLYGON ((1 2, x y))'])
			await expect(run([{ op: 'in-region', params: { ...places, region } }], source)).rejects.toMatchObject({
				code: 'recipe/params-invalid'
			});
	});

	it('cells of a grid have their size, and hold the places in them', async () => {
		const { rows } = await run([{ op: 'grid-cell', params: { ...places, size: 50, centre: true } }], source);
		pairs.slice(0, 60).forEach(([a], i) => {
			if (Math.abs(a[0]) > 85) return;
			const centre: Place = [Number(rows[i]?.['cell_latitude']), Number(rows[i]?.['cell_longitude'])];
			expect(apart(a, centre)).toBeLessThan((50_000 / 2) * Math.SQRT2 * 1.02);
		});
		const near = await table(types, [
			[35.0001, 139, 0, 0],
			[35.0002, 139.0001, 0, 0],
			[36, 139, 0, 0]
		]);
		const cells = column((await run([{ op: 'grid-cell', params: places }], near)).rows, 'cell');
		expect(cells[0]).toBe(cells[1]);
		expect(cells[0]).not.toBe(cells[2]);
	});
});

describe('codes', () => {
	const single = async (points: readonly Place[]) => table({ [oddName]: 'DOUBLE', lon: 'DOUBLE' }, points);

	it('geohash, from the article that defines it and back', async () => {
		const points = [
			[57.64911, 10.40744],
			[42.605, -5.603],
			[0, 0],
			[90, 180],
			[-90, -180]
		] as const;
		const texts = ['u4pruydqqvj', 'ezs42', 's0000000000', 'zzzzzzzzzzz', '00000000000'];
		const code = await single(points);
		const { rows } = await run([{ op: 'geohash-encode', params: { ...places, letters: 11 } }], code);
		rows.forEach((row, i) => expect(String(row['geohash']).startsWith(texts[i] ?? '?')).toBe(true));
		const all = await run(
			[
				{ op: 'geohash-encode', params: { ...places, letters: 9 } },
				{ op: 'geohash-decode', params: { column: 'geohash', name: 'back' } }
			],
			source
		);
		pairs.forEach(([[lat, lon]], i) => {
			expect(Math.abs(Number(all.rows[i]?.['back_latitude']) - lat)).toBeLessThanOrEqual(180 / 2 ** 23);
			expect(Math.abs(Number(all.rows[i]?.['back_longitude']) - lon)).toBeLessThanOrEqual(360 / 2 ** 24);
		});
		const odd = await table({ g: 'VARCHAR' }, [['EZS42'], ['ai'], [''], [null], ["'"]]);
		const back = await run([{ op: 'geohash-decode', params: { column: 'g' } }], odd);
		close(back.rows, 'geohash_latitude', [42.60498046875, null, null, null, null]);
		close(back.rows, 'geohash_longitude', [-5.60302734375, null, null, null, null]);
	});

	it('Plus Codes, as the test data of Open Location Code say', async () => {
		const encoded = [
			[20.375, 2.775, '6', '7FG49Q00+'],
			[20.3700625, 2.7821875, '10', '7FG49QCJ+2V'],
			[20.3701125, 2.782234375, '11', '7FG49QCJ+2VX'],
			[-41.2730625, 174.7859375, '10', '4VCPPQGP+Q9'],
			[0.5, -179.5, '4', '62G20000+'],
			[-89.9999375, -179.9999375, '10', '22222222+22'],
			[90, 1, '4', 'CFX30000+'],
			[90, 1, '10', 'CFX3X2X2+X2'],
			[1, 180, '4', '62H20000+'],
			[1.2, 3.4, '10', '6FH56C22+22'],
			[13.9, 164.88, '12', '7V56WV2J+2222'],
			[65.748, 24.316, '12', '9GQ6P8X8+6C22'],
			[-48.71, 142.78, '8', '4R347QRJ+'],
			[67.2, 115.1, '11', '9PVQ6422+222'],
			[20.375, 2.775, '7', '7FG49Q00+'],
			[-57.25, 125.49, '15', '3QJ7QF2R+2222222']
		] as const;
		for (const [lat, lon, size, wanted] of encoded) {
			const { rows } = await run(
				[{ op: 'plus-code-encode', params: { ...places, codeDigits: Number(size) } }],
				await single([[lat, lon]])
			);
			expect(rows[0]?.['plus_code']).toBe(wanted);
		}
		const decoded = [
			['7FG49Q00+', (20.35 + 20.4) / 2, (2.75 + 2.8) / 2],
			['7fg49qcj+2v ', (20.37 + 20.370125) / 2, (2.782125 + 2.78225) / 2],
			['7FG49QCJ+2VXGJ', (20.370113 + 20.370114) / 2, (2.782234375 + 2.78223632813) / 2],
			['84000000+', 40, -130],
			['849VGJQF+VX7QR3J', (37.53966912 + 37.53966916) / 2, (-122.3750698242 - 122.3750697021) / 2],
			['CJ+2V', null, null],
			['7FG49QCJ', null, null],
			['7FG4AQCJ+2V', null, null]
		] as const;
		const { rows } = await run(
			[{ op: 'plus-code-decode', params: { column: 'c' } }],
			await table(
				{ c: 'VARCHAR' },
				decoded.map(([code]) => [code])
			)
		);
		close(
			rows,
			'plus_code_latitude',
			decoded.map(([, lat]) => lat)
		);
		close(
			rows,
			'plus_code_longitude',
			decoded.map(([, , lon]) => lon)
		);
	});

	it('Japanese grid squares, of Tokyo station (53394611) and by definition', async () => {
		const tokyo: Place = [35.681236, 139.767125];
		const at = await single([tokyo, [35.7, 139.75], [0, 0]]);
		const code = async (size: string) =>
			column((await run([{ op: 'mesh-code', params: { ...places, size } }], at)).rows, 'mesh');
		expect(await code('1')).toEqual(['53394611', '53394640', null]);
		expect((await code('80'))[0]).toBe('5339');
		expect((await code('10'))[0]).toBe('533946');
		/** Quarters by their south-west corner: 1 south-west, 2 south-east, 3 north-west, 4 north-east. */
		const half = (lat: number, lon: number) =>
			1 + 2 * Number((lat * 120) % 1 >= 0.5) + Number(((lon - 100) * 80) % 1 >= 0.5);
		const quarter = (lat: number, lon: number) =>
			1 + 2 * Number((lat * 240) % 1 >= 0.5) + Number(((lon - 100) * 160) % 1 >= 0.5);
		expect((await code('0.5'))[0]).toBe(`53394611${half(...tokyo)}`);
		expect((await code('0.25'))[0]).toBe(`53394611${half(...tokyo)}${quarter(...tokyo)}`);
	});

	it('map tiles and quadkeys', async () => {
		const zoom = 15;
		const { rows } = await run(
			[
				{ op: 'map-tile', params: { ...places, zoom } },
				{ op: 'map-tile', params: { ...places, zoom, output: 'path', name: 'path' } }
			],
			source
		);
		pairs.forEach(([[lat, lon]], i) => {
			const isThere = Math.abs(lat) < 85.0511;
			const x = Math.min(Math.floor((((lon + 180) % 360) / 360) * 2 ** zoom), 2 ** zoom - 1);
			const y = Math.floor(((1 - Math.log(Math.tan(Math.PI / 4 + rad(lat) / 2)) / Math.PI) / 2) * 2 ** zoom);
			expect(rows[i]?.['tile_x'] ?? null).toBe(isThere ? x : null);
			expect(rows[i]?.['tile_y'] ?? null).toBe(isThere ? y : null);
			expect(rows[i]?.['path'] ?? null).toBe(isThere ? `${zoom}/${x}/${y}` : null);
		});
		// Bing Maps tile system: tile 3, 5 at level 3 is 213
		const y = degrees(Math.atan(Math.sinh(Math.PI * (1 - (2 * 5.5) / 8))));
		const key = await run(
			[{ op: 'map-tile', params: { ...places, zoom: 3, output: 'quadkey' } }],
			await single([[y, (3.5 / 8) * 360 - 180]])
		);
		expect(key.rows[0]?.['tile']).toBe('213');
	});
});

describe('coordinates', () => {
	it('projects to metres', async () => {
		const mercator = await run([{ op: 'project', params: { ...places, projection: 'web-mercator' } }], source);
		pairs.forEach(([[lat, lon]], i) => {
			expect(Number(mercator.rows[i]?.['metres_east'])).toBeCloseTo(6_378_137 * rad(lon), 5);
			expect(Number(mercator.rows[i]?.['metres_north'])).toBeCloseTo(
				6_378_137 * Math.log(Math.tan(Math.PI / 4 + rad(lat) / 2)),
				4
			);
		});
		// the CN Tower, 17T 630084 4833439, and the axis of zone 33, where north is the scaled arc of the meridian
		const tower = await table(types, [
			[43.642567, -79.387139, 0, 0],
			[50, 15, 0, 0],
			[-33, 15, 0, 0],
			[85, 0, 0, 0]
		]);
		const { rows } = await run([{ op: 'project', params: { ...places, projection: 'utm' } }], tower);
		expect(column(rows, 'metres_zone')).toEqual([17, 33, 33, null]);
		expect(Math.abs(Number(rows[0]?.['metres_east']) - 630084)).toBeLessThan(1);
		expect(Math.abs(Number(rows[0]?.['metres_north']) - 4833439)).toBeLessThan(1);
		expect(Number(rows[1]?.['metres_east'])).toBeCloseTo(500_000, 3);
		expect(Number(rows[1]?.['metres_north'])).toBeCloseTo(0.9996 * meridianArc(0, 50), 3);
		expect(Number(rows[2]?.['metres_north'])).toBeCloseTo(1e7 + 0.9996 * meridianArc(0, -33), 3);
		const near = await table(types, [
			[35, 139, 0, 0],
			[35.1, 139.2, 0, 0],
			[36, 140, 1, 1]
		]);
		const local = await run([{ op: 'project', params: places }], near, { fitOn: 'lat2 = 0' });
		const [a, b] = local.rows;
		const flat = Math.hypot(
			Number(a?.['metres_east']) - Number(b?.['metres_east']),
			Number(a?.['metres_north']) - Number(b?.['metres_north'])
		);
		expect(Math.abs(flat / apart([35, 139], [35.1, 139.2]) - 1)).toBeLessThan(1e-4);
		expect(Number(a?.['metres_north']) + Number(b?.['metres_north'])).toBeCloseTo(0, 6);
	});

	it('reads and writes degrees, minutes and seconds', async () => {
		const texts = [
			['35°41′22.2″N', 35 + 41 / 60 + 22.2 / 3600],
			[`139°41'30"W`, -(139 + 41 / 60 + 30 / 3600)],
			['北緯35度41分22秒', 35 + 41 / 60 + 22 / 3600],
			['南緯 35度', -35],
			['S 33 52.5', -33.875],
			['-33.5', -33.5],
			['12d 30m 36s', 12.51],
			['12 61', null],
			['181', null],
			['north', null],
			['', null],
			[null, null]
		] as const;
		const { rows } = await run(
			[{ op: 'parse-coordinate', params: { columns: [oddName], suffix: '_d' } }],
			await table(
				{ [oddName]: 'VARCHAR' },
				texts.map(([text]) => [text])
			)
		);
		close(
			rows,
			`${oddName}_d`,
			texts.map(([, wanted]) => wanted)
		);
		const numbers = await table({ x: 'DOUBLE' }, [[35.6895], [-139.99999999], [0], [200], [null]]);
		const write = async (params: object) =>
			column((await run([{ op: 'format-coordinate', params: { column: 'x', ...params } }], numbers)).rows, 'x');
		expect(await write({ axis: 'longitude' })).toEqual([`35°41'22.2"E`, `140°00'00.0"W`, `0°00'00.0"E`, null, null]);
		expect(await write({ style: 'minutes', digits: 3 })).toEqual([`35°41.370'N`, null, `0°00.000'N`, null, null]);
	});

	it('reads and writes pairs', async () => {
		const texts = [
			'35.68, 139.77',
			'POINT (139.77 35.68)',
			'{"type":"Point","coordinates":[139.77,35.68]}',
			'(35.68; 139.77)',
			'geo:35.68,139.77',
			'nowhere',
			'95, 10',
			null
		];
		const { rows } = await run(
			[{ op: 'parse-point', params: { column: 't' } }],
			await table(
				{ t: 'VARCHAR' },
				texts.map((text) => [text])
			)
		);
		const isRight = texts.map((_, i) => i < 5);
		close(
			rows,
			'point_latitude',
			isRight.map((right) => (right ? 35.68 : null))
		);
		close(
			rows,
			'point_longitude',
			isRight.map((right) => (right ? 139.77 : null))
		);
		for (const style of ['pair', 'wkt', 'geojson', 'uri']) {
			const back = await run(
				[
					{ op: 'format-point', params: { ...places, style } },
					{ op: 'parse-point', params: { column: 'point', name: 'back' } }
				],
				source
			);
			close(back.rows, 'back_latitude', [...pairs.map(([[lat]]) => lat), null, null, 1]);
			close(back.rows, 'back_longitude', [...pairs.map(([[, lon]]) => lon), null, null, 2]);
		}
	});

	it('checks and swaps', async () => {
		const points = [
			[35, 139],
			[139, 35],
			[0, 0],
			[null, 5],
			[91, 181],
			[-90, 180]
		] as const;
		const at = await table({ [oddName]: 'DOUBLE', lon: 'DOUBLE' }, points);
		const marked = await run([{ op: 'validate-coordinates', params: { ...places, wrong: 'mark' } }], at);
		expect(column(marked.rows, 'is_place')).toEqual([1, 0, 0, 0, 0, 1]);
		const dropped = await run(
			[{ op: 'validate-coordinates', params: { ...places, wrong: 'drop', originIsWrong: false } }],
			at
		);
		expect(column(dropped.rows, 'lon')).toEqual([139, 0, 180]);
		const blank = await run([{ op: 'validate-coordinates', params: places }], at);
		expect(column(blank.rows, oddName)).toEqual([35, null, null, null, null, -90]);
		expect(column(blank.rows, 'lon')).toEqual([139, null, null, null, null, 180]);
		const swapped = await run([{ op: 'swap-coordinates', params: places }], at);
		expect(column(swapped.rows, oddName)).toEqual([35, 35, 0, null, 91, -90]);
		const all = await run([{ op: 'swap-coordinates', params: { ...places, where: 'all' } }], at);
		expect(column(all.rows, 'lon')).toEqual([35, 139, 0, null, 91, -90]);
	});
});

describe('tracks', () => {
	it('speeds and ways, by group, in the order of time', async () => {
		const rows: [string, string, number | null, number][] = [
			['a', '2024-01-01 12:00:00', 35, 139],
			['b', '2024-01-01 12:00:00', 0, 0],
			['a', '2024-01-01 10:00:00', 35, 138],
			['a', '2024-01-01 10:30:00', 35.5, 138],
			['b', '2024-01-01 12:00:00', 1, 0],
			['a', '2024-01-01 13:00:00', null, 138]
		];
		const track = await table(
			{ who: 'VARCHAR', time: 'TIMESTAMP', [oddName]: 'DOUBLE', lon: 'DOUBLE' },
			rows.map(([who, time, lat, lon]) => [who, time, lat, lon])
		);
		const { rows: found } = await run(
			[
				{ op: 'speed-between', params: { ...places, time: 'time', by: ['who'] } },
				{ op: 'distance-along', params: { ...places, order: 'time', by: ['who'] } }
			],
			track
		);
		const [one, two] = [apart([35, 138], [35.5, 138]) / 1000, apart([35.5, 138], [35, 139]) / 1000];
		const across = apart([0, 0], [1, 0]) / 1000;
		close(found, 'step_distance', [two, null, null, one, across, null]);
		close(found, 'step_speed', [two / 1.5, null, null, one / 0.5, null, null]);
		close(found, 'way', [one + two, 0, 0, one, across, null]);
	});
});

describe('places of another table', () => {
	const towns: (readonly [string, number | null, number | null])[] = [
		...Array.from({ length: 80 }, (_, i) => [`t${i}'s`, ...place()] as const),
		['dateline', 0, 179.99],
		['pole', 90, 0],
		['nowhere', null, 5]
	];
	const others = towns.flatMap(([name, lat, lon]) =>
		lat === null || lon === null ? [] : [{ name, at: [lat, lon] as const }]
	);
	const rows: (readonly [number | null, number])[] = [...pairs.map(([a]) => a), [0, -179.99], [89.9, 120], [null, 1]];
	const near = { ...places, table: 'towns', otherLatitude: 'y', otherLongitude: 'x' };

	it('the nearest, and how many are around, by comparing each with each', async () => {
		const here = await table({ [oddName]: 'DOUBLE', lon: 'DOUBLE' }, rows);
		const tables = { towns: await table({ name: 'VARCHAR', y: 'DOUBLE', x: 'DOUBLE' }, towns) };
		for (const within of [50, 1500, 30_000]) {
			const { rows: found } = await run(
				[
					{ op: 'nearest-place', params: { ...near, within } },
					{ op: 'count-within', params: { ...near, within } }
				],
				here,
				{ tables }
			);
			expect(found.map((row) => row['lon'])).toEqual(rows.map(([, lon]) => lon));
			found.forEach((row, i) => {
				const [lat, lon] = rows[i] ?? [null, 0];
				if (lat === null)
					return expect(row).toMatchObject({ nearest_name: null, nearest_distance: null, places_around: null });
				const all = others
					.map(({ name, at }) => ({ name, km: apart([lat, lon], at) / 1000 }))
					.filter(({ km }) => km <= within);
				const [best] = all.sort((a, b) => a.km - b.km);
				expect(row['places_around']).toBe(all.length);
				expect(row['nearest_name']).toBe(best?.name ?? null);
				if (best) expect(Number(row['nearest_distance'])).toBeCloseTo(best.km, 6);
			});
		}
	});
});
