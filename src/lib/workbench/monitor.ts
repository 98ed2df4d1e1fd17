import { AppError } from '$lib/core/errors';
import { baselinesOf } from '$lib/core/monitor/baseline';
import { driftDefaults, type DriftOptions, type DriftReport } from '$lib/core/monitor/drift';
import type { Sketch } from '$lib/core/monitor/sketch';
import type { OnProgress, Workspace } from '$lib/core/ports';
import { isNumericType, isTemporalType, type Field, type Kind } from '$lib/core/table/schema';
import { sqlName } from '$lib/core/table/sql';
import { describeRelation } from './describe';

export interface DriftReportOptions extends Partial<DriftOptions> {
	/** Only these; all that both have when left out. */
	readonly columns?: readonly string[];
	readonly kinds?: Readonly<Record<string, Kind>>;
}

/** Stored as a number or a moment: compared as numbers. Everything else is compared as text. */
const isNumber = (field: Field) => isNumericType(field.type) || isTemporalType(field.type);

/**
 * Drift of every column that two relations share, in the reference's order. table/column-missing when a column asked for is
 * in neither or one only; monitor/no-shared-columns when they share none.
 */
export async function driftReport(
	workspace: Pick<Workspace, 'sql' | 'explainer'>,
	reference: string,
	current: string,
	options: DriftReportOptions = {},
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<DriftReport> {
	const { columns, kinds, ...tests } = options;
	const before = await describeRelation(workspace, reference, kinds, signal);
	const after = await describeRelation(workspace, current, {}, signal);
	const pairs = before.flatMap((field) => {
		const other = after.find(({ name }) => name === field.name);
		return other ? [{ field, other, number: isNumber(field) && isNumber(other) }] : [];
	});
	const unknown = columns?.find((name) => !pairs.some(({ field }) => field.name === name));
	if (unknown !== undefined) throw new AppError('table/column-missing', { column: unknown });
	const compared = columns ? pairs.filter(({ field }) => columns.includes(field.name)) : pairs;
	if (compared.length === 0) throw new AppError('monitor/no-shared-columns', {});
	const select = (relation: string, side: 'field' | 'other') =>
		`SELECT ${compared.map((pair) => valueSql(pair[side], pair.number)).join(', ')} FROM ${relation}`;
	const rows = {
		reference: await workspace.sql.query(select(reference, 'field'), signal),
		current: await workspace.sql.query(select(current, 'other'), signal)
	};
	const counts = { reference: rows.reference.rows, current: rows.current.rows };
	const measured = await workspace.explainer.measureDrift(
		{
			...rows,
			kinds: Object.fromEntries(compared.map(({ field }) => [field.name, field.kind])),
			changed: compared
				.filter(({ field, other, number }) => !number && isNumber(field) !== isNumber(other))
				.map(({ field }) => field.name),
			options: { ...driftDefaults, ...tests }
		},
		signal,
		onProgress
	);
	return {
		...counts,
		...measured,
		onlyReference: before.filter(({ name }) => !after.some((other) => other.name === name)).map(({ name }) => name),
		onlyCurrent: after.filter(({ name }) => !before.some((other) => other.name === name)).map(({ name }) => name)
	};
}

function valueSql(field: Field, number: boolean): string {
	const name = sqlName(field.name);
	if (!number) return `CAST(${name} AS VARCHAR) AS ${name}`;
	return isTemporalType(field.type)
		? `CAST(epoch_ms(CAST(${name} AS TIMESTAMP)) AS DOUBLE) AS ${name}`
		: `CAST(${name} AS DOUBLE) AS ${name}`;
}

/** The sketch of every column of a relation: the baselines a package carries. Moments in time are milliseconds since 1970. */
export async function makeBaselines(
	workspace: Pick<Workspace, 'sql' | 'explainer'>,
	relation: string,
	columns?: readonly string[],
	signal?: AbortSignal
): Promise<Record<string, Sketch>> {
	const schema = await describeRelation(workspace, relation, {}, signal);
	const wanted = columns ? schema.filter(({ name }) => columns.includes(name)) : schema;
	if (wanted.length === 0) return {};
	const select = wanted.map((field) => valueSql(field, isNumber(field))).join(', ');
	return baselinesOf(await workspace.sql.query(`SELECT ${select} FROM ${relation}`, signal));
}
