import { expect, it } from 'vitest';
import fc from 'fast-check';
import { numberVector, textVector, type Columns } from '$lib/core/table/columns';
import { readColumns, writeColumns } from '$lib/engines/duckdb-wasm/arrow-columns';

const cells = <T>(cell: fc.Arbitrary<T>) => fc.array(fc.option(cell, { nil: null }), { minLength: 40, maxLength: 40 });

it('gives back the columns it wrote, in order, with what is missing', () => {
	fc.assert(
		fc.property(cells(fc.double({ noNaN: true })), cells(fc.string({ unit: 'grapheme' })), (numbers, texts) => {
			const columns: Columns = {
				rows: 40,
				columns: [
					// names like these would change places as keys of an object
					{ name: '2020', type: 'VARCHAR', vector: textVector(texts) },
					{ name: '7', type: 'DOUBLE', vector: numberVector(numbers) }
				]
			};
			expect(readColumns(writeColumns(columns), columns.columns)).toEqual(columns);
		})
	);
});

it('needs no function made from text', () => {
	const whole = globalThis.Function;
	globalThis.Function = new Proxy(whole, {
		apply: () => {
			throw new EvalError('refused by the content security policy');
		},
		construct: () => {
			throw new EvalError('refused by the content security policy');
		}
	});
	try {
		const columns = [{ name: 'a', type: 'VARCHAR', vector: textVector(['x', null]) }];
		expect(writeColumns({ rows: 2, columns }).byteLength).toBeGreaterThan(0);
	} finally {
		globalThis.Function = whole;
	}
});
