import { AppError } from '$lib/core/errors';
import type { Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { columnNamed, type Columns } from '$lib/core/table/columns';
import { datasetMeta } from '$lib/core/table/dataset';
import { sqlName } from '$lib/core/table/sql';
import { readTexts } from '$lib/core/train/encode';
import type { TrainJob } from '$lib/core/train/job';
import { resolveParams } from '$lib/core/train/params';
import { readUnits } from '$lib/core/train/row-units';
import type { Holdout } from '$lib/core/train/run-meta';
import type { TrainSpec } from '$lib/core/train/spec';
import { splitOnce } from '$lib/core/train/split';
import { guessTask, readTarget } from '$lib/core/train/target';
import { openTable } from './table';

/** The job that a spec means on a dataset, its rows read and the held-out ones chosen. */
export async function makeJob(
	workspace: Workspace,
	dataset: Artifact,
	spec: TrainSpec,
	signal?: AbortSignal,
	test?: Artifact
): Promise<{ job: TrainJob; holdout: Holdout }> {
	const { schema } = datasetMeta(dataset);
	const kinds = Object.fromEntries(schema.map(({ name, kind }) => [name, kind]));
	const { columns, testFrom } = await readColumns(workspace, dataset, test, signal);
	const task = spec.task ?? guessTask(columns, spec.target, kinds[spec.target]);
	const seed = spec.seed ?? 0;
	const holdout = holdoutOf(spec, test);
	const ignore = [
		...(spec.ignore ?? []),
		...(holdout.type === 'column' || holdout.type === 'group' ? [holdout.column] : [])
	].sort();
	for (const column of [...ignore, ...(spec.weight === undefined ? [] : [spec.weight])])
		if (!columnNamed(columns, column)) throw new AppError('table/column-missing', { column });
	const job: TrainJob = {
		columns,
		kinds,
		target: spec.target,
		task,
		estimator: spec.estimator,
		engine: spec.engine ?? 'kernels',
		params: resolveParams(spec.estimator, spec.params ?? {}),
		seed,
		...splitRows(columns, spec.target, task, holdout, seed, testFrom),
		weight: spec.weight ?? null,
		classWeights: spec.classWeights ?? 'none',
		ignore,
		refit: holdout.type !== 'table'
	};
	return { job, holdout };
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
	if (spec.split) return { type: 'column', column: spec.split.column, value: spec.split.test };
	const fraction = spec.testFraction ?? 0.25;
	if (fraction === 0) return { type: 'none' };
	const { splitBy } = spec;
	if (splitBy?.by === 'group') return { type: 'group', fraction, column: splitBy.column };
	if (splitBy?.by === 'time') return { type: 'time', fraction, column: splitBy.column, gap: splitBy.gap ?? 0 };
	return { type: splitBy?.by === 'random' ? 'random' : 'fraction', fraction };
}

type SplitRows = Pick<TrainJob, 'test' | 'aside' | 'units'>;

function splitRows(
	columns: Columns,
	target: string,
	task: TrainJob['task'],
	holdout: Holdout,
	seed: number,
	testFrom: number
): SplitRows {
	const none = new Int32Array(0);
	const whole = { aside: none, units: null };
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
	const isPlain = holdout.type === 'fraction' || holdout.type === 'random';
	const units = isPlain ? null : readUnits(columns, holdout.type, holdout.column);
	const plan = {
		strata: readTarget(columns, target, task).values,
		stratified: task === 'classification' && holdout.type !== 'random',
		gap: holdout.type === 'time' ? holdout.gap : 0,
		...{ units, seed }
	};
	return { ...splitOnce(plan, holdout.fraction), units };
}
