import type { Field, TableSchema } from '../table/schema';
import { isNumericType } from '../table/schema';
import { sqlName } from '../table/sql';
import type { Sized } from './balance';
import { isCategorySql, categoryField } from './categories';
import { finiteColumnSql } from './number-column';
import { passColumn, type StepContext, type StepQuery } from './operation';
import { chanceSql, turnSql } from './turn';

export interface Smote {
	readonly target: string;
	readonly neighbours: number;
	readonly normalise: boolean;
	readonly seed: number;
}

/** Rows of one value that neighbours are looked for among: each is compared with each. */
const mostRows = 5000;

/** Numbers that lie between: those that stand for categories do not. */
export function smoteNumbers(input: TableSchema, target: string): Field[] {
	return input.filter((field) => field.name !== target && isNumericType(field.type) && !isCategory(field));
}

function isCategory({ type, kind }: Field): boolean {
	if (isNumericType(type)) return kind === 'categorical' || kind === 'boolean' || kind === 'identifier';
	return type === 'VARCHAR' || type === 'BOOLEAN';
}

/**
 * Made rows behind the training rows (Chawla et al. 2002): between a row of a rarer value of the target and one of its nearest of that
 * value, at a random place on the line between. Categories are SMOTE-NC's: where two rows differ in one, the square of the median of the
 * numbers' standard deviations among rows of that value adds to their squared distance (1 with no numbers), and a made row takes
 * what most of the nearest have, the nearest among equals. Dates and lists are one of the two rows'. A value with a single row is
 * left as it is. With nothing learned here, all rows pass.
 */
export function smoteQuery(
	params: Smote,
	input: TableSchema,
	sizes: readonly Sized[],
	context: StepContext
): StepQuery {
	const { target, neighbours, normalise, seed } = params;
	const field = categoryField(input, target);
	const passed = { columns: input.map(passColumn) };
	const rare = sizes.filter(({ count, wanted }) => count > 1 && count < wanted);
	const { train, row } = context;
	if (train === null || rare.length === 0) return passed;

	const isValue = rare.map(({ category }) => isCategorySql(field, category));
	const value = `(CASE ${isValue.map((test, i) => `WHEN ${test} THEN ${i}`).join(' ')} END)`;
	const pick = (figures: readonly number[], of: string) =>
		`(CASE ${of} ${figures.map((figure, i) => `WHEN ${i} THEN ${figure}`).join(' ')} END)`;
	const measured = smoteNumbers(input, target);
	const votes = input.filter((each) => each.name !== target && isCategory(each));
	const vote = (i: number) => `"smote vote ${i}"`;
	const x = (i: number) => `"smote x${i}"`;
	const scaled = measured.map((each, i) => {
		const number = finiteColumnSql(each);
		return `${normalise ? `${number} / coalesce(nullif(stddev_pop(${number}) OVER (), 0), 1)` : number} AS ${x(i)}`;
	});
	const deviations = measured.map((_, i) => `stddev_pop(${x(i)}) OVER (PARTITION BY "smote value")`);
	const penalty = `coalesce(list_median([${deviations.join(', ')}]::DOUBLE[]), 1) ** 2 AS "smote penalty"`;
	const squares =
		[
			...measured.map((_, i) => `coalesce((a.${x(i)} - b.${x(i)}) ** 2, 0)`),
			...votes.map(
				({ name }) =>
					`CASE WHEN a.${sqlName(name)} IS DISTINCT FROM b.${sqlName(name)} THEN a."smote penalty" ELSE 0 END`
			)
		].join(' + ') || '0';
	const key = `"smote row"::VARCHAR || ':' || "smote made"::VARCHAR`;
	const made = input.map(({ name, type }) => {
		const [one, other] = [`a.${sqlName(name)}`, `b.${sqlName(name)}`];
		const voted = votes.findIndex((each) => each.name === name);
		if (voted >= 0) return `v.${vote(voted)} AS ${sqlName(name)}`;
		if (name === target || !isNumericType(type))
			return `CASE WHEN ${chanceSql(seed + 2, key)} < 0.5 THEN ${one} ELSE ${other} END AS ${sqlName(name)}`;
		const between = `${one}::DOUBLE + "smote share" * (${other}::DOUBLE - ${one}::DOUBLE)`;
		return `coalesce(TRY_CAST(${between} AS ${type}), ${one}) AS ${sqlName(name)}`;
	});
	const need = pick(
		rare.map(({ count, wanted }) => wanted - count),
		'"smote value"'
	);
	const size = pick(
		rare.map(({ count }) => Math.min(count, mostRows)),
		'"smote value"'
	);
	return {
		...passed,
		orderBy: [`${row} NULLS LAST`, '"smote value"', '"smote made"'],
		from: (relation, hidden) => {
			const own = input.map(({ name }) => sqlName(name));
			const kept = [...own, ...hidden].join(', ');
			const numbered =
				`SELECT *, row_number() OVER (PARTITION BY "smote value" ORDER BY ${turnSql(seed, '"smote row"')}, "smote row") AS "smote turn" ` +
				`FROM (SELECT *, ${row} AS "smote row", ${value} AS "smote value" FROM ${relation} WHERE ${train}) WHERE "smote value" IS NOT NULL`;
			const rows = `(SELECT *, ${penalty} FROM (SELECT *${scaled.map((each) => `, ${each}`).join('')} FROM (${numbered}) WHERE "smote turn" <= ${mostRows}))`;
			// the nearest as an aggregate: to order every pair would take the memory of every pair
			const nearest =
				`SELECT a."smote row" AS "near row", min({'distance': ${squares}, 'other': b."smote row"}, ${neighbours}) AS nearest ` +
				`FROM ${rows} AS a JOIN ${rows} AS b ON a."smote value" = b."smote value" AND a."smote row" <> b."smote row" ` +
				`WHERE a."smote turn" <= ${pick(
					rare.map(({ count, wanted }) => wanted - count),
					'a."smote value"'
				)} GROUP BY a."smote row"`;
			const near = `SELECT "near row", place AS "near place", nearest[place].other AS "near other" FROM (SELECT *, unnest(range(1, len(nearest) + 1)) AS place FROM (${nearest}))`;
			const counted = votes.map(
				({ name }, i) =>
					`b.${sqlName(name)} AS ${vote(i)}, count(*) OVER (PARTITION BY "near row", b.${sqlName(name)}) AS "smote count ${i}"`
			);
			const most = votes.map(
				(_, i) => `first(${vote(i)} ORDER BY "smote count ${i}" DESC, "near place") AS ${vote(i)}`
			);
			const voted =
				votes.length === 0
					? ''
					: `JOIN (SELECT "near row", ${most.join(', ')} FROM (SELECT "near row", "near place", ${counted.join(', ')} FROM "smote near" AS n JOIN ${relation} AS b ON b.${row} = n."near other") GROUP BY "near row") AS v ON v."near row" = w."smote row" `;
			/** Each made row is of the base row whose turn it is, round and round. */
			const wanted =
				`SELECT *, 1 + floor(${chanceSql(seed + 1, key)} * least(${neighbours}, "smote size" - 1))::BIGINT AS "smote near", ${chanceSql(seed, key)} AS "smote share" FROM ` +
				`(SELECT "smote row", "smote value", ${size} AS "smote size", "smote turn" + unnest(range(0, greatest(${need} - "smote turn", -1) // ${size} + 1)) * ${size} AS "smote made" FROM (${numbered}) WHERE "smote turn" <= least(${mostRows}, ${need}))`;
			const synthetic =
				`SELECT ${[...made, ...hidden.map((name) => (name === row ? `NULL::BIGINT AS ${name}` : `TRUE AS ${name}`)), '"smote value"', '"smote made"'].join(', ')} FROM (${wanted}) AS w ` +
				`JOIN "smote near" AS n ON n."near row" = w."smote row" AND n."near place" = w."smote near" ${voted}` +
				`JOIN ${relation} AS a ON a.${row} = w."smote row" JOIN ${relation} AS b ON b.${row} = n."near other"`;
			return `(WITH "smote near" AS MATERIALIZED (${near}) SELECT ${kept}, NULL::INTEGER AS "smote value", NULL::BIGINT AS "smote made" FROM ${relation} UNION ALL ${synthetic})`;
		}
	};
}
