import { sqlValue } from '../table/sql';
import type { PlaceSql } from './coordinates';

/** Texts that stand for cells of latitude and longitude. */
const geohashLetters = '0123456789bcdefghjkmnpqrstuvwxyz';
const plusLetters = '23456789CFGHJMPQRVWX';

/** SQL of the whole number of the cell, of `2 ** bits` between `low` and `low + span`, the last one closed. */
function cellSql(x: string, low: number, span: number, bits: number): string {
	const most = 2 ** bits - 1;
	return `least(floor((${x} - ${sqlValue(low)}) / ${sqlValue(span)} * ${sqlValue(2 ** bits)}), ${sqlValue(most)})::BIGINT`;
}

/** A letter holds five bits, of longitude and latitude in turn, longitude first (Niemeyer 2008). */
export function geohashSql({ lat, lon }: PlaceSql, length: number): string {
	const lonBits = Math.ceil((length * 5) / 2);
	const latBits = Math.floor((length * 5) / 2);
	const [x, y] = [cellSql(lon, -180, 360, lonBits), cellSql(lat, -90, 180, latBits)];
	const letters = Array.from({ length }, (_, i) => {
		const bits = Array.from({ length: 5 }, (_each, j) => {
			const at = i * 5 + j;
			const [cell, left] = at % 2 === 0 ? [x, lonBits - 1 - at / 2] : [y, latBits - 1 - (at - 1) / 2];
			return `((((${cell}) >> ${left}) & 1) << ${4 - j})`;
		});
		return `substr(${sqlValue(geohashLetters)}, (${bits.join(' + ')}) + 1, 1)`;
	});
	return `CASE WHEN ${lat} IS NOT NULL AND ${lon} IS NOT NULL THEN ${letters.join(' || ')} END`;
}

const longestGeohash = 12;

/** The middle of a geohash's cell; missing where the text is none of 1 to 12 letters. */
export function geohashPlaceSql(text: string): PlaceSql {
	const code = `lower(trim(${text}))`;
	const sum = (isLongitude: boolean) => {
		const terms = Array.from({ length: longestGeohash }, (_, i) => {
			const value = `(strpos(${sqlValue(geohashLetters)}, substr(${code}, ${i + 1}, 1)) - 1)`;
			const bits = Array.from({ length: 5 }, (_each, j) => i * 5 + j).filter((at) => (at % 2 === 0) === isLongitude);
			const parts = bits.map(
				(at) => `((${value} >> ${4 - (at % 5)}) & 1) * ${sqlValue(2 ** -(Math.floor(at / 2) + 1))}`
			);
			return `CASE WHEN length(${code}) > ${i} THEN ${parts.join(' + ')} ELSE 0e0 END`;
		});
		const bits = isLongitude ? `ceil(length(${code}) * 2.5e0)` : `floor(length(${code}) * 2.5e0)`;
		return `(${terms.join(' + ')} + 0.5e0 * 2e0 ** (-${bits}))`;
	};
	const isCode = `regexp_full_match(${code}, '[${geohashLetters}]{1,${longestGeohash}}')`;
	return {
		lat: `CASE WHEN ${isCode} THEN -90 + 180 * ${sum(false)} END`,
		lon: `CASE WHEN ${isCode} THEN -180 + 360 * ${sum(true)} END`
	};
}

/** Steps of the finest Plus Code in a degree: 15 digits. */
const finest = { lat: 8000 * 5 ** 5, lon: 8000 * 4 ** 5 };

/** Open Location Code (Google 2014), of 4, 6, 8 or 10 digits, or more. */
export function plusCodeSql({ lat, lon }: PlaceSql, digits: number): string {
	const steps = (x: string, per: number) => `floor(round((${x}) * ${sqlValue(per)}, 6))::BIGINT`;
	const y = `least(${steps(`${lat} + 90`, finest.lat)}, ${180 * finest.lat} - 1)`;
	const x = steps(`(((${lon} + 180e0) % 360e0) + 360e0) % 360e0`, finest.lon);
	const letter = (value: string) => `substr(${sqlValue(plusLetters)}, (${value}) + 1, 1)`;
	const pair = (i: number) => {
		const size = 20 ** (4 - i);
		return `${letter(`((${y}) // ${size * 5 ** 5}) % 20`)} || ${letter(`((${x}) // ${size * 4 ** 5}) % 20`)}`;
	};
	const grid = (i: number) => letter(`(((${y}) // ${5 ** (4 - i)}) % 5) * 4 + ((${x}) // ${4 ** (4 - i)}) % 4`);
	const pairs = Array.from({ length: Math.min(digits, 10) / 2 }, (_, i) => pair(i));
	const after = [...pairs.slice(4), ...Array.from({ length: Math.max(digits - 10, 0) }, (_, i) => grid(i))];
	const padding = sqlValue('0'.repeat(Math.max(8 - digits, 0)));
	const code = [...pairs.slice(0, 4), padding, `'+'`, ...after].join(' || ');
	return `CASE WHEN ${lat} IS NOT NULL AND ${lon} IS NOT NULL THEN ${code} END`;
}

/** The middle of a full Plus Code's cell; missing where the text is none. */
export function plusCodePlaceSql(text: string): PlaceSql {
	const full = `upper(trim(${text}))`;
	const code = `replace(rtrim(replace(${full}, '+', ''), '0'), '+', '')`;
	const isCode =
		`regexp_full_match(${full}, '[2-9CFGHJMPQRV][2-9CFGHJMPQRVWX](?:[${plusLetters}]{6}|[${plusLetters}]{4}00|[${plusLetters}]{2}0000|000000)` +
		`\\+(?:[${plusLetters}]{2,7})?') AND length(${full}) - 1 >= 8`;
	const value = (i: number) => `(strpos(${sqlValue(plusLetters)}, substr(${code}, ${i}, 1)) - 1)`;
	const along = (first: number, per: 4 | 5) => {
		const step = (i: number) => sqlValue(20 ** (1 - i));
		const pairs = Array.from(
			{ length: 5 },
			(_, i) => `CASE WHEN length(${code}) > ${2 * i} THEN ${value(2 * i + first)} * ${step(i)} ELSE 0e0 END`
		);
		const grid = Array.from({ length: 5 }, (_, i) => {
			const part = per === 5 ? `(${value(11 + i)} // 4)` : `(${value(11 + i)} % 4)`;
			return `CASE WHEN length(${code}) > ${10 + i} THEN ${part} * ${sqlValue(1 / 8000 / per ** (i + 1))} ELSE 0e0 END`;
		});
		const size =
			`CASE WHEN length(${code}) <= 10 THEN 20e0 ** (2 - length(${code}) / 2e0) ` +
			`ELSE ${sqlValue(1 / 8000)} / ${sqlValue(per)} ** (length(${code}) - 10) END`;
		return `(${[...pairs, ...grid].join(' + ')} + (${size}) / 2)`;
	};
	return {
		lat: `CASE WHEN ${isCode} THEN -90 + ${along(1, 5)} END`,
		lon: `CASE WHEN ${isCode} THEN -180 + ${along(2, 4)} END`
	};
}

/** The standard grid square code of Japan (JIS X 0410): 80 km, 10 km, 1 km, 500 m or 250 m; missing outside of its area. */
export function meshCodeSql({ lat, lon }: PlaceSql, level: 1 | 2 | 3 | 4 | 5): string {
	const finer = 2 ** Math.max(level - 3, 0);
	const y = `floor(round(${lat} * ${sqlValue(120 * finer)}, 8))::BIGINT`;
	const x = `floor(round((${lon} - 100) * ${sqlValue(80 * finer)}, 8))::BIGINT`;
	const [row, column] = [`((${y}) // ${finer})`, `((${x}) // ${finer})`];
	const parts = [
		`(${row} // 80)::VARCHAR || (${column} // 80)::VARCHAR`,
		`(${row} // 10 % 8)::VARCHAR || (${column} // 10 % 8)::VARCHAR`,
		`(${row} % 10)::VARCHAR || (${column} % 10)::VARCHAR`,
		`(1 + 2 * ((${y}) // ${finer / 2} % 2) + (${x}) // ${finer / 2} % 2)::VARCHAR`,
		`(1 + 2 * ((${y}) % 2) + (${x}) % 2)::VARCHAR`
	].slice(0, level);
	return `CASE WHEN ${lat} >= 20 AND ${lat} < 46 AND ${lon} >= 122 AND ${lon} < 154 THEN ${parts.join(' || ')} END`;
}
