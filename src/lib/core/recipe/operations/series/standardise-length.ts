import * as v from 'valibot';
import { sqlName, sqlValue } from '../../../table/sql';
import { booleanField, columnsField, numberField as numberParam, optionalTextField } from '../../field';
import { elementOf, listColumn } from '../../each-list';
import { kindOfType } from '../../number-column';
import { defineOperation, withColumns, type OutputColumn } from '../../operation';

const StateSchema = v.strictObject({ lengths: v.array(v.number()) });
type State = v.InferOutput<typeof StateSchema>;

export const standardiseLength = defineOperation({
	id: 'standardise-length',
	group: 'series',
	title: 'Give lists one length',
	description:
		'Cuts lists that are longer than a length, and ends shorter ones with missing elements. The length is a quantile of the lengths in the rows learned from (1 is the longest), at most 10000. As lists, or a column for each place. A missing list stays missing.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('list'),
		quantile: numberParam(1, { min: 0, max: 1 }),
		flatten: booleanField(false),
		suffix: optionalTextField()
	}),
	state: StateSchema,
	fitSql: ({ columns, quantile }, input, from) => {
		const lengths = columns.map(
			(name, i) => `quantile_disc(len(${sqlName(listColumn(input, name).name)}), ${sqlValue(quantile)}) AS n${i}`
		);
		return `SELECT ${lengths.join(', ')} FROM ${from}`;
	},
	learn: ([found = {}], { columns }): State => ({
		lengths: columns.map((_, i) => Math.min(10_000, Math.max(1, Number(found[`n${i}`] ?? 1))))
	}),
	query: ({ columns, flatten, suffix = '' }, input, fitted) => {
		const made = columns.flatMap((name, i): OutputColumn[] => {
			const field = listColumn(input, name);
			const length = fitted?.lengths[i] ?? 1;
			if (!flatten)
				return [
					{
						field: { ...field, name: `${name}${suffix}` },
						sql: `CASE WHEN ${sqlName(name)} IS NOT NULL THEN list_resize(${sqlName(name)}, ${length}) END`,
						from: [name]
					}
				];
			const type = elementOf(field.type);
			return Array.from({ length }, (_, k) => ({
				field: { name: `${name}${suffix}_${k + 1}`, type, kind: kindOfType(type) },
				sql: `${sqlName(name)}[${k + 1}]`,
				from: [name]
			}));
		});
		return { columns: withColumns(input, made).filter(({ field }) => !flatten || !columns.includes(field.name)) };
	}
});
