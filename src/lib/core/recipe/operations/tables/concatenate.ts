import * as v from 'valibot';
import { AppError } from '../../../errors';
import type { Field } from '../../../table/schema';
import { sqlName, sqlValue } from '../../../table/sql';
import { commonType } from '../../common-type';
import { booleanField, choiceField, intoField, tablesField, textField } from '../../field';
import { kindOfType } from '../../number-column';
import { defineOperation, tableNamed } from '../../operation';
import { untakenName } from '../../untaken-name';

export const concatenate = defineOperation({
	id: 'concatenate',
	group: 'tables',
	title: 'Concatenate tables',
	description:
		'Puts the rows of other tables under those of this one. Columns meet by name or by position; one that a table does not have is missing ' +
		'there, or, by name, is left out. Columns of two types become what holds both: numbers, dates with time, else text. Rows that are equal ' +
		'in every column can be left once, and a column can say which table a row came from.',
	rows: 'new',
	readsOrder: true,
	params: v.strictObject({
		tables: tablesField(),
		match: choiceField(['name', 'position'], 'name'),
		columns: choiceField(['all', 'shared', 'own'], 'all'),
		distinct: booleanField(false),
		source: intoField(),
		ownName: textField('this table')
	}),
	query: ({ tables, match, columns, distinct, source, ownName }, input, _fitted, context) => {
		const others = tables.map((name) => ({ name, ...tableNamed(context, name) }));
		const all = [{ schema: input }, ...others].map(({ schema }) => schema);
		const key = (field: Field, place: number) => (match === 'name' ? field.name.toLowerCase() : String(place));
		const keyed = all.map((schema) => new Map(schema.map((field, place) => [key(field, place), field])));
		const keys = [...new Set(keyed.flatMap((fields) => [...fields.keys()]))].filter(
			(each) =>
				columns === 'all' ||
				(columns === 'own' ? keyed[0]?.has(each) === true : keyed.every((fields) => fields.has(each)))
		);
		const taken: string[] = [];
		const fields = keys.map((each): Field => {
			const found = keyed.flatMap((of) => of.get(each) ?? []);
			const type = commonType(found);
			const [first] = found;
			const name = untakenName(first?.name ?? each, taken, '_2');
			taken.push(name);
			return { name, type, kind: first && first.type === type ? first.kind : kindOfType(type) };
		});
		if (source !== undefined && fields.some(({ name }) => name.toLowerCase() === source.toLowerCase()))
			throw new AppError('table/column-duplicate', { column: source, other: source });
		const part = (place: number, hidden: string) => {
			const cells = keys.map((each, i) => {
				const own = keyed[place]?.get(each);
				const { name = '', type = 'VARCHAR' } = fields[i] ?? {};
				return `${own ? (own.type === type ? sqlName(own.name) : `${sqlName(own.name)}::${type}`) : `NULL::${type}`} AS ${sqlName(name)}`;
			});
			return `SELECT ${[...cells, `${place} AS "__table"`, hidden].join(', ')}`;
		};
		return {
			columns: [
				...fields.map((field, place) => ({
					field,
					sql: sqlName(field.name),
					from: keyed[0]?.has(keys[place] ?? '') ? [keyed[0].get(keys[place] ?? '')?.name ?? ''] : [],
					others: others.flatMap(({ name }, i) => {
						const found = keyed[i + 1]?.get(keys[place] ?? '');
						return found ? [{ table: name, column: found.name }] : [];
					})
				})),
				...(source === undefined
					? []
					: [
							{
								field: { name: source, type: 'VARCHAR', kind: 'categorical' as const },
								sql: `list_extract([${[ownName, ...tables].map((name) => sqlValue(name)).join(', ')}], "__table" + 1)`,
								from: []
							}
						])
			],
			from: (relation, hidden) =>
				`(${[
					`${part(0, [`${context.row} AS "__place"`, ...hidden].join(', '))} FROM ${relation}`,
					...others.map(({ sql }, i) => {
						const made = hidden.map((name) => `${name === context.row ? 'NULL' : 'TRUE'} AS ${name}`);
						return `${part(i + 1, ['row_number() OVER () AS "__place"', ...made].join(', '))} FROM ${sql}`;
					})
				].join(' UNION ALL ')})`,
			...(distinct && {
				qualify: `row_number() OVER (PARTITION BY ${fields.map(({ name }) => sqlName(name)).join(', ')} ORDER BY "__table", "__place") = 1`
			}),
			orderBy: ['"__table"', '"__place"']
		};
	}
});
