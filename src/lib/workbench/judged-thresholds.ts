import type { Criterion } from '$lib/core/clarify/threshold';
import { plainThreshold, thresholdFor, thresholdOf } from '$lib/core/model/threshold';
import type { OnProgress, Workspace } from '$lib/core/ports';
import { sqlName } from '$lib/core/table/sql';
import { judgeRows, type JudgedQuestion } from './judged-rows';
import type { MitigationSpec } from './mitigation-groups';
import { findThresholds, type Thresholds } from './threshold';

export interface JudgedThresholds extends Thresholds {
	/** Whether the model had not seen the rows. */
	readonly isHeldOut: boolean;
	readonly rows: number;
}

/** Thresholds on the scores a model gave; null where it gave none, or is of other than two classes, one of them good. */
export async function findJudgedThresholds(
	workspace: Workspace,
	question: JudgedQuestion,
	spec: MitigationSpec,
	criterion: Criterion,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<JudgedThresholds | null> {
	const judged = await judgeRows(workspace, question, signal, onProgress);
	const { positive } = spec;
	if (!judged || judged.score === null || judged.classes.length !== 2 || !('values' in positive)) return null;
	const [place, another] = judged.classes.flatMap((name, at) => (positive.values.includes(name) ? [at] : []));
	if (place === undefined || another !== undefined) return null;
	const score = sqlName(judged.score);
	// the score is of the last class
	const relation =
		place === 1 ? judged.relation : `(SELECT * REPLACE (1 - ${score} AS ${score}) FROM ${judged.relation})`;
	const own = thresholdOf(question.model);
	const threshold = own === undefined ? plainThreshold : thresholdFor(place, own);
	const asked = { ...spec, score: judged.score, criterion, threshold };
	const found = await findThresholds(workspace, relation, asked, signal, onProgress);
	return { ...found, isHeldOut: judged.isHeldOut, rows: judged.rows };
}
