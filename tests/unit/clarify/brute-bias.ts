/** Every bias metric straight from rows, by its definition, written apart from the code under test. */
export interface BruteRow {
	readonly d: boolean;
	readonly y: 0 | 1;
	readonly p: 0 | 1;
	readonly g: string;
}

const div = (x: number, y: number) => (y === 0 ? (x === 0 ? 0 : Math.sign(x) * Infinity) : x / y);
const minus = (x: number, y: number) => (x === y ? 0 : x - y);

export function bruteBias(rows: readonly BruteRow[]): Record<string, number> {
	const side = (d: boolean) => rows.filter((row) => row.d === d);
	const [a, d] = [side(false), side(true)];
	const share = (list: readonly BruteRow[], test: (row: BruteRow) => boolean) => list.filter(test).length / list.length;
	const count = (list: readonly BruteRow[], y: number | null, p: number | null) =>
		list.filter((row) => (y === null || row.y === y) && (p === null || row.p === p)).length;
	const pdf = (list: readonly BruteRow[]) => [0, 1].map((y) => share(list, (row) => row.y === y));
	const kept = [0, 1].filter((y) => (pdf(a)[y] ?? 0) > 0 && (pdf(d)[y] ?? 0) > 0);
	const pa = kept.map((y) => pdf(a)[y] ?? 0);
	const pd = kept.map((y) => pdf(d)[y] ?? 0);
	const kl = (x: number[], y: number[]) => x.reduce((sum, v, i) => sum + v * Math.log(v / (y[i] ?? 0)), 0);
	const mid = pa.map((v, i) => (v + (pd[i] ?? 0)) / 2);
	const gaps = pa.map((v, i) => Math.abs(v - (pd[i] ?? 0)));
	const cdd = (of: 'y' | 'p') => {
		let sum = 0;
		for (const g of new Set(rows.map((row) => row.g))) {
			const group = rows.filter((row) => row.g === g);
			const part = (value: number) => {
				const those = group.filter((row) => row[of] === value);
				return those.length === 0 ? 0 : share(those, (row) => row.d);
			};
			sum += group.length * (part(0) - part(1));
		}
		return sum / rows.length;
	};
	const b = rows.map((row) => row.p - row.y + 1);
	const mean = b.reduce((sum, v) => sum + v, 0) / b.length;
	const right = (list: readonly BruteRow[]) => share(list, (row) => row.y === row.p);
	return {
		CI: (a.length - d.length) / (a.length + d.length),
		DPL: share(a, (row) => row.y === 1) - share(d, (row) => row.y === 1),
		KL: kl(pa, pd),
		JS: (kl(pa, mid) + kl(pd, mid)) / 2,
		LP: Math.hypot(...gaps),
		TVD: gaps.reduce((sum, gap) => sum + gap, 0) / 2,
		KS: Math.max(0, ...gaps),
		CDDL: cdd('y'),
		DPPL: share(a, (row) => row.p === 1) - share(d, (row) => row.p === 1),
		DI: div(
			share(d, (row) => row.p === 1),
			share(a, (row) => row.p === 1)
		),
		DCA: minus(div(count(a, 1, null), count(a, null, 1)), div(count(d, 1, null), count(d, null, 1))),
		DCR: minus(div(count(d, 0, null), count(d, null, 0)), div(count(a, 0, null), count(a, null, 0))),
		RD: div(count(a, 1, 1), count(a, 1, null)) - div(count(d, 1, 1), count(d, 1, null)),
		SD: div(count(d, 0, 0), count(d, 0, null)) - div(count(a, 0, 0), count(a, 0, null)),
		DAR: div(count(a, 1, 1), count(a, null, 1)) - div(count(d, 1, 1), count(d, null, 1)),
		DRR: div(count(d, 0, 0), count(d, null, 0)) - div(count(a, 0, 0), count(a, null, 0)),
		AD: right(a) - right(d),
		TE: minus(div(count(d, 1, 0), count(d, 0, 1)), div(count(a, 1, 0), count(a, 0, 1))),
		GE: mean === 0 ? NaN : b.reduce((sum, v) => sum + (v / mean) ** 2 - 1, 0) / (2 * b.length),
		CDDPL: cdd('p')
	};
}
