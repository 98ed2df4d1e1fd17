import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	close,
	column,
	deviation,
	mean,
	median,
	oddName,
	oddValues,
	present,
	someNumbers,
	someOf,
	type Maybe
} from './definition';
import { run, table } from './native';

const count = 70;
const xs = someNumbers(count, 21);
const ys = someNumbers(count, 22);
const groups = someOf(oddValues, count, 23);
const places = Array.from({ length: count }, (_, i) => (i * 31) % count);
const source = await table(
	{ [oddName]: 'DOUBLE', y: 'DOUBLE', g: 'VARCHAR', t: 'BIGINT' },
	xs.map((x, i) => [x, ys[i] ?? null, groups[i] ?? null, places[i] ?? 0])
);
const known = present(xs);

describe('fill', () => {
	it.each([
		['mean', mean],
		['median', median],
		['minimum', (of: readonly number[]) => Math.min(...of)],
		['maximum', (of: readonly number[]) => Math.max(...of)]
	] as const)('with the %s of the group', async (method, of) => {
		const unseen = oddValues[1];
		const isSeen = (i: number) => groups[i] !== null && groups[i] !== unseen;
		const { rows } = await run([{ op: 'fill-by-group', params: { columns: [oddName], by: 'g', method } }], source, {
			fitOn: `g is not missing and g != 'São "Paulo"'`
		});
		close(
			rows,
			oddName,
			xs.map((x, i) => {
				const all = present(xs.filter((_, j) => isSeen(j)));
				const own = present(xs.filter((_, j) => groups[j] === groups[i]));
				return x ?? of(isSeen(i) && own.length > 0 ? own : all);
			})
		);
	});

	const inOrder = [...xs.keys()].sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0));
	/** The places of the rows around row i in the order, nearest first. */
	function neighbours(i: number, step: 1 | -1, within: readonly number[]): number[] {
		const at = within.indexOf(i);
		return step === 1 ? within.slice(at + 1) : within.slice(0, at).reverse();
	}

	it.each([
		['fill-forward', -1],
		['fill-backward', 1]
	] as const)('%s, along an order, within groups, over a few rows', async (op, step) => {
		const { rows } = await run([{ op, params: { columns: [oddName], order: 't', by: 'g', limit: 2 } }], source);
		close(
			rows,
			oddName,
			xs.map((x, i) => {
				const within = inOrder.filter((j) => groups[j] === groups[i]);
				const found = neighbours(i, step, within)
					.slice(0, 2)
					.find((j) => (xs[j] ?? null) !== null);
				return x ?? (found === undefined ? null : (xs[found] ?? null));
			})
		);
		const plain = await run([{ op, params: { columns: ['g'] } }], source);
		expect(column(plain.rows, 'g')).toEqual(
			groups.map(
				(g, i) =>
					g ??
					neighbours(i, step, [...xs.keys()])
						.map((j) => groups[j] ?? null)
						.find(Boolean) ??
					null
			)
		);
	});

	it.each(['missing', 'nearest'] as const)('on the line between neighbours, ends %s', async (ends) => {
		const { rows } = await run(
			[{ op: 'fill-series', params: { columns: [oddName], method: 'linear', order: 't', leftOver: ends } }],
			source
		);
		close(
			rows,
			oddName,
			xs.map((x, i) => {
				if (x !== null) return x;
				const has = (j: number) => (xs[j] ?? null) !== null;
				const [a, b] = [neighbours(i, -1, inOrder).find(has), neighbours(i, 1, inOrder).find(has)];
				if (a === undefined || b === undefined) return ends === 'nearest' ? (xs[a ?? b ?? 0] ?? null) : null;
				const [t, ta, tb] = [i, a, b].map((j) => places[j] ?? 0);
				const share = ((t ?? 0) - (ta ?? 0)) / ((tb ?? 0) - (ta ?? 0));
				return (xs[a] ?? 0) + ((xs[b] ?? 0) - (xs[a] ?? 0)) * share;
			})
		);
	});

	it('from another column', async () => {
		const { rows } = await run([{ op: 'fill-from-column', params: { column: oddName, source: 'y' } }], source);
		close(
			rows,
			oddName,
			xs.map((x, i) => x ?? ys[i] ?? null)
		);
		const text = await run([{ op: 'fill-from-column', params: { column: 'g', source: 't' } }], source);
		expect(column(text.rows, 'g')).toEqual(groups.map((g, i) => g ?? String(places[i])));
		const wrong = run([{ op: 'fill-from-column', params: { column: 't', source: 'g' } }], source);
		await expect(wrong).rejects.toThrow(/column-kind/);
	});

	it('with values drawn by the seed', async () => {
		const { rows } = await run([{ op: 'fill-random', params: { columns: [oddName, 'g'], seed: 7 } }], source);
		const draw = <T>(values: readonly T[], i: number, row: number) => {
			const hex = createHash('md5').update(`7:${i}:${row}`).digest().readBigUInt64LE(8);
			return values[Number(hex % BigInt(values.length))];
		};
		const sorted = [...known].sort((a, b) => a - b);
		close(
			rows,
			oddName,
			xs.map((x, i) => x ?? draw(sorted, 0, i + 1) ?? null)
		);
		const words = present(groups).sort((a, b) => (Buffer.from(a) < Buffer.from(b) ? -1 : 1));
		const drawn = groups.map((g, i) => g ?? draw(words, 1, i + 1));
		expect(column(rows, 'g')).toEqual(drawn);
	});

	it('from the nearest rows', async () => {
		const params = { column: oddName, from: ['y', 't'], count: 3 };
		const { rows } = await run([{ op: 'fill-nearest', params }], source);
		const complete = [...xs.keys()].filter((i) => (xs[i] ?? null) !== null && (ys[i] ?? null) !== null);
		const sy = deviation(complete.map((i) => ys[i] ?? NaN));
		const st = deviation(complete.map((i) => places[i] ?? NaN));
		close(
			rows,
			oddName,
			xs.map((x, i) => {
				if (x !== null) return x;
				const y = ys[i] ?? null;
				const near = complete
					.map((j) => {
						const dy = y === null ? 0 : (y - (ys[j] ?? NaN)) / sy;
						return { far: dy ** 2 + (((places[i] ?? 0) - (places[j] ?? 0)) / st) ** 2, x: xs[j] ?? NaN };
					})
					.sort((a, b) => a.far - b.far || a.x - b.x);
				return mean(near.slice(0, 3).map((each) => each.x));
			})
		);
	});

	it('by linear regression, as numpy.linalg.lstsq has it', async () => {
		const data = await table({ a: 'DOUBLE', b: 'DOUBLE', c: 'DOUBLE' }, [
			[1, 2, 3],
			[2, 1, 5],
			[3, 5, 4],
			[4, 3, 8],
			[5, 8, 6.5],
			[6, 2, null],
			[null, 4, null]
		]);
		const { rows } = await run([{ op: 'fill-regression', params: { column: 'c', from: ['a', 'b'] } }], data);
		close(rows, 'c', [3, 5, 4, 8, 6.5, 12.42500000000004, 5.162499999999996]);
	});

	it('with a value at the end', async () => {
		const { rows } = await run(
			[{ op: 'fill-tail', params: { columns: [oddName], end: 'left', deviations: 2 } }],
			source
		);
		close(
			rows,
			oddName,
			xs.map((x) => x ?? mean(known) - 2 * deviation(known))
		);
	});

	it('leaves a table without anything to learn from as it is', async () => {
		const gaps = await table({ x: 'DOUBLE', y: 'DOUBLE', g: 'VARCHAR' }, [[null, null, null]]);
		const steps = [
			{ op: 'fill-by-group', params: { columns: ['x'], by: 'g' } },
			{ op: 'fill-forward', params: { columns: ['x'] } },
			{ op: 'fill-series', params: { columns: ['x'], method: 'linear' } },
			{ op: 'fill-random', params: { columns: ['x', 'g'] } },
			{ op: 'fill-nearest', params: { column: 'x', from: ['y'] } },
			{ op: 'fill-regression', params: { column: 'x', from: ['y'] } },
			{ op: 'fill-tail', params: { columns: ['x'] } }
		];
		for (const step of steps) expect((await run([step], gaps)).rows, step.op).toEqual([{ x: null, y: null, g: null }]);
	});

	it('learns once and applies to any rows', async () => {
		const maybe = fc.option(fc.integer({ min: -50, max: 50 }));
		await fc.assert(
			fc.asyncProperty(
				fc.array(maybe, { minLength: 1, maxLength: 8 }),
				fc.array(maybe, { minLength: 1, maxLength: 8 }),
				async (learn, apply) => {
					const all = await table({ x: 'DOUBLE', t: 'BIGINT' }, [
						...learn.map((x) => [x, 1]),
						...apply.map((x) => [x, 0])
					]);
					const { rows } = await run([{ op: 'fill-tail', params: { columns: ['x'] } }], all, { fitOn: 't = 1' });
					const seen = present(learn);
					const fill = seen.length === 0 ? null : mean(seen) + 3 * deviation(seen);
					close(
						rows,
						'x',
						[...learn, ...apply].map((x): Maybe => x ?? fill)
					);
				}
			),
			{ numRuns: 20 }
		);
	});
});

describe('look for gaps', () => {
	const gaps = xs.map((x, i) => [x, ys[i] ?? null, groups[i] ?? null].filter((each) => each === null).length);
	it('marks, counts and names them', async () => {
		const steps = [
			{ op: 'missing-indicator', params: { columns: [oddName] } },
			{ op: 'count-missing', params: { columns: [oddName, 'y', 'g'] } },
			{ op: 'missing-pattern', params: { columns: [oddName, 'y'] } }
		];
		const { rows } = await run(steps, source);
		expect(column(rows, `${oddName} is missing`)).toEqual(xs.map((x) => Number(x === null)));
		expect(column(rows, 'missing')).toEqual(gaps);
		const names = (i: number) => [...(xs[i] === null ? [oddName] : []), ...(ys[i] === null ? ['y'] : [])];
		expect(column(rows, 'missing pattern')).toEqual(xs.map((_, i) => names(i).join(' + ')));
	});

	it('drops and keeps rows', async () => {
		const many = await run([{ op: 'drop-rows-with-gaps', params: { most: 1 } }], source);
		expect(column(many.rows, 't')).toEqual(places.filter((_, i) => (gaps[i] ?? 0) <= 1));
		const kept = await run([{ op: 'keep-missing' }], source);
		expect(column(kept.rows, 't')).toEqual(places.filter((_, i) => (gaps[i] ?? 0) > 0));
	});
});

describe('make missing', () => {
	it('words, empty texts, numbers', async () => {
		const words = ['UNKNOWN', ' n/a ', '-', 'ok', '', '\u3000', null, '不明', "it's", 'Nana'];
		const numbers = [999, -1, 0, 5, null, Infinity, NaN, -Infinity, 0, 2];
		const data = await table(
			{ w: 'VARCHAR', n: 'DOUBLE' },
			words.map((w, i) => [w, numbers[i] ?? null])
		);
		const of = async (op: string, params: object, name: string) =>
			column((await run([{ op, params }], data)).rows, name);
		const params = { columns: ['w', 'n'], also: ["It's"], numbers: [999, -1] };
		expect(await of('disguised-missing', params, 'w')).toEqual([
			null,
			null,
			null,
			'ok',
			null,
			null,
			null,
			null,
			null,
			'Nana'
		]);
		expect(await of('disguised-missing', params, 'n')).toEqual([
			null,
			null,
			0,
			5,
			null,
			Infinity,
			null,
			-Infinity,
			0,
			2
		]);
		expect(await of('empty-to-missing', { columns: ['w'] }, 'w')).toEqual(
			words.map((w) => (w?.trim() === '' ? null : w))
		);
		expect(await of('empty-to-missing', { columns: ['w'], spaces: false }, 'w')).toEqual(
			words.map((w) => (w === '' ? null : w))
		);
		expect(await of('zero-to-missing', { columns: ['n'] }, 'n')).toEqual([
			999,
			-1,
			null,
			5,
			null,
			Infinity,
			null,
			-Infinity,
			null,
			2
		]);
		expect(await of('zero-to-missing', { columns: ['n'], which: 'negative' }, 'n')).toEqual([
			999,
			null,
			0,
			5,
			null,
			Infinity,
			null,
			null,
			0,
			2
		]);
		expect(await of('not-finite-to-missing', { columns: ['n'] }, 'n')).toEqual([
			999,
			-1,
			0,
			5,
			null,
			null,
			null,
			null,
			0,
			2
		]);
		expect(await of('missing-where', { columns: ['w'], condition: 'n > 4' }, 'w')).toEqual([
			null,
			' n/a ',
			'-',
			null,
			'',
			null,
			null,
			'不明',
			"it's",
			'Nana'
		]);
	});
});
