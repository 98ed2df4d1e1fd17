import { parseRecipe } from '$lib/core/recipe/recipe';
import { seededRandom } from '$lib/core/random';

/** The table that engines are compared on. */
export const wideRows = 1_000_000;
const cities = ['Kyoto', 'Osaka', 'Nara', 'Kobe', '?'];

export function wideCsv(): string {
	const random = seededRandom(5);
	const lines = ['id,a,b,c,city,e,f,g,when,ok,k,l'];
	for (let i = 0; i < wideRows; i++) {
		const x = random();
		const b = x < 0.05 ? '' : (x * 100).toFixed(3);
		const day = `20${10 + (i % 14)}-0${(i % 9) + 1}-${String((i % 27) + 1).padStart(2, '0')}`;
		lines.push(
			`${i},${(random() - 0.5).toFixed(5)},${b},${Math.floor(random() * 1000)},${cities[i % 5]},${random().toFixed(4)},${random().toFixed(4)},${i % 50},${day},${i % 3 ? 'true' : 'false'},${random().toFixed(4)},${i % 9}`
		);
	}
	return `${lines.join('\n')}\n`;
}

/** Ten steps that people take, four of which learn. */
export const tenSteps = parseRecipe({
	schemaVersion: 1,
	steps: [
		{ op: 'replace-value', params: { columns: ['city'], from: ['?'] } },
		{ op: 'fill-missing', params: { columns: ['b'], method: 'mean' } },
		{ op: 'drop-missing', params: { columns: ['city'] } },
		{ op: 'formula', params: { name: 'ae', formula: 'a * 2 + e' } },
		{ op: 'standardise', params: { columns: ['e'] } },
		{ op: 'clip', params: { columns: ['c'] } },
		{ op: 'min-max', params: { columns: ['k'] } },
		{ op: 'date-parts', params: { column: 'when', parts: ['year', 'month'] } },
		{ op: 'one-hot', params: { columns: ['city'] } },
		{ op: 'filter', params: { condition: 'ae > 0' } }
	]
});

/** SQL of what every engine must agree on about the prepared table. */
export const checkSql = 'SELECT count(*)::DOUBLE AS n, sum(e) AS e, sum(c)::DOUBLE AS c, sum(b) AS b, sum(k) AS k';

export interface Check {
	readonly n: number;
	readonly e: number;
	readonly c: number;
	readonly b: number;
	readonly k: number;
}

/** Throws where two engines prepared different tables. */
export function mustAgree(who: string, one: Check, other: Check): void {
	for (const name of ['n', 'e', 'c', 'b', 'k'] as const)
		if (Math.abs(one[name] - other[name]) > 1e-6 * Math.max(1, Math.abs(one[name])))
			throw new Error(`${who} disagree about ${name}: ${one[name]} and ${other[name]}`);
}
