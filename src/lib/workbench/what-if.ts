import * as v from 'valibot';
import type { ColumnRule } from '$lib/core/clarify/counterfactual';
import { rowsOf, tableOf, type Row } from '$lib/core/clarify/counterfactual-space';
import type { DecisionLines, DecisionMap, LinesJob } from '$lib/core/clarify/decision-boundary';
import type { Explanation } from '$lib/core/clarify/explanation';
import type { Model } from '$lib/core/model/model';
import type { Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { toRows } from '$lib/core/table/columns';
import { readBackground } from './counterfactual';
import { openModel, readInputs } from './model';
import { openTable } from './table';

/** A model, the table its rows come from, and rows of it that say what is usual. */
export interface WhatIf {
	readonly model: Model;
	readonly relation: string;
	readonly rows: number;
	readonly background: readonly Row[];
	/** The same, evenly spaced and few enough to explain against at once. */
	readonly explainedAgainst: readonly Row[];
}

const explainedRows = 100;

export async function openWhatIf(
	workspace: Workspace,
	artifact: Artifact,
	dataset: Artifact,
	signal?: AbortSignal
): Promise<WhatIf> {
	const { model } = await openModel(workspace, artifact);
	const relation = await openTable(workspace, dataset, signal);
	const background = await readBackground(workspace, model, relation, signal);
	const counted = await workspace.sql.query(`SELECT CAST(count(*) AS DOUBLE) AS n FROM ${relation}`, signal);
	return {
		model,
		relation,
		rows: Number(toRows(counted)[0]?.['n'] ?? 0),
		background,
		explainedAgainst: background.filter(
			(_, at) => background.length <= explainedRows || (at * explainedRows) % background.length < explainedRows
		)
	};
}

/** What the model reads of one row of the table, counted from 0; undefined beyond its end. */
export async function readRow(
	workspace: Pick<Workspace, 'sql'>,
	{ model, relation }: WhatIf,
	place: number,
	signal?: AbortSignal
): Promise<Row | undefined> {
	const one = `(SELECT * FROM ${relation} LIMIT 1 OFFSET ${Math.max(0, Math.floor(place))})`;
	return rowsOf(model.inputs, await readInputs(workspace, { model }, one, signal))[0];
}

/** Tables of their own each time, since what goes through a port is given away. */
function jobOf(model: Model, row: Row, background: readonly Row[]): LinesJob {
	return { model, row: tableOf(model.inputs, [row]), background: tableOf(model.inputs, background) };
}

/** The answer for a row, and as each of its values moves. */
export async function tryRow(
	workspace: Pick<Workspace, 'explainer'>,
	{ model, background }: WhatIf,
	row: Row,
	signal?: AbortSignal
): Promise<DecisionLines> {
	return workspace.explainer.drawDecision(jobOf(model, row, background), signal);
}

/** Shapley values of rows, of one class's margin where the model has margins. */
export async function explainRows(
	workspace: Pick<Workspace, 'explainer'>,
	{ model, explainedAgainst }: WhatIf,
	rows: readonly Row[],
	classIndex: number | null,
	signal?: AbortSignal
): Promise<Explanation> {
	return workspace.explainer.explain(
		{
			model,
			rows: tableOf(model.inputs, rows),
			background: tableOf(model.inputs, explainedAgainst),
			method: 'auto',
			output: 'margin',
			samples: 200,
			seed: 0,
			...(classIndex === null ? {} : { classIndex })
		},
		signal
	);
}

export async function mapRow(
	workspace: Pick<Workspace, 'explainer'>,
	{ model, background }: WhatIf,
	row: Row,
	columns: readonly [string, string],
	signal?: AbortSignal
): Promise<DecisionMap> {
	return workspace.explainer.mapDecision({ ...jobOf(model, row, background), columns }, signal);
}

const collection = 'column-rule';
const RuleSchema = v.object({
	column: v.string(),
	immutable: v.exactOptional(v.boolean()),
	least: v.exactOptional(v.number()),
	most: v.exactOptional(v.number()),
	direction: v.exactOptional(v.picklist(['up', 'down'])),
	categories: v.exactOptional(v.array(v.string()))
});

/** What the columns of a project may become, as people said, by column. */
export async function readRules(workspace: Pick<Workspace, 'catalog' | 'project'>): Promise<Map<string, ColumnRule>> {
	const records = await workspace.catalog.list(workspace.project, collection);
	return new Map(records.map(({ key, value }) => [key, v.parse(RuleSchema, value)]));
}

export async function keepRule(workspace: Pick<Workspace, 'catalog' | 'project'>, rule: ColumnRule): Promise<void> {
	const value = v.parse(RuleSchema, rule);
	await workspace.catalog.write([{ put: { project: workspace.project, collection, key: rule.column, value } }]);
}
