import { desc, escape, fromCSV, not, op, type ColumnTable } from 'arquero';
import type { Check } from './wide-table';

interface Row {
	readonly a: number;
	readonly b: number | null;
	readonly c: number;
	readonly city: string | null;
	readonly e: number;
	readonly k: number;
	readonly ae: number;
	readonly when: Date;
}

/** The table as Arquero reads it: types guessed, dates parsed. */
export function readWithArquero(text: string): ColumnTable {
	return fromCSV(text);
}

/** Missing, distinct, least, most, mean, quartiles and twenty bins or the most frequent values of every column. */
export function profileWithArquero(table: ColumnTable): unknown[] {
	return table.columnNames().map((name) => {
		const values = table.select({ [name]: 'x' });
		const isNumber = typeof table.get(name, 0) === 'number';
		const facts = values
			.rollup({
				missing: (d: { x: unknown }) => op.invalid(d.x),
				distinct: (d: { x: unknown }) => op.distinct(d.x),
				...(isNumber && {
					mean: (d: { x: number }) => op.mean(d.x),
					first: (d: { x: number }) => op.quantile(d.x, 0.25),
					median: (d: { x: number }) => op.median(d.x),
					third: (d: { x: number }) => op.quantile(d.x, 0.75)
				})
			})
			.objects();
		const extremes = values.rollup({
			least: (d: { x: number }) => op.min(d.x),
			most: (d: { x: number }) => op.max(d.x)
		});
		const least: number = extremes.get('least', 0);
		const most: number = extremes.get('most', 0);
		const counts = isNumber
			? values.groupby({
					bin: escape((d: { x: number }) => Math.min(19, Math.floor(((d.x - least) / (most - least)) * 20)))
				})
			: values.groupby('x');
		return { name, facts, least, most, counts: counts.count().orderby(desc('count')).slice(0, 20).objects() };
	});
}

/** The ten steps of the benchmark, as a person who knows Arquero writes them. */
export function prepareWithArquero(table: ColumnTable): ColumnTable {
	const kept = table
		.derive({ city: (d: Row) => (d.city === '?' ? null : d.city) })
		.impute({ b: (d: Row) => op.mean(d.b) })
		.filter((d: Row) => d.city !== null)
		.derive({ ae: (d: Row) => d.a * 2 + d.e })
		.derive({ e: (d: Row) => (d.e - op.mean(d.e)) / op.stdevp(d.e) })
		.derive({ c: (d: Row) => op.least(op.greatest(d.c, op.quantile(d.c, 0.01)), op.quantile(d.c, 0.99)) })
		.derive({ k: (d: Row) => (d.k - op.min(d.k)) / (op.max(d.k) - op.min(d.k)) })
		.derive({ when_year: (d: Row) => op.utcyear(d.when), when_month: (d: Row) => op.utcmonth(d.when) + 1 });
	const cities: string[] = kept.rollup({ all: op.array_agg_distinct('city') }).get('all', 0);
	const indicators = cities.map((city) => [`city=${city}`, escape((d: Row) => (d.city === city ? 1 : 0))] as const);
	return kept
		.derive(Object.fromEntries(indicators))
		.select(not('city'))
		.filter((d: Row) => d.ae > 0)
		.reify();
}

export function checkOf(table: ColumnTable): Check {
	const sum = (name: string): number => table.rollup({ s: op.sum(name) }).get('s', 0);
	return { n: table.numRows(), e: sum('e'), c: sum('c'), b: sum('b'), k: sum('k') };
}
