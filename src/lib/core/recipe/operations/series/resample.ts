import * as v from 'valibot';
import { isNumericType, type Field } from '../../../table/schema';
import { sqlName } from '../../../table/sql';
import { momentSql } from '../../date-column';
import { dateUnits, spanStartSql } from '../../date-units';
import { choiceField, columnField, groupsField, numberField as numberParam } from '../../field';
import { freshName } from '../../fresh-name';
import { filledSql, numberFills, otherFills } from '../../linear-fill';
import { finiteColumnSql } from '../../number-column';
import { defineOperation, fieldsNamed, passColumn, type OutputColumn } from '../../operation';
import { valueSql } from '../../value-column';
import { gridSql, sameGroup } from './grid';
import { mostCommonSql } from './most-common';

const numberRules = ['mean', 'median', 'minimum', 'maximum', 'sum', 'first', 'last', 'count'] as const;
const otherRules = ['most-common', 'first', 'last'] as const;

/** SQL over x, a column's values in a span, in the order of time. */
function gathered(
	field: Field,
	rule: (typeof numberRules)[number] | (typeof otherRules)[number],
	order: string
): string {
	const x = isNumericType(field.type) ? finiteColumnSql(field) : valueSql(field);
	switch (rule) {
		case 'first':
		case 'last':
			return `${rule}(${x} ORDER BY ${order}) FILTER (${x} IS NOT NULL)`;
		case 'most-common':
			return mostCommonSql(x);
		case 'mean':
			return `avg(${x})`;
		case 'minimum':
		case 'maximum':
			return `${rule === 'minimum' ? 'min' : 'max'}(${x})`;
		default:
			return `${rule}(${x})`;
	}
}

export const resample = defineOperation({
	id: 'resample',
	group: 'series',
	title: 'Resample a series',
	description:
		'One row for each span of time of each series, from its first to its last: what falls into a span becomes one value, and spans that hold none are filled by a rule (`missing` leaves them). Linear and nearest go by time, within the series; rows without a moment go.',
	rows: 'new',
	readsOrder: true,
	params: v.strictObject({
		time: columnField('temporal'),
		every: numberParam(1, { integer: true, min: 1, max: 1_000_000 }),
		unit: choiceField(dateUnits, 'day'),
		by: groupsField(),
		numbers: choiceField(numberRules, 'mean'),
		others: choiceField(otherRules, 'most-common'),
		fillNumbers: choiceField(numberFills, 'missing'),
		fillOthers: choiceField(otherFills, 'missing')
	}),
	query: (params, input, _fitted, { row }) => {
		const { time, every, unit, by, numbers, others, fillNumbers, fillOthers } = params;
		const moment = momentSql(input, time);
		const groups = fieldsNamed(input, by).map(({ name }) => sqlName(name));
		const span = sqlName(freshName(input, 'span start'));
		const first = sqlName(freshName(input, 'first row'));
		const values = input.filter(({ name }) => name !== time && !by.includes(name));
		const ruleOf = ({ type }: Field) => (isNumericType(type) ? numbers : others);
		const columns = input.map((field): OutputColumn => {
			if (field.name === time)
				return { field: { ...field, type: 'TIMESTAMP', kind: 'datetime' }, sql: span, from: [time] };
			if (by.includes(field.name)) return passColumn(field);
			const isNumber = isNumericType(field.type);
			const made = isNumber ? { ...field, type: 'DOUBLE', kind: 'numeric' as const } : field;
			const fill = isNumber ? fillNumbers : fillOthers;
			const sql = filledSql(fill, field.name, `epoch(${span})`, groups, [span]);
			return {
				field: made,
				sql: sql === sqlName(field.name) && !isNumber ? sql : `(${sql})::${made.type}`,
				from: [field.name, time, ...by]
			};
		});
		return {
			columns,
			from: (relation, hidden) => {
				const [rowName, train] = hidden;
				const made = values.map(
					(field) => `${gathered(field, ruleOf(field), `${moment}, ${row}`)} AS ${sqlName(field.name)}`
				);
				const kept = [
					...groups,
					`${spanStartSql(every, unit, moment)} AS ${span}`,
					...made,
					...(rowName === undefined ? [] : [`min(${rowName}) AS ${rowName}`]),
					...(train === undefined ? [] : [`bool_and(${train}) AS ${train}`])
				];
				const spans = `SELECT ${kept.join(', ')} FROM ${relation} WHERE ${moment} IS NOT NULL GROUP BY ${[...groups, span].join(', ')}`;
				const wanted = [
					...groups.map((name) => `grid.${name}`),
					`grid.${span}`,
					`grid.${first}`,
					...values.map(({ name }) => `spans.${sqlName(name)}`),
					...hidden.map((name) => `spans.${name}`)
				];
				return `(WITH spans AS (${spans}), grid AS (${gridSql({ op: 'resample', relation: 'spans', groups, moment: span, row, every, unit, first })}) SELECT ${wanted.join(', ')} FROM grid LEFT JOIN spans ON ${[...sameGroup(groups, 'grid', 'spans'), `grid.${span} = spans.${span}`].join(' AND ')})`;
			},
			orderBy: [first, span]
		};
	}
});
