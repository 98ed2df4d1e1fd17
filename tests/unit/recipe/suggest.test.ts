import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fieldsOf } from '$lib/core/recipe/control';
import { checkFormula } from '$lib/core/recipe/formula/check';
import { operations } from '$lib/core/recipe/operations';
import { acceptsColumn, formulaName, operationsFor, suggestParams } from '$lib/core/recipe/suggest';

const schema = [
	{ name: 'age', type: 'BIGINT', kind: 'numeric' },
	{ name: 'home city', type: 'VARCHAR', kind: 'categorical' },
	{ name: 'born', type: 'DATE', kind: 'datetime' },
	{ name: 'scores', type: 'DOUBLE[]', kind: 'list' },
	{ name: 'address', type: 'STRUCT(street VARCHAR, number BIGINT)', kind: 'list' }
] as const;

it('starts every operation with parameters that only a person could still miss', () => {
	for (const operation of operations)
		for (const field of [null, ...schema]) {
			const params = suggestParams(operation, schema, field, null);
			const run = () =>
				operation
					.bind(params, undefined)
					.query(schema, { row: '"__row"', train: null, tables: new Map(), computed: null });
			const readsTable = fieldsOf(operation.params).some(
				({ control, optional }) => control.control === 'table' || (control.control === 'tables' && !optional)
			);
			const open =
				readsTable ||
				[
					'rename',
					'map-values',
					'merge-values',
					'by-example',
					'row-function',
					'list-flatten',
					'unpivot-groups',
					'sql'
				].includes(operation.id) ||
				(operation.id === 'formula' && field?.name !== 'age' && field !== null);
			if (open) expect(run).toThrow(/recipe\/|column-kind/);
			else expect(run, `${operation.id} ${field?.name}`).not.toThrow();
		}
});

it('offers for a column what takes the column', () => {
	for (const field of schema)
		for (const id of operationsFor(field, null)) {
			const operation = operations.find((each) => each.id === id);
			const params = operation && suggestParams(operation, schema, field, null);
			expect(JSON.stringify(params)).toContain(id === 'split' ? '' : field.name.replaceAll('"', '\\"'));
		}
	expect(acceptsColumn('number', 'VARCHAR')).toBe(false);
});

it('finds coordinates by their names', () => {
	const places = ['id', 'home_lon', 'home_lat', 'Latitude (work)', '経度', 'plate'].map(
		(name) => ({ name, type: 'DOUBLE', kind: 'numeric' }) as const
	);
	const operation = operations.find(({ id }) => id === 'distance-between');
	expect(operation && suggestParams(operation, places, null, null)).toEqual({
		latitude: 'home_lat',
		longitude: 'home_lon',
		toLatitude: 'Latitude (work)',
		toLongitude: '経度'
	});
});

it('writes any name so that a formula reads it', () => {
	fc.assert(
		fc.property(
			fc.oneof(fc.string({ unit: 'grapheme', minLength: 1 }), fc.constantFrom('and', 'End', 'a"b', 'if', 'x y', '1a')),
			(name) => {
				const read = checkFormula(formulaName(name), [{ name, type: 'DOUBLE', kind: 'numeric' }]);
				expect(read).toMatchObject({ kind: 'column', field: { name } });
			}
		)
	);
});
