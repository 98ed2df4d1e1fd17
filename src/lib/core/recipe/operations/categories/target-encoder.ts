import * as v from 'valibot';
import { sqlName, sqlValue } from '../../../table/sql';
import { categoryField } from '../../categories';
import { columnField, columnsField, numberField, optionalTextField, optionalValueField } from '../../field';
import {
	categoryKey,
	groupPortable,
	groupsFound,
	groupsSql,
	LearnedGroupsSchema,
	lookUpGroups
} from '../../learned-groups';
import { defineOperation, withColumns } from '../../operation';
import { valueSql } from '../../value-column';
import { targetSql } from './target';

/** What is known of a target in some rows: how many have it, its sum and its sum of squares. */
export interface TargetSums {
	readonly count: number;
	readonly sum: number;
	readonly squares: number;
}

/** SQL of a row that was learned from: its key, target, row number and turn (drawn by the seed), the mean of all, a condition for those rows. */
export interface TrainRow {
	readonly key: string;
	readonly y: string;
	readonly row: string;
	readonly turn: string;
	readonly mean: string;
	readonly isTrain: string;
}

interface TargetEncoder<Id extends string> {
	readonly id: Id;
	readonly title: string;
	readonly description: string;
	/** The figure of a category, given `smoothing`. */
	readonly figure: (group: TargetSums, all: TargetSums, smoothing: number) => number;
	/** The figure of a category not seen. */
	readonly unseen: (all: TargetSums) => number;
	/** SQL of the figure of a row that was learned from, so that its own target is not in it. Left out: as any other row. */
	readonly train?: (row: TrainRow, smoothing: number) => string;
}

const StateSchema = v.strictObject({
	positive: v.nullable(v.string()),
	mean: v.number(),
	...LearnedGroupsSchema.entries
});

const params = v.strictObject({
	columns: columnsField('number-or-text'),
	target: columnField('number-or-text'),
	positive: optionalValueField(),
	smoothing: numberField(1, { min: 0 }),
	seed: numberField(0, { integer: true, min: 0 }),
	suffix: optionalTextField()
});

/** A category as a figure of the target in the rows learned from that have it; missing for missing. */
export function targetEncoder<const Id extends string>(encoder: TargetEncoder<Id>) {
	const { id, title, description, figure, unseen, train: trainSql } = encoder;
	return defineOperation<Id, typeof params, v.InferOutput<typeof StateSchema>>({
		id,
		group: 'categories',
		title,
		description,
		rows: 'each',
		readsOrder: true,
		params,
		state: StateSchema,
		query: ({ columns, target, positive, smoothing, seed, suffix = '' }, input, fitted, { row, train }) => {
			const learnedOf = (column: string) =>
				fitted?.columns.find((each) => each.column === column) ?? { column, other: [], groups: [] };
			const { from, value } = lookUpGroups(
				input,
				columns.map((name) => ({ by: name, learned: learnedOf(name), values: 1 }))
			);
			const y = targetSql(input, target, positive, sqlValue(fitted?.positive ?? ''));
			const turn = `md5_number_lower(${sqlValue(`${seed}:`)} || ${row})`;
			return {
				columns: withColumns(
					input,
					columns.map((name, i) => {
						const key = categoryKey(input, name).sql;
						const isTrain = `${train ?? 'FALSE'} AND ${y} IS NOT NULL`;
						const mean = sqlValue(fitted?.mean ?? 0);
						const own =
							train === null || !trainSql
								? ''
								: `WHEN ${isTrain} THEN ${trainSql({ key, y, row, turn, mean, isTrain }, smoothing)} `;
						return {
							field: { name: `${name}${suffix}`, type: 'DOUBLE', kind: 'numeric' },
							sql: `CASE WHEN ${valueSql(categoryField(input, name))} IS NULL THEN NULL ${own}ELSE ${value(i, 0)} END`,
							from: [...new Set([name, ...(own === '' ? [] : [target])])]
						};
					})
				),
				from
			};
		},
		fitSql: ({ columns, target, positive }, input, from) => {
			const last = `(SELECT max(${sqlName(target)}::VARCHAR) FROM ${from})`;
			const y = targetSql(input, target, positive, last);
			return columns
				.map((name) =>
					groupsSql(
						name,
						categoryField(input, name),
						{ y, p: `${sqlName(target)}::VARCHAR` },
						{ ys: 'count(y)', s: 'sum(y)', q: 'sum(y * y)', p: 'max(p)' },
						from
					)
				)
				.join(' UNION ALL ');
		},
		learn: (rows, { columns, smoothing }) => {
			const sums = (row: (typeof rows)[number]): TargetSums => ({
				count: Number(row['ys'] ?? 0),
				sum: Number(row['s'] ?? 0),
				squares: Number(row['q'] ?? 0)
			});
			const whole = groupsFound(rows, columns[0] ?? '').whole;
			const all = sums(whole);
			return {
				positive: (whole['p'] ?? null) === null ? null : String(whole['p']),
				mean: all.count === 0 ? 0 : all.sum / all.count,
				columns: columns.map((column) => ({
					column,
					other: [all.count === 0 ? null : unseen(all)],
					groups: groupsFound(rows, column).groups.flatMap(({ key, row }) => {
						const found = sums(row);
						return found.count === 0 ? [] : [{ key, values: [figure(found, all, smoothing)] }];
					})
				}))
			};
		},
		portable: ({ columns, suffix = '' }, _input, fitted, graph, values) =>
			new Map(
				columns.flatMap((name) => {
					const x = values.get(name);
					const learned = fitted?.columns.find((each) => each.column === name);
					return x && learned ? [[`${name}${suffix}`, groupPortable(graph, x, learned, 0, null)]] : [];
				})
			)
	});
}

export const meanOf = ({ count, sum }: TargetSums): number => sum / count;
