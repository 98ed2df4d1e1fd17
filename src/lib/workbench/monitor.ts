import * as v from 'valibot';
import { AppError } from '$lib/core/errors';
import { baselinesOf } from '$lib/core/monitor/baseline';
import { driftDefaults, type DriftOptions, type DriftReport } from '$lib/core/monitor/drift';
import { DistributionsSchema, readDriftMeta } from '$lib/core/monitor/drift-report';
import type { Distributions, DriftMeta } from '$lib/core/monitor/drift-report';
import type { Sketch } from '$lib/core/monitor/sketch';
import type { OnProgress, Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { datasetMeta } from '$lib/core/table/dataset';
import { isNumericType, isTemporalType, type Field, type Kind } from '$lib/core/table/schema';
import { sqlName } from '$lib/core/table/sql';
import { listArtifacts, saveArtifact } from './artifact';
import { describeRelation } from './describe';
import { kindsOf, openTable } from './table';

export interface DriftReportOptions extends Partial<DriftOptions> {
	/** Only these; all that both have when left out. */
	readonly columns?: readonly string[];
	readonly kinds?: Readonly<Record<string, Kind>>;
}

/** Stored as a number or a moment: compared as numbers. Everything else is compared as text. */
const isNumber = (field: Field) => isNumericType(field.type) || isTemporalType(field.type);

export interface MeasuredDrift {
	readonly report: DriftReport;
	readonly distributions: Distributions;
}

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
	return (await measureDrift(workspace, reference, current, options, signal, onProgress)).report;
}

/** The drift of two relations, and the counts its pictures are drawn from. Errors: as driftReport. */
export async function measureDrift(
	workspace: Pick<Workspace, 'sql' | 'explainer'>,
	reference: string,
	current: string,
	options: DriftReportOptions = {},
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<MeasuredDrift> {
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
	const { distributions, ...measured } = await workspace.explainer.measureDrift(
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
	const report = {
		...counts,
		...measured,
		onlyReference: before.filter(({ name }) => !after.some((other) => other.name === name)).map(({ name }) => name),
		onlyCurrent: after.filter(({ name }) => !before.some((other) => other.name === name)).map(({ name }) => name)
	};
	return { report, distributions };
}

/** Measures a dataset against another and keeps the report as an artifact. Errors: as driftReport. */
export async function compareDatasets(
	workspace: Workspace,
	reference: Artifact,
	current: Artifact,
	options: DriftReportOptions & { readonly name: string },
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<{ artifact: Artifact; report: DriftReport }> {
	const { name, ...tests } = options;
	const measured = await measureDatasets(workspace, reference, current, tests, signal, onProgress);
	const parents = { reference: reference.id, current: current.id };
	return { artifact: await keepDrift(workspace, { ...measured, name, parents }), report: measured.report };
}

async function measureDatasets(
	workspace: Workspace,
	reference: Artifact,
	current: Artifact,
	options: DriftReportOptions,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<MeasuredDrift> {
	const kinds = kindsOf(datasetMeta(reference).schema);
	const relation = await openTable(workspace, reference, signal);
	const other = await openTable(workspace, current, signal);
	return measureDrift(workspace, relation, other, { kinds, ...options }, signal, onProgress);
}

export interface DriftToKeep extends MeasuredDrift {
	readonly name: string;
	readonly parents: Artifact['parents'];
	readonly window?: DriftMeta['window'];
}

/** Keeps a report: what was found in its meta, the distributions as a blob. The same finding is the same artifact. */
export async function keepDrift(workspace: Workspace, kept: DriftToKeep): Promise<Artifact> {
	const { report, distributions, name, parents, window } = kept;
	const hash = await workspace.blobs.put(new TextEncoder().encode(JSON.stringify(distributions)));
	const meta = { schemaVersion: 1, drifted: report.drifted, report, window };
	return saveArtifact(workspace, { type: 'drift-report', name, blobs: { distributions: hash }, meta, parents });
}

/**
 * The distributions of a report: as kept, else measured again from its datasets; null where neither is there any more.
 * Errors: project/invalid.
 */
export async function readDistributions(
	workspace: Workspace,
	artifact: Artifact,
	signal?: AbortSignal
): Promise<Distributions | null> {
	const hash = artifact.blobs['distributions'];
	if (hash !== undefined) {
		const parsed = v.safeParse(
			DistributionsSchema,
			JSON.parse(new TextDecoder().decode(await workspace.blobs.get(hash)))
		);
		if (!parsed.success)
			throw new AppError('project/invalid', { artifact: artifact.id, reason: parsed.issues[0].message });
		return parsed.output;
	}
	const datasets = await listArtifacts(workspace);
	const [reference, current] = ['reference', 'current'].map((role) =>
		datasets.find(({ id }) => id === artifact.parents[role])
	);
	const columns = readDriftMeta(artifact)?.report.columns.map(({ column }) => column);
	if (!reference || !current || !columns) return null;
	return (await measureDatasets(workspace, reference, current, { columns }, signal)).distributions;
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
