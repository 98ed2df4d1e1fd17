import * as v from 'valibot';
import { fitRemoval, type CellMoments } from '../../../clarify/correlation-removal';
import { AppError } from '../../../errors';
import { isNumericType, type Field, type TableSchema } from '../../../table/schema';
import { sqlValue } from '../../../table/sql';
import { categoryField, CategorySchema, categoryPortable, isCategorySql, type Category } from '../../categories';
import { columnsField, numberField as numberParameter } from '../../field';
import { asDouble, finiteColumnSql, numberField } from '../../number-column';
import { defineOperation, withColumns, type FitRow } from '../../operation';
import { valueSql } from '../../value-column';

const mostCategories = 100;

const StateSchema = v.strictObject({
	columns: v.array(
		v.strictObject({
			column: v.string(),
			categories: v.array(
				v.strictObject({
					column: v.string(),
					shifts: v.array(v.strictObject({ category: v.nullable(CategorySchema), shift: v.number() }))
				})
			),
			numbers: v.array(v.strictObject({ column: v.string(), mean: v.number(), slope: v.number() }))
		})
	)
});
type Fitted = v.InferOutput<typeof StateSchema>;
type Cleaned = Fitted['columns'][number];

/** x - alpha times its least-squares projection on the centred sensitive columns: Fairlearn's CorrelationRemover. */
export const removeCorrelation = defineOperation({
	id: 'remove-correlation',
	group: 'numbers',
	title: 'Remove correlation with sensitive columns',
	description:
		'Takes from each number what a linear regression on the `sensitive` columns says of it, `alpha` of it (1: all), so that it no longer ' +
		'goes up or down with them. Sensitive numbers count by their value, other columns by category, missing being one. The sensitive ' +
		'columns stay as they are, also where they are named in `columns`: leave them out of the training. A category not seen, and a missing sensitive number, takes nothing off.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('number'),
		sensitive: columnsField('number-or-text'),
		alpha: numberParameter(1, { min: 0, max: 1 })
	}),
	state: StateSchema,
	query: (params, input, fitted) => {
		const { sensitive, alpha } = params;
		const { texts, numbers } = sidesOf(input, sensitive);
		return {
			columns: withColumns(
				input,
				cleanedOf(params).map((name) => {
					const field = numberField(input, name);
					const cleaned = fitted?.columns.find(({ column }) => column === name);
					const terms = [
						...texts.map((text) => shiftSql(text, cleaned)),
						...numbers.map((number) => slopeSql(number, cleaned))
					];
					return {
						field: asDouble(field),
						sql: `${finiteColumnSql(field)} - ${sqlValue(alpha)} * (${terms.join(' + ')})`,
						from: [name, ...sensitive]
					};
				})
			)
		};
	},
	fitSql: (params, input, from) => {
		const columns = cleanedOf(params);
		const { texts, numbers } = sidesOf(input, params.sensitive);
		const groups = texts.map((field, at) => `${categorySql(field)} AS g${at}`);
		const xs = columns.map((name, at) => `${finiteColumnSql(numberField(input, name))} AS x${at}`);
		const ss = numbers.map((field, at) => `${finiteColumnSql(field)} AS s${at}`);
		const there = numbers.map((_, at) => `s${at} IS NOT NULL`);
		const figures = columns.flatMap((_, i) => {
			const only = `FILTER (WHERE ${[`x${i} IS NOT NULL`, ...there].join(' AND ')})`;
			return [
				`CAST(count(*) ${only} AS DOUBLE) AS n${i}`,
				`avg(x${i}) ${only} AS m${i}`,
				...numbers.flatMap((_each, j) => [
					`avg(s${j}) ${only} AS m${i}_${j}`,
					`covar_pop(x${i}, s${j}) ${only} AS t${i}_${j}`,
					...numbers.slice(j).map((_other, k) => `covar_pop(s${j}, s${j + k}) ${only} AS c${i}_${j}_${j + k}`)
				])
			];
		});
		const by = groups.length === 0 ? '' : ` GROUP BY ${texts.map((_, at) => `g${at}`).join(', ')}`;
		const named = texts.map((_, at) => `g${at}`);
		return `SELECT ${['CAST(count(*) AS DOUBLE) AS n', ...named, ...figures].join(', ')} FROM (SELECT ${[...groups, ...xs, ...ss].join(', ')} FROM ${from})${by}`;
	},
	learn: (rows, params, input) => {
		const { texts, numbers } = sidesOf(input, params.sensitive);
		const known = texts.map((field, at) => categoriesIn(rows, field, at));
		return {
			columns: cleanedOf(params).map((column, i) => {
				const removal = fitRemoval(
					rows.map((row) => momentsOf(row, i, known, texts, numbers.length)).filter(({ n }) => n > 0),
					known.map((categories) => categories.length),
					numbers.length
				);
				return {
					column,
					categories: texts.map(({ name }, at) => ({
						column: name,
						shifts: (known[at] ?? []).map((category, code) => ({ category, shift: removal.shifts[at]?.[code] ?? 0 }))
					})),
					numbers: numbers.map(({ name }, at) => ({
						column: name,
						mean: removal.means[at] ?? 0,
						slope: removal.slopes[at] ?? 0
					}))
				};
			})
		};
	},
	portable: (params, _input, fitted, graph, values) =>
		new Map(
			cleanedOf(params).flatMap((name) => {
				const x = values.get(name);
				const cleaned = fitted?.columns.find(({ column }) => column === name);
				if (!x || !cleaned) return [];
				const shifts = cleaned.categories.map(({ column, shifts: list }) => {
					const seen = list.flatMap(({ category, shift }) => (category === null ? [] : [{ category, shift }]));
					return categoryPortable(
						graph,
						values.get(column) ?? graph.number(null),
						seen.map(({ category }) => category),
						seen.map(({ shift }) => shift),
						0,
						list.find(({ category }) => category === null)?.shift ?? 0
					);
				});
				const slopes = cleaned.numbers.map(({ column, mean, slope }) => {
					const s = values.get(column) ?? graph.number(null);
					const off = graph.binary('multiply', graph.number(slope), graph.binary('subtract', s, graph.number(mean)));
					return graph.choose(graph.isMissing(s), graph.number(0), off);
				});
				const all = [...shifts, ...slopes].reduce((a, b) => graph.binary('add', a, b), graph.number(0));
				return [[name, graph.binary('subtract', x, graph.binary('multiply', graph.number(params.alpha), all))]];
			})
		)
});

/** A column that is sensitive itself stays as it is. */
function cleanedOf({ columns, sensitive }: { columns: readonly string[]; sensitive: readonly string[] }): string[] {
	return columns.filter((name) => !sensitive.includes(name));
}

/** Sensitive columns by how they count: numbers by value, others (and numbers that stand for categories) by category. */
function sidesOf(input: TableSchema, sensitive: readonly string[]): { texts: Field[]; numbers: Field[] } {
	const fields = sensitive.map((name) => categoryField(input, name));
	const isNumber = ({ type, kind }: Field) => isNumericType(type) && (kind === 'numeric' || kind === 'ordinal');
	return { texts: fields.filter((field) => !isNumber(field)), numbers: fields.filter(isNumber) };
}

function categorySql(field: Field): string {
	return isNumericType(field.type) ? `${finiteColumnSql(field)}` : `${valueSql(field)}::VARCHAR`;
}

function categoriesIn(rows: readonly FitRow[], field: Field, at: number): (Category | null)[] {
	const found = [...new Set(rows.map((row) => row[`g${at}`] ?? null))];
	if (found.length > mostCategories)
		throw new AppError('recipe/params-invalid', {
			op: 'remove-correlation',
			field: 'sensitive',
			wanted: `at most ${mostCategories} categories`,
			found: `${field.name}: ${found.length}`
		});
	return found.map((cell) => (cell === null || field.type !== 'BOOLEAN' ? cell : cell === 'true'));
}

function momentsOf(
	row: FitRow,
	i: number,
	known: readonly (readonly (Category | null)[])[],
	texts: readonly Field[],
	numbers: number
): CellMoments {
	const figure = (key: string) => Number(row[key] ?? 0);
	const places = Array.from({ length: numbers }, (_, at) => at);
	return {
		codes: texts.map((field, at) => {
			const cell = row[`g${at}`] ?? null;
			const category = cell === null || field.type !== 'BOOLEAN' ? cell : cell === 'true';
			return known[at]?.indexOf(category) ?? 0;
		}),
		n: figure(`n${i}`),
		mean: figure(`m${i}`),
		means: places.map((j) => figure(`m${i}_${j}`)),
		towards: places.map((j) => figure(`t${i}_${j}`)),
		covariance: Float64Array.from(
			places.flatMap((j) => places.map((k) => figure(`c${i}_${Math.min(j, k)}_${Math.max(j, k)}`)))
		)
	};
}

function shiftSql(field: Field, cleaned: Cleaned | undefined): string {
	const shifts = cleaned?.categories.find(({ column }) => column === field.name)?.shifts ?? [];
	const missing = `(${categorySql(field)}) IS NULL`;
	const cases = shifts.map(
		({ category, shift }) =>
			`WHEN ${category === null ? missing : isCategorySql(field, category)} THEN ${sqlValue(shift)}`
	);
	return cases.length === 0 ? '0' : `(CASE ${cases.join(' ')} ELSE 0 END)`;
}

function slopeSql(field: Field, cleaned: Cleaned | undefined): string {
	const { mean = 0, slope = 0 } = cleaned?.numbers.find(({ column }) => column === field.name) ?? {};
	return `coalesce(${sqlValue(slope)} * (${finiteColumnSql(field)} - ${sqlValue(mean)}), 0)`;
}
