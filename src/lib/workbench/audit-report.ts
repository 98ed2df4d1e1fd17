import type { BiasReport, BiasSpec } from '$lib/core/clarify/bias';
import type { Effect } from '$lib/core/clarify/effect';
import type { ErrorSlices } from '$lib/core/clarify/error-tree';
import { checkReports, type Limit } from '$lib/core/clarify/limit';
import type { Interactions } from '$lib/core/clarify/interaction';
import type { TriedMitigations } from '$lib/core/clarify/mitigation-trial';
import type {
	AuditReport,
	AuditSubject,
	ExplainedRows,
	FoundChanges,
	PredictionSource
} from '$lib/core/clarify/report';
import { facetParts, selectionText, type Facet } from '$lib/core/clarify/selector';
import type { OnProgress, Workspace } from '$lib/core/ports';
import { sqlName } from '$lib/core/table/sql';
import { biasReport } from './bias';
import { describeRelation } from './describe';
import { graphFor, predictColumns, readInputs, type OpenModel } from './model';
import { freeName } from './free-name';
import { modelRows } from './model-rows';

export interface PredictedRows {
	/** SQL relation of rows that have label and prediction. */
	readonly relation: string;
	readonly predicted: string;
	readonly from: PredictionSource;
	/** How many there are. */
	readonly rows: number;
}

export interface AuditInput {
	readonly dataset: AuditSubject['dataset'];
	/** SQL relation of the whole table. */
	readonly relation: string;
	readonly spec: Omit<BiasSpec, 'predicted'>;
	readonly judged: PredictedRows | null;
	readonly model: { readonly name: string; readonly hash: string | null; readonly opened: OpenModel } | null;
	/** What rows are compared with: a relation, and what it is called. */
	readonly background: { readonly relation: string; readonly name: string };
	readonly limits: readonly Limit[];
	readonly versions: AuditSubject['versions'];
	/** Reports and explanations that were measured before, for the same question. */
	readonly known?: {
		readonly before?: BiasReport;
		readonly after?: BiasReport | null;
		readonly explanation?: ExplainedRows;
		readonly errors?: ErrorSlices | null;
		readonly mitigations?: TriedMitigations | null;
		readonly changes?: FoundChanges | null;
	};
}

const explainedRows = 200;
const backgroundRows = 100;
const samples = 600;
const effectColumns = 3;

/** Audits a table and a model: bias before and after, limits, explanation. Errors: as biasReport and explaining. */
export async function auditTable(
	workspace: Workspace,
	input: AuditInput,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<AuditReport> {
	const { spec, judged, model, known } = input;
	const measure = (relation: string, predicted: string | null) =>
		biasReport(workspace, relation, { ...spec, predicted }, signal, onProgress);
	const before = known?.before ?? (await measure(input.relation, null));
	const after = known?.after !== undefined ? known.after : judged && (await measure(judged.relation, judged.predicted));
	const explanation =
		known?.explanation ?? (model && (await explainRows(workspace, model.opened, input, signal, onProgress)));
	return {
		subject: subjectOf(workspace, input),
		before,
		after,
		limits: checkReports(input.limits, before.facets, after?.facets ?? null),
		explanation,
		pairs: explanation && model ? await pairsOf(workspace, model.opened, explanation, input, signal, onProgress) : null,
		effects: explanation && model ? await effectsOf(workspace, model.opened, explanation, signal, onProgress) : [],
		errors: known?.errors ?? null,
		mitigations: known?.mitigations ?? null,
		changes: known?.changes ?? null
	};
}

function subjectOf(
	{ clock }: Pick<Workspace, 'clock'>,
	{ dataset, spec, judged, model, versions }: AuditInput
): AuditSubject {
	const about = model && {
		name: model.name,
		hash: model.hash,
		task: model.opened.model.task,
		target: model.opened.model.target,
		estimator: model.opened.model.estimator.type,
		classes: model.opened.model.classes,
		...(model.opened.model.threshold !== undefined && { threshold: model.opened.model.threshold }),
		inputs: model.opened.model.inputs.map(({ name }) => name)
	};
	return {
		dataset,
		model: about,
		label: spec.label,
		positive: selectionText(spec.positive),
		facets: spec.facets.map(facetText),
		group: spec.group,
		predictions: judged && {
			from: judged.from,
			column: judged.from === 'column' ? judged.predicted : null,
			rows: judged.rows
		},
		intervals: spec.intervals,
		seed: spec.seed,
		madeAt: clock.now(),
		versions
	};
}

/** `sex`, `sex=Female`, `age>40`, several joined by `&`. */
function facetText(facet: Facet): string {
	return facetParts(facet)
		.map(({ column, selection }) => {
			const text = selectionText(selection);
			return text === '' ? column : 'threshold' in selection ? `${column}${text}` : `${column}=${text}`;
		})
		.join(' & ');
}

async function explainRows(
	workspace: Workspace,
	opened: OpenModel,
	{ relation, background, spec }: AuditInput,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<ExplainedRows> {
	const rows = await modelRows(workspace, opened, relation, explainedRows, signal);
	const against = await modelRows(workspace, opened, background.relation, backgroundRows, signal);
	const { model } = opened;
	// a graph of classes has no margins
	const output = model.estimator.type === 'graph' && model.classes.length > 0 ? 'probability' : 'margin';
	const job = {
		model,
		rows: structuredClone(rows),
		background: against,
		method: 'auto',
		output,
		samples,
		seed: spec.seed
	} as const;
	return { found: await workspace.explainer.explain(job, signal, onProgress), rows, against: background.name };
}

/** Of the rows explained, for models that give them exactly. */
async function pairsOf(
	workspace: Workspace,
	opened: OpenModel,
	{ found, rows }: ExplainedRows,
	{ background }: AuditInput,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<Interactions | null> {
	const { model } = opened;
	const { type } = model.estimator;
	if ((type !== 'trees' && type !== 'linear') || !found.exact || found.output !== 'margin') return null;
	if (model.inputs.length < 2 || found.predictions.length === 0) return null;
	const against = await modelRows(workspace, opened, background.relation, backgroundRows, signal);
	return workspace.explainer.explainInteractions(
		{ model, rows: structuredClone(rows), background: against, method: 'auto', output: 'margin', keepRows: 0 },
		signal,
		onProgress
	);
}

async function effectsOf(
	workspace: Workspace,
	{ model }: OpenModel,
	{ found, rows }: ExplainedRows,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<Effect[]> {
	const columns = found.importance.filter(({ meanAbs }) => meanAbs > 0).slice(0, effectColumns);
	const effects: Effect[] = [];
	for (const { feature } of columns) {
		const job = {
			model,
			rows: structuredClone(rows),
			columns: [feature],
			kind: 'pdp',
			grid: 20,
			output: 'probability',
			seed: 0
		} as const;
		effects.push(await workspace.explainer.measureEffect(job, signal, onProgress));
	}
	return effects;
}

/** The rows of a relation with what the model answers when it is asked about them now. */
export async function askedRows(
	workspace: Pick<Workspace, 'sql' | 'predictor'>,
	opened: OpenModel,
	relation: string,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<PredictedRows> {
	const names = (await describeRelation(workspace, relation, {}, signal)).map(({ name }) => name);
	const graph = graphFor(opened, names, 'prepared');
	const inputs = await readInputs(workspace, graph, relation, signal);
	const { rows, columns } = await predictColumns(workspace, graph, inputs, signal, onProgress);
	const predicted = freeName(names, 'predicted');
	const answers = columns.filter(({ name }) => name === 'prediction').map((column) => ({ ...column, name: predicted }));
	await workspace.sql.loadColumns('asked_answers', { rows, columns: answers }, signal);
	return {
		relation: `(SELECT i.*, p.${sqlName(predicted)} FROM ${relation} AS i POSITIONAL JOIN asked_answers AS p)`,
		predicted,
		from: 'model',
		rows
	};
}
