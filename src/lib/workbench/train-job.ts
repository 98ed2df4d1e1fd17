import { AppError } from '$lib/core/errors';
import { canonicalJson, type Json } from '$lib/core/json';
import type { Workspace } from '$lib/core/ports';
import { formatRuleSettings } from '$lib/core/profile/rules/settings';
import type { Artifact } from '$lib/core/project/artifact';
import { columnNamed, type Columns } from '$lib/core/table/columns';
import { datasetMeta } from '$lib/core/table/dataset';
import { sqlName } from '$lib/core/table/sql';
import { readTexts } from '$lib/core/train/encode';
import type { TrainJob } from '$lib/core/train/job';
import { resolveParams } from '$lib/core/train/params';
import { revisionOf } from '$lib/core/train/revision';
import { readUnits } from '$lib/core/train/row-units';
import type { Holdout } from '$lib/core/train/run-meta';
import type { TrainSpec } from '$lib/core/train/spec';
import { splitFolds, splitOnce, type Split } from '$lib/core/train/split';
import { guessTask, readTarget } from '$lib/core/train/target';
import { openTable } from './table';

/** The job that a spec means on a dataset, its rows read and the held-out ones chosen. */
export async function makeJob(
	workspace: Workspace,
	dataset: Artifact,
	spec: TrainSpec,
	signal?: AbortSignal,
	test?: Artifact
): Promise<{ job: TrainJob; holdout: Holdout; folds: readonly Split[] }> {
	const { schema } = datasetMeta(dataset);
	const kinds = Object.fromEntries(schema.map(({ name, kind }) => [name, kind]));
	const { columns, testFrom } = await readColumns(workspace, dataset, test, signal);
	const task = spec.task ?? guessTask(columns, spec.target, kinds[spec.target]);
	const seed = spec.seed ?? 0;
	const holdout = holdoutOf(spec, test);
	const ignore = [...(spec.ignore ?? []), ...groupColumn(holdout)].sort();
	for (const column of [...ignore, ...(spec.weight === undefined ? [] : [spec.weight])])
		if (!columnNamed(columns, column)) throw new AppError('table/column-missing', { column });
	const { folds, ...rows } = splitRows(columns, spec.target, task, holdout, seed, testFrom);
	const job: TrainJob = {
		columns,
		kinds,
		target: spec.target,
		task,
		estimator: spec.estimator,
		engine: spec.engine ?? 'kernels',
		params: resolveParams(spec.estimator, spec.params ?? {}),
		seed,
		...rows,
		weight: spec.weight ?? null,
		classWeights: spec.classWeights ?? 'none',
		calibrate: task === 'classification' ? (spec.calibrate ?? 'none') : 'none',
		rules: spec.rules ?? {},
		ignore,
		refit: holdout.type !== 'table' && spec.stopAfter === undefined,
		...(spec.stopAfter === undefined ? {} : { stopAfter: spec.stopAfter })
	};
	return { job, holdout, folds };
}

async function readColumns(
	workspace: Workspace,
	dataset: Artifact,
	test: Artifact | undefined,
	signal?: AbortSignal
): Promise<{ columns: Columns; testFrom: number }> {
	const from = await openTable(workspace, dataset, signal);
	if (!test) {
		const columns = await workspace.sql.query(`SELECT * FROM ${from}`, signal);
		return { columns, testFrom: columns.rows };
	}
	const other = await openTable(workspace, test, signal);
	const { schema } = datasetMeta(dataset);
	const there = new Set(datasetMeta(test).schema.map(({ name }) => name));
	for (const { name } of schema) if (!there.has(name)) throw new AppError('model/input-missing', { column: name });
	const names = schema.map(({ name }) => sqlName(name)).join(', ');
	const counted = await workspace.sql.query(`SELECT count(*) AS n FROM ${from}`, signal);
	const vector = counted.columns[0]?.vector;
	const testFrom = vector?.kind === 'number' ? (vector.values[0] ?? 0) : 0;
	const columns = await workspace.sql.query(
		`SELECT ${names} FROM ${from} UNION ALL SELECT ${names} FROM ${other}`,
		signal
	);
	return { columns, testFrom };
}

function holdoutOf(spec: TrainSpec, test: Artifact | undefined): Holdout {
	if (test) return { type: 'table', dataset: test.id };
	if (spec.folds !== undefined) {
		const { splitBy = { by: spec.task === 'regression' ? 'random' : 'stratified' } } = spec;
		return {
			...{ type: 'folds', count: spec.folds, by: splitBy.by },
			column: 'column' in splitBy ? splitBy.column : null,
			gap: ('gap' in splitBy ? splitBy.gap : undefined) ?? 0
		};
	}
	if (spec.split) return { type: 'column', column: spec.split.column, value: spec.split.test };
	const fraction = spec.testFraction ?? 0.25;
	if (fraction === 0) return { type: 'none' };
	const { splitBy } = spec;
	if (splitBy?.by === 'group') return { type: 'group', fraction, column: splitBy.column };
	if (splitBy?.by === 'time') return { type: 'time', fraction, column: splitBy.column, gap: splitBy.gap ?? 0 };
	return { type: splitBy?.by === 'random' ? 'random' : 'fraction', fraction };
}

/** A column that tells rows apart by what they were split by: knowing it would give the answer away. */
function groupColumn(holdout: Holdout): string[] {
	if (holdout.type === 'column' || holdout.type === 'group') return [holdout.column];
	return holdout.type === 'folds' && holdout.by === 'group' && holdout.column !== null ? [holdout.column] : [];
}

interface SplitRows extends Pick<TrainJob, 'test' | 'aside' | 'units'> {
	readonly folds: readonly Split[];
}

function splitRows(
	columns: Columns,
	target: string,
	task: TrainJob['task'],
	holdout: Holdout,
	seed: number,
	testFrom: number
): SplitRows {
	const none = new Int32Array(0);
	const whole = { aside: none, units: null, folds: [] };
	if (holdout.type === 'none') return { ...whole, test: none };
	if (holdout.type === 'table')
		return { ...whole, test: Int32Array.from({ length: columns.rows - testFrom }, (_, row) => testFrom + row) };
	if (holdout.type === 'column') {
		const column = columnNamed(columns, holdout.column);
		if (!column) throw new AppError('table/column-missing', { column: holdout.column });
		const { codes, dictionary } = readTexts(column.vector, columns.rows, column.type);
		const code = dictionary.indexOf(holdout.value);
		return { ...whole, test: Int32Array.from(codes.keys()).filter((row) => codes[row] === code) };
	}
	const by = holdout.type === 'folds' ? holdout.by : holdout.type;
	const units =
		by === 'group' || by === 'time'
			? readUnits(columns, by, ('column' in holdout ? holdout.column : null) ?? '')
			: null;
	const plan = {
		strata: readTarget(columns, target, task).values,
		stratified: task === 'classification' && by !== 'random',
		gap: 'gap' in holdout ? holdout.gap : 0,
		...{ units, seed }
	};
	if (holdout.type === 'folds') return { ...whole, test: none, units, folds: splitFolds(plan, holdout.count) };
	return { ...splitOnce(plan, holdout.fraction), units, folds: [] };
}

/** Names everything that a run depends on: the same key is the same model, to the bit. */
export async function runKey(
	{ crypto }: Pick<Workspace, 'crypto'>,
	dataset: Artifact,
	job: Omit<TrainJob, 'columns'>,
	holdout: Holdout
): Promise<string> {
	const {
		kinds,
		target,
		task,
		estimator,
		engine,
		params,
		seed,
		weight,
		classWeights = 'none',
		calibrate = 'none',
		ignore,
		rules = {},
		stopAfter
	} = job;
	const revision = revisionOf(estimator);
	const content: Json = {
		version: 1,
		dataset: dataset.id,
		...{ kinds, target, task, estimator, engine, params, seed, weight, ignore, holdout },
		...(classWeights === 'none' ? {} : { classWeights }),
		...(calibrate === 'none' ? {} : { calibrate }),
		...(Object.keys(rules).length === 0 ? {} : { rules: formatRuleSettings(rules) }),
		...(stopAfter === undefined ? {} : { stopAfter }),
		...(revision === '' ? {} : { revision })
	};
	return crypto.sha256(new TextEncoder().encode(canonicalJson(content)));
}
