import { sqlValue } from '../table/sql';
import { equatorRadius, flattening, type PlaceSql } from './coordinates';

const minorAxis = equatorRadius * (1 - flattening);
const rounds = 12;

/**
 * Layers of SQL columns, the last with `metres` between two places on the ellipsoid WGS 84 (Vincenty 1975): right to 0.1 mm, missing where
 * the rounds do not settle, which is between places nearly on opposite sides of the Earth. `name` quotes a layer's column.
 */
export function ellipsoidLayers(a: PlaceSql, b: PlaceSql, name: (key: string) => string): Record<string, string>[] {
	const reduced = (lat: string) => `atan(${sqlValue(1 - flattening)} * tan(radians(${lat})))`;
	const start = { u1: reduced(a.lat), u2: reduced(b.lat), turn: `radians((${b.lon}) - (${a.lon}))` };
	const n = (key: string) => name(key);
	const parts = {
		su1: `sin(${n('u1')})`,
		cu1: `cos(${n('u1')})`,
		su2: `sin(${n('u2')})`,
		cu2: `cos(${n('u2')})`,
		l0: `atan2(sin(${n('turn')}), cos(${n('turn')}))`
	};
	const layers: Record<string, string>[] = [start, parts];
	for (let i = 0; i < rounds; i++) {
		const l = n(`l${i}`);
		const across = `(${n('cu2')} * sin(${l}))`;
		const along = `(${n('cu1')} * ${n('su2')} - ${n('su1')} * ${n('cu2')} * cos(${l}))`;
		layers.push({
			[`ss${i}`]: `sqrt(${across} ** 2 + ${along} ** 2)`,
			[`cs${i}`]: `${n('su1')} * ${n('su2')} + ${n('cu1')} * ${n('cu2')} * cos(${l})`
		});
		const [ss, cs] = [n(`ss${i}`), n(`cs${i}`)];
		layers.push({
			[`s${i}`]: `atan2(${ss}, ${cs})`,
			[`sa${i}`]: `CASE WHEN ${ss} > 0 THEN ${n('cu1')} * ${n('cu2')} * sin(${l}) / ${ss} ELSE 0e0 END`
		});
		layers.push({ [`ca${i}`]: `1 - ${n(`sa${i}`)} ** 2` });
		layers.push({
			[`cm${i}`]: `CASE WHEN ${n(`ca${i}`)} > 1e-15 THEN ${cs} - 2 * ${n('su1')} * ${n('su2')} / ${n(`ca${i}`)} ELSE 0e0 END`,
			[`c${i}`]: `${sqlValue(flattening / 16)} * ${n(`ca${i}`)} * (4 + ${sqlValue(flattening)} * (4 - 3 * ${n(`ca${i}`)}))`
		});
		const [s, cm, c] = [n(`s${i}`), n(`cm${i}`), n(`c${i}`)];
		layers.push({
			[`l${i + 1}`]: `${n('l0')} + (1 - ${c}) * ${sqlValue(flattening)} * ${n(`sa${i}`)} * (${s} + ${c} * ${ss} * (${cm} + ${c} * ${cs} * (2 * ${cm} ** 2 - 1)))`
		});
	}
	const last = rounds - 1;
	const [ss, cs, s, cm] = ['ss', 'cs', 's', 'cm'].map((key) => n(`${key}${last}`));
	layers.push({ uu: `${n(`ca${last}`)} * ${sqlValue(equatorRadius ** 2 / minorAxis ** 2 - 1)}` });
	const uu = n('uu');
	layers.push({
		ka: `1 + ${uu} / 16384e0 * (4096 + ${uu} * (-768 + ${uu} * (320 - 175 * ${uu})))`,
		kb: `${uu} / 1024e0 * (256 + ${uu} * (-128 + ${uu} * (74 - 47 * ${uu})))`
	});
	const [ka, kb] = [n('ka'), n('kb')];
	const correction = `${kb} * ${ss} * (${cm} + ${kb} / 4 * (${cs} * (2 * ${cm} ** 2 - 1) - ${kb} / 6 * ${cm} * (4 * ${ss} ** 2 - 3) * (4 * ${cm} ** 2 - 3)))`;
	const settled = `abs(${n(`l${rounds}`)} - ${n(`l${last}`)}) < 1e-11 AND abs(${n(`l${rounds}`)}) <= pi()`;
	layers.push({ metres: `CASE WHEN ${settled} THEN ${sqlValue(minorAxis)} * ${ka} * (${s} - (${correction})) END` });
	return layers;
}
