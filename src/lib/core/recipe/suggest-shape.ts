import type { Json } from '../json';
import { isNumericType, type Field, type TableSchema } from '../table/schema';

/** Parameters to start an operation that groups or turns a table with: its categories, and its numbers. */
export function suggestShape(id: string, schema: TableSchema, chosen: Field | null): Readonly<Record<string, Json>> {
	const first = (fields: readonly Field[]) => [...fields.filter((field) => field === chosen), ...fields];
	const categories = first(schema.filter(isCategory));
	const numbers = first(schema.filter(({ type, kind }) => isNumericType(type) && kind !== 'identifier'));
	const [category = schema[0], ...others] = [...new Set(categories)];
	const [other = schema.find((field) => field !== category)] = others;
	const [number] = numbers;
	const by = category ? [category.name] : [];
	const aggregates = [{ aggregate: 'rows' }, ...(number ? [{ column: number.name, aggregate: 'mean' }] : [])];
	switch (id) {
		case 'group-by':
			return { by, aggregates };
		case 'subtotals':
			return { by: [...by, ...(other ? [other.name] : [])], aggregates };
		case 'pivot':
			return {
				by: other ? [other.name] : [],
				names: category?.name ?? '',
				...(number ? { values: number.name, aggregate: 'sum' } : { aggregate: 'rows' })
			};
		case 'cross-tabulate':
			return { column: other?.name ?? '', other: category?.name ?? '' };
		case 'complete-combinations':
		case 'expand-grid':
			return { columns: [category, other].flatMap((field) => field?.name ?? []) };
		case 'unpivot':
			return number ? { columns: [...new Set(numbers)].map(({ name }) => name) } : {};
		default:
			return {};
	}
}

function isCategory({ type, kind }: Field): boolean {
	return (
		kind === 'categorical' || kind === 'ordinal' || kind === 'boolean' || (type === 'VARCHAR' && kind !== 'identifier')
	);
}
