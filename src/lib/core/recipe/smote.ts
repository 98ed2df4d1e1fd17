import type { TableSchema } from '../table/schema';
import { isNumericType } from '../table/schema';
import { sqlName } from '../table/sql';
import { isCategorySql, categoryField, type Category } from './categories';
import { finiteColumnSql } from './number-column';
import { passColumn, type StepContext, type StepQuery } from './operation';
import { chanceSql, turnSql } from './turn';

export interface Smote {
	readonly target: string;
	readonly ratio: number;
	readonly neighbours: number;
	readonly normalise: boolean;
	readonly seed: number;
}

/** Rows of one value that neighbours are looked for among: each is compared with each. */
const mostRows = 5000;

/**
 * Made rows behind the training rows (Chawla et al. 2002): between a row of a rarer value of the target and one of its nearest of that
 * value, at a random place on the line between. What is no number is one of the two rows'. With nothing learned here, all rows pass.
 */
export function smoteQuery(
	params: Smote,
	input: TableSchema,
	counts: readonly { readonly category: Category; readonly count: number }[],
	context: StepContext
): StepQuery {
	const { target, ratio, neighbours, normalise, seed } = params;
	const field = categoryField(input, target);
	const passed = { columns: input.map(passColumn) };
	const limit = Math.round(Math.max(...counts.map(({ count }) => count)) * ratio);
	const rare = counts.filter(({ count }) => count > 1 && count < limit);
	const { train, row } = context;
	if (train === null || rare.length === 0) return passed;

	const isValue = rare.map(({ category }) => isCategorySql(field, category));
	const value = `(CASE ${isValue.map((test, i) => `WHEN ${test} THEN ${i}`).join(' ')} END)`;
	const pick = (figures: readonly number[], of: string) =>
		`(CASE ${of} ${figures.map((figure, i) => `WHEN ${i} THEN ${figure}`).join(' ')} END)`;
	const measured = input.filter(({ name, type }) => isNumericType(type) && name !== target);
	const x = (i: number) => `"smote x${i}"`;
	const scaled = measured.map((each, i) => {
		const number = finiteColumnSql(each);
		return `${normalise ? `${number} / coalesce(nullif(stddev_pop(${number}) OVER (), 0), 1)` : number} AS ${x(i)}`;
	});
	const squares = measured.map((_, i) => `coalesce((a.${x(i)} - b.${x(i)}) ** 2, 0)`).join(' + ') || '0';
	const key = `"smote row"::VARCHAR || ':' || "smote made"::VARCHAR`;
	const made = input.map(({ name, type }) => {
		const [one, other] = [`a.${sqlName(name)}`, `b.${sqlName(name)}`];
		if (name === target || !isNumericType(type))
			return `CASE WHEN ${chanceSql(seed + 2, key)} < 0.5 THEN ${one} ELSE ${other} END AS ${sqlName(name)}`;
		const between = `${one}::DOUBLE + "smote share" * (${other}::DOUBLE - ${one}::DOUBLE)`;
		return `coalesce(TRY_CAST(${between} AS ${type}), ${one}) AS ${sqlName(name)}`;
	});
	const need = pick(
		rare.map(({ count }) => limit - count),
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
			const rows = `(SELECT *${scaled.map((each) => `, ${each}`).join('')} FROM (${numbered}) WHERE "smote turn" <= ${mostRows})`;
			const near =
				`SELECT a."smote row" AS "near row", b."smote row" AS "near other", row_number() OVER (PARTITION BY a."smote row" ORDER BY ${squares}, b."smote row") AS "near place" ` +
				`FROM ${rows} AS a JOIN ${rows} AS b ON a."smote value" = b."smote value" AND a."smote row" <> b."smote row" QUALIFY "near place" <= ${neighbours}`;
			/** Each made row is of the base row whose turn it is, round and round. */
			const wanted =
				`SELECT *, 1 + floor(${chanceSql(seed + 1, key)} * least(${neighbours}, "smote size" - 1))::BIGINT AS "smote near", ${chanceSql(seed, key)} AS "smote share" FROM ` +
				`(SELECT "smote row", "smote value", ${size} AS "smote size", "smote turn" + unnest(range(0, greatest(${need} - "smote turn", -1) // ${size} + 1)) * ${size} AS "smote made" FROM (${numbered}) WHERE "smote turn" <= least(${mostRows}, ${need}))`;
			const synthetic =
				`SELECT ${[...made, ...hidden.map((name) => (name === row ? `NULL::BIGINT AS ${name}` : `TRUE AS ${name}`)), '"smote value"', '"smote made"'].join(', ')} FROM (${wanted}) AS w ` +
				`JOIN (${near}) AS n ON n."near row" = w."smote row" AND n."near place" = w."smote near" ` +
				`JOIN ${relation} AS a ON a.${row} = w."smote row" JOIN ${relation} AS b ON b.${row} = n."near other"`;
			return `(SELECT ${kept}, NULL::INTEGER AS "smote value", NULL::BIGINT AS "smote made" FROM ${relation} UNION ALL ${synthetic})`;
		}
	};
}
