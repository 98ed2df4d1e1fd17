import { comparedGroups, groupCountSql, readGroupCells, tallyGroups, type GroupValues } from '$lib/core/clarify/groups';
import { isMissingSql, selectionSql } from '$lib/core/clarify/selector';
import { summariseTrials, type TrialOutcome, type TrialSummary } from '$lib/core/clarify/mitigation-trial';
import { outcomeOf, type Criterion } from '$lib/core/clarify/threshold';
import { thresholdCurves, type ScoredRows } from '$lib/core/clarify/threshold-curve';
import { pointWithin } from '$lib/core/clarify/threshold-frontier';
import { plainThreshold } from '$lib/core/model/threshold';
import type { OnProgress, Workspace } from '$lib/core/ports';
import { sqlName } from '$lib/core/table/sql';
import { holdOut } from '$lib/core/train/holdout';
import { resolveParams } from '$lib/core/train/params';
import { freeName } from './free-name';
import { requireNamedLabel } from './massage';
import { withMitigation, type MitigationOptions } from './mitigate';
import { groupsOf, type KnownTable, type MitigationSpec } from './mitigation-groups';
import { dropWorking, workingName } from './table';
import { groupCodeSql, readScored } from './threshold';

export interface MeasureSpec extends MitigationSpec {
	readonly estimator: 'linear' | 'trees';
	/** One split a seed; figures are means over them. */
	readonly seeds: readonly number[];
	/** More rows than this are sampled. */
	readonly mostRows: number;
}

export const measureDefaults = { estimator: 'linear', seeds: [0, 1, 2], mostRows: 20_000 } as const;

/** One split: the rows held out, as the model without mitigation scores them. */
interface Split {
	readonly seed: number;
	/** Places, among the rows looked at, of those held out. */
	readonly test: Int32Array;
	readonly scored: ScoredRows;
	readonly outcome: TrialOutcome;
}

/** What a model learns from the table as it is. */
export interface Baseline {
	readonly rows: { readonly train: number; readonly test: number; readonly all: number };
	/** Those compared; rows of others count in the accuracy alone. */
	readonly groups: readonly GroupValues[];
	readonly splits: readonly Split[];
	readonly summary: TrialSummary;
}

export interface Measured {
	readonly trials: readonly TrialOutcome[];
	readonly summary: TrialSummary;
}

const heldShare = 0.25;

/** A model learned from the table as it is, one a seed, measured on rows it has not seen: what every mitigation is compared with. */
export async function measureBaseline(
	workspace: Workspace,
	table: KnownTable,
	spec: MeasureSpec,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<Baseline> {
	return withRows(workspace, table, spec, signal, async (rows) => {
		const answer = await workspace.sql.query(
			`SELECT ${rows.code} AS g, CAST(${sqlName(spec.label)} AS DOUBLE) AS label, 0e0 AS score FROM ${rows.relation}`,
			signal
		);
		const all = readScored(answer, rows.groups.length);
		const strata = Float64Array.from(all.group, (group, row) => 2 * group + (all.label[row] ?? 0));
		const splits: Split[] = [];
		for (const seed of spec.seeds) {
			onProgress?.({ phase: 'split', done: splits.length, total: spec.seeds.length });
			const test = holdOut(strata, heldShare, true, seed);
			const { scores, auc } = await withSplit(workspace, rows, test, (split) =>
				trainOn(workspace, rows, spec, seed, { ...split, weight: null, ignore: [] }, signal)
			);
			const scored = {
				group: Int32Array.from(test, (row) => all.group[row] ?? 0),
				label: Uint8Array.from(test, (row) => all.label[row] ?? 0),
				score: scores,
				groups: rows.groups.length
			};
			splits.push({ seed, test, scored, outcome: outcomeOfScores(scored, auc) });
		}
		const held = splits[0]?.test.length ?? 0;
		return {
			rows: { train: all.score.length - held, test: held, all: rows.all },
			groups: rows.groups,
			splits,
			summary: summariseTrials(splits.map(({ outcome }) => outcome))
		};
	});
}

/**
 * The same models once more, each learned from its training rows after the mitigation, measured on the same untouched rows: what the
 * mitigation does to the bias of predictions, and what it costs. Correlation is removed from the held-out rows by what the training rows taught,
 * and the facets are kept from the model, since it would undo it. Errors: as withMitigation.
 */
export async function measureMitigation(
	workspace: Workspace,
	table: KnownTable,
	spec: MeasureSpec,
	baseline: Baseline,
	options: MitigationOptions,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<Measured> {
	if (options.method === 'massage') requireNamedLabel(spec.label, spec.positive);
	return withRows(workspace, table, spec, signal, async (rows) => {
		const trials: TrialOutcome[] = [];
		const own = { ...spec, positive: { values: ['1'] } };
		for (const { seed, test, scored } of baseline.splits) {
			onProgress?.({ phase: 'split', done: trials.length, total: baseline.splits.length });
			const { scores, auc } = await withSplit(workspace, rows, test, (split) => {
				const from = { relation: split.train, schema: rows.schema };
				const asked = { ...options, seed: (options.seed ?? 0) + seed };
				return withMitigation(
					workspace,
					from,
					own,
					asked,
					async ({ method, select, column, detail }) => {
						const facets = spec.facets.map((facet) => facet.column);
						const isWeight = method === 'reweigh';
						const held =
							detail.type === 'recipe'
								? await withMitigation(
										workspace,
										{ relation: split.test, schema: rows.schema },
										own,
										{ ...asked, learnFrom: split.train },
										(same) => Promise.resolve(same.select),
										signal
									)
								: `SELECT *${column === null ? '' : `, 1 AS ${sqlName(column)}`} FROM ${split.test}`;
						return trainOn(
							workspace,
							rows,
							spec,
							seed,
							{
								train: `(${select})`,
								test: `(${held})`,
								weight: isWeight ? column : null,
								ignore: [...(column === null || isWeight ? [] : [column]), ...(detail.type === 'recipe' ? facets : [])]
							},
							signal
						);
					},
					signal
				);
			});
			trials.push(outcomeOfScores({ ...scored, score: scores }, auc));
		}
		return { trials, summary: summariseTrials(trials) };
	});
}

/**
 * Thresholds a group on the scores of the models as they are, the most accurate with a gap of at most `maxGap` (or what one row of the
 * smallest group makes): chosen on one half of the held-out rows and measured on the other, both ways, so that no row judges its own choice.
 */
export async function measureThresholds(
	workspace: Pick<Workspace, 'explainer'>,
	baseline: Baseline,
	criterion: Criterion,
	maxGap: number,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<Measured> {
	const trials: TrialOutcome[] = [];
	for (const { seed, scored, outcome } of baseline.splits) {
		onProgress?.({ phase: 'split', done: trials.length, total: baseline.splits.length });
		const strata = Float64Array.from(scored.group, (group, row) => 2 * group + (scored.label[row] ?? 0));
		const half = new Set(holdOut(strata, 0.5, true, seed));
		const approved = new Float64Array(scored.score.length);
		for (const isFirst of [true, false]) {
			const chosenOn = rowsWhere(scored, (row) => half.has(row) === isFirst);
			const { frontier, leastGap } = await workspace.explainer.tradeThresholds(
				{ rows: chosenOn, threshold: plainThreshold, criterion },
				signal
			);
			const point = pointWithin(frontier.points, Math.max(maxGap, leastGap));
			scored.score.forEach((score, row) => {
				if (half.has(row) === isFirst) return;
				const cut = point?.outcome.groups[scored.group[row] ?? 0]?.threshold ?? plainThreshold;
				approved[row] = score >= cut ? 1 : 0;
			});
		}
		trials.push(outcomeOfScores({ ...scored, score: approved }, outcome.auc));
	}
	return { trials, summary: summariseTrials(trials) };
}

function rowsWhere({ group, label, score, groups }: ScoredRows, holds: (row: number) => boolean): ScoredRows {
	return {
		group: group.filter((_, row) => holds(row)),
		label: label.filter((_, row) => holds(row)),
		score: score.filter((_, row) => holds(row)),
		groups
	};
}

function outcomeOfScores(scored: ScoredRows, auc: number | null): TrialOutcome {
	const right = scored.score.filter((score, row) => score >= plainThreshold === (scored.label[row] === 1)).length;
	const accuracy = scored.score.length === 0 ? null : right / scored.score.length;
	return { ...outcomeOf(thresholdCurves(scored), plainThreshold), accuracy, auc };
}

/** The rows looked at: those with a label, as 1 and 0, in order; sampled where there are more than wanted. */
interface LabelledRows extends KnownTable {
	/** The relation has the rows' places in this column, beside those of the schema. */
	readonly place: string;
	readonly groups: readonly GroupValues[];
	/** SQL of the place of a row's group among `groups`. */
	readonly code: string;
	/** Of the table. */
	readonly all: number;
}

async function withRows<Answer>(
	workspace: Workspace,
	{ relation, schema }: KnownTable,
	spec: MeasureSpec,
	signal: AbortSignal | undefined,
	use: (rows: LabelledRows) => Promise<Answer>
): Promise<Answer> {
	const known = groupsOf(schema, spec);
	const { field } = known.outcome;
	const cells = readGroupCells(
		await workspace.sql.query(groupCountSql(relation, known.facets, known.outcome), signal),
		known.facets.length
	);
	const all = cells.reduce((sum, { count }) => sum + count, 0);
	const groups = comparedGroups(tallyGroups(cells)).map(({ group }) => group);
	const place = freeName(
		schema.map(({ name }) => name),
		'place'
	);
	const working = workingName(workspace);
	const flag = `CAST(${selectionSql(field, spec.positive)} AS BIGINT) AS ${sqlName(field.name)}`;
	const labelled = `SELECT *, row_number() OVER () - 1 AS ${sqlName(place)} FROM ${relation} WHERE NOT (${isMissingSql(field)})`;
	const chosen =
		all <= spec.mostRows
			? ''
			: ` QUALIFY row_number() OVER (ORDER BY hash(${sqlName(place)}), ${sqlName(place)}) <= ${spec.mostRows}`;
	try {
		await workspace.sql.execute(
			`CREATE OR REPLACE TABLE ${sqlName(working)} AS
	SELECT * REPLACE (${flag}, CAST(row_number() OVER (ORDER BY ${sqlName(place)}) - 1 AS DOUBLE) AS ${sqlName(place)})
	FROM (SELECT * FROM (${labelled})${chosen}) ORDER BY ${sqlName(place)}`,
			signal
		);
		return await use({
			relation: sqlName(working),
			schema: schema.map((each) => (each.name === field.name ? { ...each, type: 'BIGINT', kind: 'boolean' } : each)),
			place,
			groups,
			code: groupCodeSql(known, groups),
			all
		});
	} finally {
		await dropWorking(workspace, working);
	}
}

async function withSplit<Answer>(
	workspace: Workspace,
	{ relation, place }: LabelledRows,
	test: Int32Array,
	use: (split: { readonly train: string; readonly test: string }) => Promise<Answer>
): Promise<Answer> {
	const working = workingName(workspace);
	try {
		await workspace.sql.loadColumns(working, {
			rows: test.length,
			columns: [
				{ name: 'held', type: 'DOUBLE', vector: { kind: 'number', values: Float64Array.from(test), missing: null } }
			]
		});
		const part = (isHeld: boolean) =>
			`(SELECT * EXCLUDE (${sqlName(place)}) FROM ${relation} WHERE ${sqlName(place)} ${isHeld ? '' : 'NOT '}IN (SELECT held FROM ${sqlName(working)}) ORDER BY ${sqlName(place)})`;
		return await use({ train: part(false), test: part(true) });
	} finally {
		await dropWorking(workspace, working);
	}
}

interface Learned {
	/** SQL of the rows to learn from, and of those to measure on. */
	readonly train: string;
	readonly test: string;
	readonly weight: string | null;
	readonly ignore: readonly string[];
}

/** The probabilities of the held-out rows, by a model of the others. */
async function trainOn(
	workspace: Workspace,
	{ schema }: LabelledRows,
	{ label, estimator }: MeasureSpec,
	seed: number,
	{ train, test, weight, ignore }: Learned,
	signal?: AbortSignal
): Promise<{ scores: Float64Array; auc: number | null }> {
	const columns = await workspace.sql.query(`SELECT * FROM ${train} UNION ALL BY NAME SELECT * FROM ${test}`, signal);
	const held = await workspace.sql.query(`SELECT count(*) AS n FROM ${test}`, signal);
	const vector = held.columns[0]?.vector;
	const count = vector?.kind === 'number' ? (vector.values[0] ?? 0) : 0;
	const { testPredictions, metrics } = await workspace.trainer.train(
		{
			columns,
			kinds: Object.fromEntries(schema.map(({ name, kind }) => [name, kind])),
			target: label,
			task: 'classification',
			estimator,
			engine: 'kernels',
			params: resolveParams(estimator, {}),
			seed,
			test: Int32Array.from({ length: count }, (_, row) => columns.rows - count + row),
			weight,
			ignore,
			refit: false
		},
		signal
	);
	return {
		scores: Float64Array.from({ length: count }, (_, row) => testPredictions[2 * row + 1] ?? NaN),
		auc: metrics['auc'] ?? null
	};
}
