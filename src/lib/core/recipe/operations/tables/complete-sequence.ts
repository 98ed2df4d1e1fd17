import * as v from 'valibot';
import { isNumericType, isTemporalType } from '../../../table/schema';
import { sqlName } from '../../../table/sql';
import { choiceField, columnField, groupsField, numberField } from '../../field';
import { defineOperation, fieldNamed, fieldsNamed, wantType, type OutputColumn } from '../../operation';

export const completeSequence = defineOperation({
	id: 'complete-sequence',
	group: 'tables',
	title: 'Complete a sequence',
	description:
		'Adds a row for each step of a number or date that no row has, between the smallest and the largest of its group, and puts each group in ' +
		'order: the missing years, the days without a sale. In the added rows the other columns are missing. Rows off the steps stay; rows whose ' +
		'number or date is missing come last in their group.',
	rows: 'new',
	readsOrder: true,
	params: v.strictObject({
		column: columnField(),
		by: groupsField(),
		step: numberField(1, { integer: true, min: 1, max: 1_000_000 }),
		unit: choiceField(['day', 'week', 'month', 'year', 'hour', 'minute', 'second'], 'day')
	}),
	query: ({ column, by, step, unit }, input, _fitted, { row }) => {
		const field = wantType(
			fieldNamed(input, column),
			'whole number or date',
			(type) => isTemporalType(type) || (isNumericType(type) && !/FLOAT|DOUBLE|DECIMAL|HUGEINT/.test(type))
		);
		fieldsNamed(input, by);
		const x = sqlName(column);
		const steps = isTemporalType(field.type)
			? `list_transform(generate_series(0, date_diff('${unit}', "from", "to") // ${step}), lambda i: ("from" + INTERVAL (i * ${step}) ${unit})::${field.type})`
			: `generate_series("from", "to", ${step})::${field.type}[]`;
		const keys = by.map((name, i) => ({ own: sqlName(name), key: `"steps"."key ${i + 1}"` }));
		const named = keys.map(({ own }, i) => `${own} AS "key ${i + 1}"`);
		const on = [
			...keys.map(({ own, key }) => `"rows".${own} IS NOT DISTINCT FROM ${key}`),
			`"rows".${x} = "steps"."step"`
		];
		const part = by.length === 0 ? '' : `PARTITION BY ${by.map(sqlName).join(', ')}`;
		return {
			columns: input.map((each): OutputColumn => {
				const at = by.indexOf(each.name);
				const own = `"rows".${sqlName(each.name)}`;
				const made = each.name === column ? '"steps"."step"' : at >= 0 ? `"steps"."key ${at + 1}"` : null;
				return {
					field: each,
					sql: made === null ? own : `CASE WHEN ${row} IS NULL THEN ${made} ELSE ${own} END`,
					from: [each.name]
				};
			}),
			from: (relation) =>
				`(SELECT *, unnest(list_filter(${steps}, lambda e: e <= "to")) AS "step" FROM (SELECT ${[...named, `min(${x}) AS "from"`, `max(${x}) AS "to"`, `min(${row}) AS "first"`].join(', ')} ` +
				`FROM ${relation}${keys.length === 0 ? '' : ` GROUP BY ${keys.map(({ own }) => own).join(', ')}`})) AS "steps" ` +
				`FULL JOIN (SELECT *, min(${row}) OVER (${part}) AS "__first" FROM ${relation}) AS "rows" ON ${on.join(' AND ')}`,
			orderBy: [
				'coalesce("rows"."__first", "steps"."first")',
				`coalesce("rows".${x}, "steps"."step") NULLS LAST`,
				`${row} NULLS LAST`
			]
		};
	}
});
