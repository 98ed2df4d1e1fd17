import * as v from 'valibot';
import { AppError } from '../../../errors';
import { sqlName, sqlValue } from '../../../table/sql';
import { commonType } from '../../common-type';
import { initialNameField, optionalColumnField } from '../../field';
import { kindOfType } from '../../number-column';
import { defineOperation, fieldNamed } from '../../operation';
import { untakenName } from '../../untaken-name';

const most = 200;

export const transpose = defineOperation({
	id: 'transpose',
	group: 'tables',
	title: 'Transpose',
	description:
		'Turns a small table over: each column becomes a row, each row a column called by its value in `names`, or by its number. The names are ' +
		`learned, at most ${most}; of rows with the same name the first counts, one with a missing or new name is left out. Values are numbers, ` +
		'dates with time, or text, whatever holds them all.',
	rows: 'new',
	readsOrder: true,
	params: v.strictObject({ names: optionalColumnField('any'), name: initialNameField('column') }),
	state: v.strictObject({ names: v.array(v.string()) }),
	fitSql: ({ names }, input, from) => {
		const label = names === undefined ? 'place' : `${sqlName(fieldNamed(input, names).name)}`;
		const numbered = `SELECT *, row_number() OVER () AS place FROM ${from}`;
		return `SELECT label, min(place) AS place FROM (SELECT ${label}::VARCHAR AS label, place FROM (${numbered})) WHERE label IS NOT NULL GROUP BY label ORDER BY place LIMIT ${most + 1}`;
	},
	learn: (rows) => {
		if (rows.length > most)
			throw new AppError('recipe/params-invalid', {
				op: 'transpose',
				field: 'names',
				wanted: `at most ${most} rows`,
				found: `more than ${most}`
			});
		return { names: rows.map((row) => String(row['label'] ?? '')) };
	},
	query: ({ names, name }, input, fitted, { row }) => {
		const label = names === undefined ? `row_number() OVER (ORDER BY ${row})` : sqlName(fieldNamed(input, names).name);
		const turned = input.filter((field) => field.name !== names);
		const type = commonType(turned);
		const taken = [name];
		const made = (fitted?.names ?? []).map((text) => {
			const free = untakenName(text || '_', taken, '_2');
			taken.push(free);
			return {
				field: { name: free, type, kind: kindOfType(type) },
				sql: `first("__value" ORDER BY ${row}) FILTER (WHERE "__label" = ${sqlValue(text)})`,
				from: turned.map((field) => field.name)
			};
		});
		const places = turned.map((field, i) => `(${i}, ${sqlValue(field.name)})`);
		const value = `CASE "__place" ${turned.map((field, i) => `WHEN ${i} THEN ${sqlName(field.name)}::${type}`).join(' ')} END`;
		return {
			columns: [
				{
					field: { name, type: 'VARCHAR', kind: 'categorical' },
					sql: '"__name"',
					from: turned.map((each) => each.name)
				},
				...made
			],
			from: (relation, hidden) =>
				`(SELECT "__place", "__name", "__label", ${value} AS "__value", ${hidden.join(', ')} ` +
				`FROM (SELECT *, (${label})::VARCHAR AS "__label" FROM ${relation}) CROSS JOIN (VALUES ${places.join(', ')}) AS "places"("__place", "__name"))`,
			groupBy: ['"__place"', '"__name"'],
			orderBy: ['"__place"']
		};
	}
});
