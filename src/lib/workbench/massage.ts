import { AppError } from '$lib/core/errors';
import type { GroupCell } from '$lib/core/clarify/groups';
import { massageChanges, massageSql, type LabelChanges } from '$lib/core/clarify/massage';
import { selectionSql } from '$lib/core/clarify/selector';
import type { OnProgress, Workspace } from '$lib/core/ports';
import { cellAt, columnNamed } from '$lib/core/table/columns';
import { sqlName } from '$lib/core/table/sql';
import { resolveParams } from '$lib/core/train/params';
import { freeName } from './free-name';
import type { KnownGroups, KnownTable, MitigationSpec } from './mitigation-groups';
import { dropWorking, workingName } from './table';

export interface MassageQuestion {
	readonly table: KnownTable;
	readonly known: KnownGroups;
	readonly cells: readonly GroupCell[];
	/** The column that marks what was changed. */
	readonly column: string;
	readonly seed: number;
}

export interface Massaged {
	readonly select: string;
	readonly changes: readonly LabelChanges[];
}

/**
 * Labels nearest the boundary changed until every group has the same share of positives (Kamiran and Calders 2012). The ranker is the
 * linear model of this project, fitted on all rows that have a label. A changed label takes the commonest value of its side.
 */
export async function withMassaged<Answer>(
	workspace: Workspace,
	question: MassageQuestion,
	use: (massaged: Massaged) => Promise<Answer>,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<Answer> {
	const { table, known, cells, column } = question;
	requireNamedLabel(known.outcome.field.name, known.outcome.positive);
	const names = [...table.schema.map(({ name }) => name), column];
	const place = freeName(names, 'place');
	const score = freeName([...names, place], 'score');
	const changes = massageChanges(cells);
	const isChanged = changes.some(({ promoted, demoted }) => promoted + demoted > 0);
	const working = workingName(workspace);
	try {
		const scores = isChanged ? await rankRows(workspace, question, signal, onProgress) : new Float64Array(0);
		await workspace.sql.loadColumns(working, {
			rows: scores.length,
			columns: [
				{ name: place, type: 'DOUBLE', vector: numbersOf(Float64Array.from(scores.keys())) },
				{ name: score, type: 'DOUBLE', vector: numbersOf(scores) }
			]
		});
		const scored = `(SELECT d.*, s.${sqlName(score)}
	FROM (SELECT *, CAST(row_number() OVER () - 1 AS DOUBLE) AS ${sqlName(place)} FROM ${table.relation}) AS d
	LEFT JOIN ${sqlName(working)} AS s ON d.${sqlName(place)} = s.${sqlName(place)})`;
		const select = massageSql(
			scored,
			known.facets,
			known.outcome,
			changes,
			{ place, score, mark: column },
			{
				positive: await commonest(workspace, question, 1, signal),
				negative: await commonest(workspace, question, 0, signal)
			}
		);
		return await use({ select, changes });
	} finally {
		await dropWorking(workspace, working);
	}
}

/** Refuses with clarify/label-continuous where the label is cut at a number. */
export function requireNamedLabel(column: string, positive: MitigationSpec['positive']): void {
	if ('threshold' in positive) throw new AppError('clarify/label-continuous', { column });
}

function numbersOf(values: Float64Array) {
	return { kind: 'number', values, missing: null } as const;
}

/** The probability of a positive label of every row, in order, by a linear model of all of them. */
async function rankRows(
	workspace: Workspace,
	{ table: { relation, schema }, known: { outcome }, seed }: MassageQuestion,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<Float64Array> {
	const { name } = outcome.field;
	const flag = `CAST(${selectionSql(outcome.field, outcome.positive)} AS DOUBLE) AS ${sqlName(name)}`;
	const rows = `SELECT * REPLACE (${flag}) FROM ${relation}`;
	// a model answers the rows it is measured on: all are there twice, to learn from and to be ranked
	const columns = await workspace.sql.query(`${rows} UNION ALL ${rows}`, signal);
	const count = columns.rows / 2;
	onProgress?.({ phase: 'rank', done: 0, total: null });
	const { testPredictions } = await workspace.trainer.train(
		{
			columns,
			kinds: { ...Object.fromEntries(schema.map((field) => [field.name, field.kind])), [name]: 'boolean' },
			target: name,
			task: 'classification',
			estimator: 'linear',
			engine: 'kernels',
			params: resolveParams('linear', {}),
			seed,
			test: Int32Array.from({ length: count }, (_, row) => count + row),
			weight: null,
			ignore: [],
			refit: false
		},
		signal
	);
	return Float64Array.from({ length: count }, (_, row) => testPredictions[2 * row + 1] ?? NaN);
}

async function commonest(
	workspace: Workspace,
	{ table: { relation }, known: { outcome } }: MassageQuestion,
	side: 0 | 1,
	signal?: AbortSignal
): Promise<string | null> {
	const name = sqlName(outcome.field.name);
	const answer = await workspace.sql.query(
		`SELECT CAST(${name} AS VARCHAR) AS value FROM ${relation} WHERE (${selectionSql(outcome.field, outcome.positive)}) = ${side}
	GROUP BY ${name} ORDER BY count(*) DESC, ${name} LIMIT 1`,
		signal
	);
	const column = columnNamed(answer, 'value');
	const cell = column && answer.rows > 0 ? cellAt(column.vector, 0) : null;
	return cell === null ? null : String(cell);
}
