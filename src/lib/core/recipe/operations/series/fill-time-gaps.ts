import * as v from 'valibot';
import { isNumericType } from '../../../table/schema';
import { sqlName } from '../../../table/sql';
import { momentSql } from '../../date-column';
import { dateUnits } from '../../date-units';
import { choiceField, columnField, groupsField, numberField as numberParam } from '../../field';
import { freshName } from '../../fresh-name';
import { filledSql, numberFills, otherFills } from '../../linear-fill';
import { defineOperation, fieldNamed, fieldsNamed, passColumn, type OutputColumn } from '../../operation';
import { gridSql, sameGroup } from './grid';

/** Units that a date without a time can go by. */
const dayUnits: ReadonlySet<string> = new Set(['year', 'quarter', 'month', 'week', 'day']);

export const fillTimeGaps = defineOperation({
	id: 'fill-time-gaps',
	group: 'series',
	title: 'Add rows for missing times',
	description:
		'Adds a row for each moment of a regular grid, from the first of a series to its last, that the series does not have; all its rows stay, and take the order of time. The other columns of a new row are filled by a rule, as are gaps that were there.',
	rows: 'new',
	readsOrder: true,
	params: v.strictObject({
		time: columnField('temporal'),
		every: numberParam(1, { integer: true, min: 1, max: 1_000_000 }),
		unit: choiceField(dateUnits, 'day'),
		by: groupsField(),
		fillNumbers: choiceField(numberFills, 'missing'),
		fillOthers: choiceField(otherFills, 'missing')
	}),
	query: ({ time, every, unit, by, fillNumbers, fillOthers }, input, _fitted, { row }) => {
		const moment = momentSql(input, time);
		const groups = fieldsNamed(input, by).map(({ name }) => sqlName(name));
		const first = sqlName(freshName(input, 'first row'));
		const at = sqlName(freshName(input, 'grid time'));
		const place = `${sqlName(time)} NULLS LAST`;
		const own = fieldNamed(input, time).type;
		const type = dayUnits.has(unit) ? own : 'TIMESTAMP';
		const cast = (sql: string) => (type === own ? sql : `${sql}::${type}`);
		return {
			columns: input.map((field): OutputColumn => {
				if (field.name === time) return { field: { ...field, type }, sql: cast(sqlName(time)), from: [time] };
				if (by.includes(field.name)) return passColumn(field);
				const isNumber = isNumericType(field.type);
				const fill = isNumber ? fillNumbers : fillOthers;
				if (fill === 'missing') return passColumn(field);
				const made = isNumber ? { ...field, type: 'DOUBLE' } : field;
				const sql = filledSql(fill, field.name, `epoch(${moment})`, groups, [place, `${row} NULLS FIRST`]);
				return { field: made, sql: `(${sql})::${made.type}`, from: [field.name, time, ...by] };
			}),
			from: (relation, hidden) => {
				const wanted = [...groups.map((name) => `grid.${name}`), `grid.${first}`, `${at}::${type} AS ${sqlName(time)}`];
				const grid = gridSql({
					op: 'fill-time-gaps',
					relation: `(SELECT *, ${moment} AS ${at} FROM ${relation})`,
					groups,
					moment: at,
					row,
					every,
					unit,
					first
				});
				const there = [...sameGroup(groups, 'own', 'grid'), `own.${sqlName(time)} = grid.${at}`].join(' AND ');
				const all = hidden.includes(row)
					? `min(${row}) OVER (${groups.length === 0 ? '' : `PARTITION BY ${groups.join(', ')}`})`
					: '0';
				return `(WITH own AS (SELECT *, ${all} AS ${first} FROM ${relation}), grid AS (${grid}) SELECT * FROM own UNION ALL BY NAME SELECT ${wanted.join(', ')} FROM grid WHERE ${at} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM own WHERE ${there}))`;
			},
			orderBy: [first, place]
		};
	}
});
