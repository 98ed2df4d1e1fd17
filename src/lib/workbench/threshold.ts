import { AppError } from '$lib/core/errors';
import { comparedGroups, isGroupSql, tallyGroups, type GroupValues } from '$lib/core/clarify/groups';
import { isMissingSql, selectionSql } from '$lib/core/clarify/selector';
import type { Criterion, ThresholdOutcome } from '$lib/core/clarify/threshold';
import type { ScoredRows } from '$lib/core/clarify/threshold-curve';
import type { ThresholdTrade } from '$lib/core/clarify/threshold-trade';
import { plainThreshold } from '$lib/core/model/threshold';
import type { OnProgress, Workspace } from '$lib/core/ports';
import { columnNamed, type Columns } from '$lib/core/table/columns';
import { isNumericType } from '$lib/core/table/schema';
import { sqlName, sqlValue } from '$lib/core/table/sql';
import { describeRelation } from './describe';
import { freeName } from './free-name';
import { countGroups, groupsOf, type KnownGroups, type MitigationSpec } from './mitigation-groups';

export interface ThresholdQuestion extends MitigationSpec {
	/** The column of probabilities that are cut. */
	readonly score: string;
	readonly criterion: Criterion;
	/** The one threshold for all that is compared with: the model's own; 0.5 where left out. */
	readonly threshold?: number;
}

export interface Thresholds extends ThresholdTrade {
	/** The one for all. */
	readonly threshold: number;
	/** Those that are compared, in the order of the outcomes. */
	readonly groups: readonly GroupValues[];
	/** Too small, or not known: cut at the one threshold, and not counted. */
	readonly left: readonly GroupValues[];
	readonly known: KnownGroups;
	/** A SELECT of the relation with 1 beside the rows whose score reaches their group's threshold, 0 beside the others. */
	select(outcome: ThresholdOutcome, name?: string): { readonly select: string; readonly column: string };
}

/**
 * What one threshold does to the groups compared, and all that a threshold a group can do. Rows without a label or a score are not
 * counted. clarify/score-missing when the score is no column of numbers.
 */
export async function findThresholds(
	workspace: Pick<Workspace, 'sql' | 'explainer'>,
	relation: string,
	question: ThresholdQuestion,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<Thresholds> {
	const schema = await describeRelation(workspace, relation, {}, signal);
	const known = groupsOf(schema, question);
	const score = schema.find(({ name }) => name === question.score);
	if (!score || !isNumericType(score.type)) throw new AppError('clarify/score-missing', { column: question.score });
	const cells = await countGroups(workspace, relation, known, question, signal);
	const tallies = tallyGroups(cells);
	const groups = comparedGroups(tallies).map(({ group }) => group);
	const isThere = `NOT (${isMissingSql(score)})`;
	const scoreSql = `CAST(${sqlName(score.name)} AS DOUBLE)`;
	const rows = readScored(
		await workspace.sql.query(
			`SELECT * FROM (SELECT ${groupCodeSql(known, groups)} AS g, CAST(${selectionSql(known.outcome.field, known.outcome.positive)} AS DOUBLE) AS label,
	${scoreSql} AS score FROM ${relation} WHERE ${isThere}) WHERE label IS NOT NULL AND g >= 0`,
			signal
		),
		groups.length
	);
	const { criterion, threshold = plainThreshold } = question;
	const job = { rows, threshold, criterion };
	const trade = await workspace.explainer.tradeThresholds(job, signal, onProgress);
	return {
		...trade,
		threshold,
		groups,
		left: tallies.map(({ group }) => group).filter((group) => !groups.includes(group)),
		known,
		select: (outcome, name = 'approved') => {
			const cases = groups.map(
				(group, at) =>
					`WHEN ${isGroupSql(known.facets, group)} THEN ${sqlValue(outcome.groups[at]?.threshold ?? threshold)}`
			);
			const own = `CASE ${cases.join(' ')} ELSE ${sqlValue(threshold)} END`;
			const reached = `CAST(${scoreSql} >= ${cases.length === 0 ? sqlValue(threshold) : own} AS BIGINT)`;
			const column = freeName(
				schema.map((field) => field.name),
				name
			);
			return {
				select: `SELECT *, CASE WHEN ${isThere} THEN ${reached} END AS ${sqlName(column)} FROM ${relation}`,
				column
			};
		}
	};
}

/** SQL of the place of a row's group in a list, -1 for none of them. */
export function groupCodeSql({ facets }: KnownGroups, groups: readonly GroupValues[]): string {
	const cases = groups.map((group, at) => `WHEN ${isGroupSql(facets, group)} THEN ${at}`);
	return cases.length === 0 ? '-1' : `CASE ${cases.join(' ')} ELSE -1 END`;
}

/** Columns `g`, `label` and `score` as rows with a score. */
export function readScored(answer: Columns, groups: number): ScoredRows {
	const numbers = (name: string) => {
		const vector = columnNamed(answer, name)?.vector;
		return vector?.kind === 'number' ? vector.values : new Float64Array(0);
	};
	return {
		group: Int32Array.from(numbers('g')),
		label: Uint8Array.from(numbers('label')),
		score: Float64Array.from(numbers('score')),
		groups
	};
}
