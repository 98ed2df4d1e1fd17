import type { MetricValue } from '$lib/core/clarify/metric';
import { AppError } from '$lib/core/errors';
import { readKeptReport } from '$lib/core/clarify/kept-report';
import { limitGates } from '$lib/core/pipeline/limit-gate';
import type { StepAnswer } from '$lib/core/pipeline/pipeline';
import type { StepOf } from '$lib/core/pipeline/step';
import type { Workspace } from '$lib/core/ports';
import { getArtifact } from './artifact';
import { readLimits } from './bias-limits';
import { keepBiasReport } from './bias-findings';
import { biasDefaults, biasReport } from './bias';
import { compareDatasets } from './monitor';
import { inputArtifact } from './pipeline-context';
import type { StepContext } from './pipeline-context';
import { facetSelector } from './pipeline-facet';
import { openTable } from './table';

export async function biasStep(context: StepContext<'bias'>): Promise<StepAnswer> {
	const { ws, step, signal, onProgress } = context;
	const from = await inputArtifact(context, step.with.from, 'dataset');
	const spec = {
		...biasDefaults,
		label: step.with.label,
		positive: { values: step.with.positive },
		facets: step.with.facets.map(facetSelector),
		predicted: step.with.predicted ?? null,
		group: step.with.group ?? null
	};
	const report = await biasReport(ws, await openTable(ws, from, signal), spec, signal, onProgress);
	const artifact = await keepBiasReport(ws, step.id, spec, report, { dataset: from.id });
	const values: Record<string, number | null> = {};
	for (const facet of report.facets) {
		const metrics: [string, MetricValue | undefined][] = [
			...Object.entries(facet.pre),
			...Object.entries(facet.post ?? {})
		];
		for (const [name, metric] of metrics) {
			const { value } = metric ?? { value: null };
			const known = value !== null && Number.isFinite(value) ? value : null;
			values[`${facet.facet}=${facet.value}.${name}`] = known;
			const worst = values[`worst.${name}`] ?? null;
			if (known !== null && (worst === null || Math.abs(known) > Math.abs(worst))) values[`worst.${name}`] = known;
		}
	}
	return { artifacts: { report: artifact.id }, values, texts: {} };
}

/** The limits of a bias step against the report it left; null where it has none. */
export async function stepLimits(
	ws: Workspace,
	{ id, with: { limits } }: StepOf<'bias'>,
	answer: StepAnswer
): Promise<ReturnType<typeof limitGates> | null> {
	if (limits === undefined) return null;
	const artifact = await getArtifact(ws, answer.artifacts['report'] ?? '');
	const report = readKeptReport(artifact.meta);
	if (!report) throw new AppError('project/invalid', { artifact: artifact.id, reason: 'no bias report' });
	return limits === 'project'
		? limitGates(id, await readLimits(ws), report.facets, 'project')
		: limitGates(id, limits, report.facets, 'pipeline');
}

export async function driftStep(context: StepContext<'drift'>): Promise<StepAnswer> {
	const { ws, step, signal, onProgress } = context;
	const reference = await inputArtifact(context, step.with.reference, 'dataset');
	const current = await inputArtifact(context, step.with.current, 'dataset');
	const { artifact, report } = await compareDatasets(
		ws,
		reference,
		current,
		{ name: step.id, ...(step.with.columns ? { columns: step.with.columns } : {}) },
		signal,
		onProgress
	);
	const values: Record<string, number | null> = {
		drifted: report.columns.filter((column) => column.drifted).length,
		...Object.fromEntries(report.columns.map((column) => [`${column.column}.effect`, column.effect]))
	};
	return { artifacts: { report: artifact.id }, values, texts: {} };
}
