import * as v from 'valibot';
import { columnField, columnsField, optionalTextField } from '../../field';
import { categoryField } from '../../categories';
import {
	groupPortable,
	groupsFound,
	groupsOf,
	groupsSql,
	LearnedGroupsSchema,
	lookUpGroups,
	type LearnedGroups
} from '../../learned-groups';
import { eachNumber, eachPortable } from '../../each-number';
import { finiteColumnSql, finiteSql, numberField } from '../../number-column';
import { defineOperation, type FitRow } from '../../operation';

interface GroupScale<Id extends string> {
	readonly id: Id;
	readonly title: string;
	readonly description: string;
	/** Aggregates over x, the finite values of a column. */
	readonly parts: Readonly<Record<string, string>>;
	readonly scale: (part: (key: string) => number) => { shift: number; scale: number };
}

const params = v.strictObject({
	columns: columnsField('number'),
	by: columnField('number-or-text'),
	suffix: optionalTextField()
});

/** (x - shift) / scale with a shift and scale for each group; a group not seen, or missing, takes those of all rows learned from. */
export function groupScale<const Id extends string>({ id, title, description, parts, scale }: GroupScale<Id>) {
	return defineOperation<Id, typeof params, LearnedGroups>({
		id,
		group: 'numbers',
		title,
		description,
		rows: 'each',
		readsOrder: true,
		params,
		state: LearnedGroupsSchema,
		query: (chosen, input, fitted) => {
			const { columns, by } = chosen;
			const tables = columns.map((name) => ({ by, learned: groupsOf(fitted, name), values: 2 }));
			const { from, value } = lookUpGroups(input, tables);
			const scaled = (x: string, name: string) => {
				const i = columns.indexOf(name);
				return finiteSql(`((${x} - ${value(i, 0)}) / ${value(i, 1)})`);
			};
			return { ...eachNumber(chosen, input, scaled, [by]), from };
		},
		fitSql: ({ columns, by }, input, from) =>
			columns
				.map((name) => {
					const x = finiteColumnSql(numberField(input, name));
					return groupsSql(name, categoryField(input, by), { x }, parts, from);
				})
				.join(' UNION ALL '),
		learn: (rows, { columns }) => ({
			columns: columns.map((column) => {
				const { whole, groups } = groupsFound(rows, column);
				const figures = (row: FitRow, otherwise: readonly (number | null)[]) => {
					if (Object.keys(parts).some((key) => (row[key] ?? null) === null)) return [...otherwise];
					const { shift, scale: found } = scale((key) => Number(row[key]));
					return [shift, found !== 0 && Number.isFinite(found) ? found : 1];
				};
				return {
					column,
					other: figures(whole, [0, 1]),
					groups: groups.map(({ key, row }) => ({ key, values: figures(row, [null, null]) }))
				};
			})
		}),
		portable: (chosen, _input, fitted, graph, values) =>
			eachPortable(chosen, values, (x, name) => {
				const by = values.get(chosen.by);
				if (!by) return graph.number(null);
				const learned = groupsOf(fitted, name);
				const figure = (i: number) => groupPortable(graph, by, learned, i, learned.other[i] ?? null);
				return graph.binary('divide', graph.binary('subtract', x, figure(0)), figure(1));
			})
	});
}
