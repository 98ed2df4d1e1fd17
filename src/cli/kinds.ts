import { AppError } from '$lib/core/errors';
import { entryOf } from '$lib/core/table/named';
import { kinds, type TableSchema } from '$lib/core/table/schema';

/** A schema with the kinds a person named; `continuous` is another word for numeric. */
export function withKinds(schema: TableSchema, named: Readonly<Record<string, string>>): TableSchema {
	for (const column of Object.keys(named))
		if (!schema.some(({ name }) => name === column))
			throw new AppError('table/column-missing', { column, columns: schema.map(({ name }) => name).join(', ') });
	return schema.map((field) => {
		const wanted = entryOf(named, field.name);
		if (wanted === undefined) return field;
		const kind = wanted === 'continuous' ? 'numeric' : kinds.find((name) => name === wanted);
		if (!kind)
			throw new AppError('usage/bad-option', {
				option: 'kind',
				value: `${field.name}=${wanted}`,
				allowed: `one of ${kinds.join(', ')}, continuous`
			});
		return { ...field, kind };
	});
}
