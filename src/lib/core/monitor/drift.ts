import type { Columns, Vector } from '../table/columns';
import { seededRandom, type Random } from '../random';
import { sortedValues } from './baseline';
import { calibratedTail } from './chi-square';
import { numericDrift } from './numeric-drift';
import { countValues, textDrift } from './text-drift';
import { entryOf } from '../table/named';

/** Why a column has no figures, or none that say much. */
export type DriftReason =
	'reference-empty' | 'current-empty' | 'both-empty' | 'constant' | 'missing-changed' | 'type-changed';

export interface DriftTests {
	readonly ks?: { readonly statistic: number; readonly pValue: number } | null;
	readonly wasserstein?: number | null;
	readonly wassersteinNormed?: number | null;
	readonly psi: number | null;
	readonly jensenShannon: number | null;
	readonly hellinger: number | null;
	readonly totalVariation: number | null;
	readonly lInfinity: number | null;
	readonly lInfinityRobust?: number | null;
	readonly chiSquare?: { readonly statistic: number; readonly pValue: number; readonly df: number } | null;
}

/** How the p-value was had: by counting all cases, from a limit distribution, by dealing rows out again, from binned counts. */
export type NullDistribution = 'exact' | 'asymptotic' | 'permutation' | 'binned';

/** What a test of one column found, before the correction over columns. */
export interface Measured {
	readonly tests: DriftTests;
	/** Numbers: the largest distance of the distribution functions; text: total variation. A difference in shares of rows. */
	readonly effect: number | null;
	/** Bounds that hold the true effect with 95 % or more, by the Dvoretzky-Kiefer-Wolfowitz inequality or its like. */
	readonly effectInterval: readonly [number, number] | null;
	readonly pValue: number | null;
	readonly null: NullDistribution | null;
}

export interface ColumnDrift extends Measured {
	readonly column: string;
	readonly kind: string;
	readonly missing: {
		readonly reference: number;
		readonly current: number;
		readonly pValue: number | null;
		readonly drifted: boolean;
	};
	/** Benjamini-Hochberg over the columns. */
	readonly pAdjusted: number | null;
	readonly drifted: boolean;
	readonly reason: DriftReason | null;
	/** Values of the current rows that the reference never had; text only. */
	readonly unseen: number | null;
}

export interface DriftReport {
	readonly reference: number;
	readonly current: number;
	readonly columns: readonly ColumnDrift[];
	readonly drifted: boolean;
	/** Columns only one of the two has. */
	readonly onlyReference: readonly string[];
	readonly onlyCurrent: readonly string[];
}

export interface DriftOptions {
	/** False alarms allowed over all columns. */
	readonly alpha: number;
	/** The least effect that counts as drift: a share of rows. */
	readonly minEffect: number;
	readonly seed: number;
}
export const driftDefaults: DriftOptions = { alpha: 0.05, minEffect: 0.1, seed: 0 };

/** Columns of two tables with the same names in the same order and vectors of the same sort. */
export interface DriftJob {
	readonly reference: Columns;
	readonly current: Columns;
	readonly kinds: Readonly<Record<string, string>>;
	/** Columns whose type differs between the two, compared as text. */
	readonly changed: readonly string[];
	readonly options: DriftOptions;
}

/** One column before the verdict: what was measured, and rows and missing rows on both sides. */
export interface MeasuredColumn {
	readonly column: string;
	readonly kind: string;
	readonly measured: Measured;
	readonly rows: { readonly reference: number; readonly current: number };
	readonly missing: { readonly reference: number; readonly current: number };
	readonly constant: boolean;
	readonly changed: boolean;
	readonly unseen: number | null;
}

/** Measures and judges every column. Missing values and NaN are left out of the tests and compared apart. */
export function measureDrift(job: DriftJob): Pick<DriftReport, 'columns' | 'drifted'> {
	const random = seededRandom(job.options.seed);
	const columns = job.reference.columns.map(({ name, vector }, at): MeasuredColumn => {
		const current = job.current.columns[at]?.vector;
		const rows = { reference: job.reference.rows, current: job.current.rows };
		const about = {
			column: name,
			kind: entryOf(job.kinds, name) ?? vector.kind,
			rows,
			changed: job.changed.includes(name)
		};
		if (vector.kind === 'number' && current?.kind === 'number') {
			const a = sortedValues(vector);
			const b = sortedValues(current);
			const first = a[0] ?? b[0];
			return {
				...about,
				measured: numericDrift(a, b),
				missing: { reference: rows.reference - a.length, current: rows.current - b.length },
				constant: [a, b].every((side) => side.length === 0 || (side[0] === first && side[side.length - 1] === first)),
				unseen: null
			};
		}
		const counted = countValues(textOf(vector), textOf(current ?? vector));
		return {
			...about,
			measured: textDrift(counted.reference, counted.current, random),
			missing: counted.missing,
			constant: counted.values.length <= 1,
			unseen: counted.current.reduce((sum, n, k) => sum + (counted.reference[k] === 0 ? n : 0), 0)
		};
	});
	return judgeColumns(columns, job.options);
}

function textOf(vector: Vector): Extract<Vector, { kind: 'text' }> {
	if (vector.kind === 'text') return vector;
	return { kind: 'text', codes: new Int32Array(vector.values.length).fill(-1), dictionary: [] };
}

/**
 * The verdict: a column drifted when its change is significant after Benjamini and Hochberg's correction over columns and
 * its effect reaches `minEffect`; so it did when its share of missing values did both.
 */
export function judgeColumns(
	columns: readonly MeasuredColumn[],
	options: DriftOptions
): Pick<DriftReport, 'columns' | 'drifted'> {
	const random = seededRandom(options.seed);
	const missingTails = columns.map(({ rows, missing }) => missingTail(rows, missing, random));
	const adjusted = adjustPValues(columns.map(({ measured }) => measured.pValue));
	const adjustedMissing = adjustPValues(missingTails);
	const judged = columns.map((column, at): ColumnDrift => {
		const pAdjusted = adjusted[at] ?? null;
		const { effect } = column.measured;
		const changed = pAdjusted !== null && effect !== null && pAdjusted <= options.alpha && effect >= options.minEffect;
		const missingChanged =
			(adjustedMissing[at] ?? 1) <= options.alpha && missingGap(column.rows, column.missing) >= options.minEffect;
		return {
			column: column.column,
			kind: column.kind,
			missing: { ...column.missing, pValue: missingTails[at] ?? null, drifted: missingChanged },
			...column.measured,
			pAdjusted,
			drifted: changed || missingChanged,
			reason: reasonOf(column, missingChanged),
			unseen: column.unseen
		};
	});
	return { columns: judged, drifted: judged.some((column) => column.drifted) };
}

function reasonOf(column: MeasuredColumn, missingChanged: boolean): DriftReason | null {
	const empty = (side: 'reference' | 'current') => column.rows[side] === column.missing[side];
	if (empty('reference') && empty('current')) return 'both-empty';
	if (empty('reference')) return 'reference-empty';
	if (empty('current')) return 'current-empty';
	if (column.changed) return 'type-changed';
	if (missingChanged) return 'missing-changed';
	return column.constant ? 'constant' : null;
}

type Sides = MeasuredColumn['rows'];

function missingGap(rows: Sides, missing: Sides): number {
	if (rows.reference === 0 || rows.current === 0) return 0;
	return Math.abs(missing.reference / rows.reference - missing.current / rows.current);
}

/** Two-sided test of equal shares of missing values; null where none is missing or a side has no rows. */
function missingTail(rows: Sides, missing: Sides, random: Random): number | null {
	if (rows.reference === 0 || rows.current === 0 || missing.reference + missing.current === 0) return null;
	const counts = (side: keyof Sides) => [missing[side], rows[side] - missing[side]];
	return calibratedTail(counts('reference'), counts('current'), random).pValue;
}

/** Benjamini and Hochberg's adjusted p-values (1995), in the order given; null stays null and is not counted. */
export function adjustPValues(pValues: readonly (number | null)[]): (number | null)[] {
	const order = pValues
		.map((pValue, at) => ({ pValue, at }))
		.filter((item): item is { pValue: number; at: number } => item.pValue !== null)
		.sort((a, b) => b.pValue - a.pValue);
	const adjusted: (number | null)[] = pValues.map(() => null);
	let least = 1;
	order.forEach(({ pValue, at }, place) => {
		least = Math.min(least, (pValue * order.length) / (order.length - place));
		adjusted[at] = least;
	});
	return adjusted;
}
