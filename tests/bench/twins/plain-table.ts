/** What a page without an engine would do: the file split into fields, columns as plain arrays, one loop a step. */
export interface PlainTable {
	readonly names: readonly string[];
	readonly columns: (number | string | null)[][];
}

export function readCsvPlainly(text: string): PlainTable {
	const lines = text.split('\n');
	const names = (lines[0] ?? '').split(',');
	const columns = names.map((): (number | string | null)[] => []);
	for (let i = 1; i < lines.length; i++) {
		const line = lines[i] ?? '';
		if (line === '') continue;
		line.split(',').forEach((field, c) => {
			const number = Number(field);
			columns[c]?.push(field === '' ? null : Number.isNaN(number) ? field : number);
		});
	}
	return { names, columns };
}

/** Missing, distinct, minimum, maximum, mean, quartiles and twenty bins of every column. */
export function profilePlainly({ columns }: PlainTable): { missing: number; distinct: number }[] {
	return columns.map((values) => {
		const present = values.filter((value) => value !== null);
		const distinct = new Set(present).size;
		const numbers = present.filter((value) => typeof value === 'number').sort((a, b) => a - b);
		const bins = new Array<number>(20).fill(0);
		const [low, high] = [numbers[0] ?? 0, numbers.at(-1) ?? 0];
		for (const x of numbers) {
			const bin = high > low ? Math.min(19, Math.floor(((x - low) / (high - low)) * 20)) : 0;
			bins[bin] = (bins[bin] ?? 0) + 1;
		}
		const counts = new Map<unknown, number>();
		for (const value of present) if (typeof value === 'string') counts.set(value, (counts.get(value) ?? 0) + 1);
		return { missing: values.length - present.length, distinct };
	});
}

type Cells = (number | null)[];

/** The ten steps of the benchmark's recipe, written out for its table. Returns the columns it ends with. */
export function prepareRowsPlainly({ names, columns }: PlainTable): Map<string, (number | string | null)[]> {
	let table = new Map(names.map((name, c) => [name, columns[c] ?? []]));
	const get = (name: string) => table.get(name) ?? [];
	const numbers = (name: string): Cells => get(name).map((value) => (typeof value === 'number' ? value : null));
	const mean = (values: Cells) => {
		const present = values.filter((value) => value !== null);
		return present.reduce((a, b) => a + b, 0) / present.length;
	};

	table.set(
		'city',
		get('city').map((value) => (value === '?' ? null : value))
	);
	const b = numbers('b');
	const fill = mean(b);
	table.set(
		'b',
		b.map((value) => value ?? fill)
	);
	const kept = get('city').map((value) => value !== null);
	table = new Map([...table].map(([name, values]) => [name, values.filter((_, row) => kept[row])]));
	const e = numbers('e');
	table.set(
		'ae',
		numbers('a').map((value, row) => (value === null ? null : value * 2 + (e[row] ?? NaN)))
	);
	const centre = mean(e);
	const spread = Math.sqrt(mean(e.map((value) => (value === null ? null : (value - centre) ** 2))));
	table.set(
		'e',
		e.map((value) => (value === null ? null : (value - centre) / spread))
	);
	const c = numbers('c');
	const sorted = c.filter((value) => value !== null).sort((x, y) => x - y);
	const quantile = (q: number) => {
		const at = q * (sorted.length - 1);
		const low = sorted[Math.floor(at)] ?? 0;
		return low + ((sorted[Math.ceil(at)] ?? 0) - low) * (at - Math.floor(at));
	};
	const [low, high] = [quantile(0.01), quantile(0.99)];
	table.set(
		'c',
		c.map((value) => (value === null ? null : Math.min(high, Math.max(low, value))))
	);
	const k = numbers('k');
	const least = k.reduce<number>((m, value) => Math.min(m, value ?? m), Infinity);
	const most = k.reduce<number>((m, value) => Math.max(m, value ?? m), -Infinity);
	table.set(
		'k',
		k.map((value) => (value === null ? null : (value - least) / (most - least)))
	);
	const when = get('when').map((value) => new Date(`${String(value)}T00:00:00Z`));
	table.set(
		'when_year',
		when.map((date) => date.getUTCFullYear())
	);
	table.set(
		'when_month',
		when.map((date) => date.getUTCMonth() + 1)
	);
	for (const category of [...new Set(get('city'))].sort())
		table.set(
			`city=${String(category)}`,
			get('city').map((value) => (value === category ? 1 : 0))
		);
	table.delete('city');
	const above = numbers('ae').map((value) => value !== null && value > 0);
	return new Map([...table].map(([name, values]) => [name, values.filter((_, row) => above[row])]));
}
