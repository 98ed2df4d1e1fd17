import { AppError, type ErrorCode, type ErrorDetails } from '../errors';
import type { Column } from '../table/columns';
import { entryOf } from '../table/named';
import { readTexts } from './encode';
import { refuseScaling } from './calibration';
import { fitFeaturizer, mostCategories } from './featurizer';
import type { TrainJob } from './job';
import { keptCount, refuseNeighbors } from './kept-count';
import type { Notice } from './notice';
import { rowWeighing } from './problem';
import { countClasses, trainingRows } from './run-rows';
import { readTarget, type Target } from './target';

export interface Refusal {
	readonly code: ErrorCode;
	readonly details: ErrorDetails;
}

/** Everything that stands in the way of a job, and what a person should know before it runs. */
export interface Inspection {
	readonly refusals: readonly Refusal[];
	readonly notices: readonly Notice[];
}

/** Looks a job over before anything is trained: each thing that would refuse it, and each that would surprise. */
export function inspectJob(job: TrainJob): Inspection {
	const refusals: Refusal[] = [];
	const attempt = <T>(work: () => T): T | null => {
		try {
			return work();
		} catch (error) {
			if (!(error instanceof AppError)) throw error;
			refusals.push({ code: error.code, details: error.details });
			return null;
		}
	};
	const target = attempt(() => readTarget(job.columns, job.target, job.task));
	if (!target) return { refusals, notices: [] };
	const rows = attempt(() => trainingRows(target, job));
	if (!rows) return { refusals, notices: ofTarget(job, target) };
	attempt(() => countClasses(target, rows.train, job.target));
	attempt(() => rowWeighing(job, target, rows.train));
	if (job.estimator === 'knn') attempt(() => refuseScaling(job.calibrate));
	const ignore = job.weight === null ? job.ignore : [...job.ignore, job.weight];
	const fitted = attempt(() =>
		fitFeaturizer(
			job.columns,
			job.kinds,
			job.estimator,
			{ name: job.target, values: target.values },
			ignore,
			rows.train,
			mostCategories(job.estimator, job.params)
		)
	);
	const notices = [...ofTarget(job, target), ...ofColumns(job, target, ignore)];
	if (fitted && job.estimator === 'knn') {
		const kept = keptCount(job.params, rows.train.length, fitted.features.length);
		if (kept < rows.train.length)
			notices.push({ code: 'rows-sampled', columns: [], count: kept, of: rows.train.length });
		attempt(() => refuseNeighbors(job.params, kept));
	}
	if (fitted) {
		const named = fitted.dropped.flatMap(({ column, reason }) => (reason === 'identifier' ? [column] : []));
		if (named.length > 0) notices.push({ code: 'identifiers', columns: named, count: named.length, of: 0 });
		if (fitted.features.length > rows.train.length)
			notices.push({
				code: 'more-features-than-rows',
				columns: [],
				...{ count: fitted.features.length, of: rows.train.length }
			});
	}
	return { refusals, notices };
}

function ofTarget({ columns, target: name }: TrainJob, target: Target): Notice[] {
	const notices: Notice[] = [];
	const column = columns.columns.find((one) => one.name === name);
	const infinite = column ? infiniteCells(column) : 0;
	const missing = target.missing - (target.classes.length === 0 ? infinite : 0);
	if (missing > 0) notices.push({ code: 'target-missing', columns: [name], count: missing, of: columns.rows });
	if (target.classes.length === 0 && infinite > 0)
		notices.push({ code: 'target-infinite', columns: [name], count: infinite, of: columns.rows });
	const counts = target.classes.map(() => 0);
	for (const own of target.values) if (own in counts) counts[own] = (counts[own] ?? 0) + 1;
	const rare = counts.filter((count) => count === 1).length;
	if (rare > 0) notices.push({ code: 'rare-class', columns: [name], count: rare, of: counts.length });
	return notices;
}

function infiniteCells({ vector }: Column): number {
	if (vector.kind === 'text') return 0;
	let found = 0;
	vector.values.forEach((value, row) => {
		if (vector.missing?.[row] !== 1 && !Number.isFinite(Math.fround(value)) && !Number.isNaN(value)) found += 1;
	});
	return found;
}

function ofColumns(job: TrainJob, target: Target, ignore: readonly string[]): Notice[] {
	const { columns, kinds, units = null, test } = job;
	const notices: Notice[] = [];
	const endless: string[] = [];
	let cells = 0;
	const isSplit = test.length > 0 && units === null;
	for (const column of columns.columns) {
		const { name } = column;
		if (name === job.target) continue;
		const kind = entryOf(kinds, name);
		if (kind === 'identifier' && isSplit) {
			const distinct = new Set(readTexts(column.vector, columns.rows, column.type).codes).size;
			if (distinct < columns.rows)
				notices.push({ code: 'repeated-identifier', columns: [name], count: distinct, of: columns.rows });
		}
		if (kind === 'datetime' && isSplit)
			notices.push({ code: 'time-ignored', columns: [name], count: 0, of: columns.rows });
		if (ignore.includes(name) || kind === 'identifier') continue;
		const infinite = infiniteCells(column);
		if (infinite > 0) endless.push(name);
		cells += infinite;
		if (tellsTarget(column, columns.rows, target))
			notices.push({ code: 'tells-target', columns: [name], count: 0, of: columns.rows });
	}
	if (endless.length > 0) notices.push({ code: 'infinite-cells', columns: endless, count: cells, of: columns.rows });
	return notices;
}

/** How many values a class may have for a column that tells it to be called a copy. */
const mostValuesAClass = 5;
const leastRows = 20;

/** Whether the column is the target in other words: of each class a few values of its own, or for numbers the same numbers. */
function tellsTarget(column: Column, rows: number, { values, classes }: Target): boolean {
	let known = 0;
	if (classes.length === 0) {
		const { vector } = column;
		if (vector.kind === 'text') return false;
		for (let row = 0; row < rows; row++) {
			const own = values[row] ?? NaN;
			if (Number.isNaN(own)) continue;
			if (vector.missing?.[row] === 1 || vector.values[row] !== own) return false;
			known += 1;
		}
		return known >= leastRows;
	}
	const { codes, dictionary } = readTexts(column.vector, rows, column.type);
	const classOf = new Map<number, number>();
	for (let row = 0; row < rows; row++) {
		const own = values[row] ?? NaN;
		const code = codes[row] ?? 0;
		if (Number.isNaN(own)) continue;
		if (dictionary[code] === '') return false;
		const before = classOf.get(code);
		if (before !== undefined && before !== own) return false;
		if (before === undefined && classOf.size >= mostValuesAClass * classes.length) return false;
		classOf.set(code, own);
		known += 1;
	}
	return known >= leastRows && new Set(classOf.values()).size > 1;
}
