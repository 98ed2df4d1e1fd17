import { AppError } from '$lib/core/errors';
import { isMissingSql, selectionSql } from '$lib/core/clarify/selector';
import { equalApproval, outcomeOf, type ScoredRow, type ThresholdChoice } from '$lib/core/clarify/threshold';
import type { Workspace } from '$lib/core/ports';
import { cellAt, columnNamed } from '$lib/core/table/columns';
import { isNumericType } from '$lib/core/table/schema';
import { sqlName, sqlValue } from '$lib/core/table/sql';
import { countQuery } from './bias';
import { describeRelation } from './describe';
import { freeName, type MitigationSpec } from './mitigate';

/** The threshold of a probability that a two-class model uses by itself. */
const plainThreshold = 0.5;

export interface EqualisedApproval {
	readonly before: ThresholdChoice;
	readonly after: ThresholdChoice;
	/** A SELECT of the relation with 1 beside the rows whose score reaches their side's threshold, 0 beside the others. */
	readonly select: string;
	readonly column: string;
}

/**
 * What one threshold gives both sides, and what a threshold a side gives that approves the same share of each. The facet names
 * values or a threshold. clarify/score-missing when the score is no column of numbers.
 */
export async function equaliseApproval(
	workspace: Pick<Workspace, 'sql'>,
	relation: string,
	spec: MitigationSpec & { readonly score: string; readonly column?: string },
	signal?: AbortSignal
): Promise<EqualisedApproval> {
	const schema = await describeRelation(workspace, relation, {}, signal);
	const { facet, label } = countQuery(schema, spec.facet, { ...spec, predicted: null, group: null });
	const score = schema.find(({ name }) => name === spec.score);
	if (!score || !isNumericType(score.type)) throw new AppError('clarify/score-missing', { column: spec.score });
	if ('each' in facet.selection) throw new AppError('clarify/facet-missing', { column: spec.facet.column });
	const facetSql = selectionSql(facet.field, facet.selection);
	const answer = await workspace.sql.query(
		`SELECT ${facetSql} AS facet, ${selectionSql(label.field, label.positive)} AS label,
	CAST(${sqlName(spec.score)} AS DOUBLE) AS score FROM ${relation}`,
		signal
	);
	const cell = (name: string, row: number) => {
		const column = columnNamed(answer, name);
		return column ? cellAt(column.vector, row) : null;
	};
	const rows: ScoredRow[] = [];
	for (let row = 0; row < answer.rows; row++) {
		const value = cell('score', row);
		const flag = cell('label', row);
		if (typeof value !== 'number' || Number.isNaN(value) || flag === null) continue;
		rows.push({ inFacet: cell('facet', row) === 1, label: flag === 1, score: value });
	}
	const after = equalApproval(rows, plainThreshold);
	const threshold = `CASE WHEN (${facetSql}) = 1 THEN ${sqlValue(after.facet.threshold)} ELSE ${sqlValue(after.rest.threshold)} END`;
	const reached = `CAST(${sqlName(spec.score)} AS DOUBLE) >= ${threshold}`;
	const approved = `CASE WHEN ${isMissingSql(score)} THEN NULL ELSE CAST(${reached} AS BIGINT) END`;
	const column = freeName(
		schema.map((field) => field.name),
		spec.column ?? 'approved'
	);
	return {
		before: outcomeOf(rows, plainThreshold, plainThreshold),
		after,
		select: `SELECT *, ${approved} AS ${sqlName(column)} FROM ${relation}`,
		column
	};
}
