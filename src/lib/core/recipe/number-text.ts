import { removed, replaced } from './text-pattern';

/** SQL of a text with full-width digits and signs as ASCII. */
export function asciiNumber(x: string): string {
	return `translate(${x}, '０１２３４５６７８９．，＋－−％（）', '0123456789.,+--%()')`;
}

/**
 * SQL of the number a text means: currency signs and codes, spaces and separators of thousands aside; (1), 1-, △1 and ▲1 are negative,
 * 5% is 0.05. What is no finite number then is missing.
 */
export function numberOfText(x: string, decimal: 'point' | 'comma'): string {
	const bare = removed(asciiNumber(x), `[\\s\\p{Z}\\p{Sc}'’_]|円|\\b[A-Z]{3}\\b`);
	const signed = replaced(replaced(bare, '^\\((.*)\\)(%?)$', '-\\1\\2'), '^[△▲]', '-');
	const leading = replaced(signed, '^([^-].*)-$', '-\\1');
	const point =
		decimal === 'point'
			? replaced(leading, ',([0-9]{3})', '\\1')
			: `replace(${replaced(leading, '[.]([0-9]{3})', '\\1')}, ',', '.')`;
	const digits = `rtrim(${point}, '%')`;
	const isNumber = `regexp_full_match(${digits}, '[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)?')`;
	const number = `TRY_CAST(${digits} AS DOUBLE) / CASE WHEN ends_with(${point}, '%') THEN 100 ELSE 1 END`;
	return `CASE WHEN ${isNumber} AND isfinite(TRY_CAST(${digits} AS DOUBLE)) THEN ${number} END`;
}
