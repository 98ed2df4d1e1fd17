import * as v from 'valibot';
import type { Artifact } from '$lib/core/project/artifact';
import { AppError, isAbort } from '$lib/core/errors';
import type { Json } from '$lib/core/json';
import type { OnProgress, SourceFile, Workspace } from '$lib/core/ports';
import { checkGate } from '$lib/core/pipeline/gate';
import { parsePipelineFile, PipelineRunSchema, resolvePipeline, StepRecordSchema } from '$lib/core/pipeline/pipeline';
import type {
	GateResult,
	PipelineFile,
	PipelineRun,
	Reason,
	StepAnswer,
	StepRecord,
	StepResult
} from '$lib/core/pipeline/pipeline';
import type { Step } from '$lib/core/pipeline/step';
import { stepInputs } from '$lib/core/pipeline/step';
import { runReason, stepKeyBytes, stepKeyParts } from '$lib/core/pipeline/step-key';
import { getArtifact, listArtifacts, saveArtifact } from './artifact';
import { stepLimits } from './pipeline-report-steps';
import { runStep } from './pipeline-steps';

const pipelineCollection = 'pipeline';
const recordCollection = 'pipeline-step';

/** A file a pipeline imports, and the SHA-256 of its bytes. */
export interface PipelineSource {
	readonly file: SourceFile;
	readonly hash: string;
}

export interface PipelineOptions {
	readonly set?: Readonly<Record<string, string>>;
	/** Runs every step, whatever is kept. */
	readonly force?: boolean;
	/** The file an import step names, or undefined when it is not at hand: what was imported before is used then. */
	readonly readSource: (path: string) => Promise<PipelineSource | undefined>;
	/** Told of every step as it ends. */
	readonly onStep?: (result: StepResult) => void;
}

export async function listPipelines(ws: Workspace): Promise<PipelineFile[]> {
	const stored = await ws.catalog.list(ws.project, pipelineCollection);
	return stored.map(({ value }) => parsePipelineFile(value)).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Keeps a pipeline in the project under its name. The value is checked first; its parameters may still be open. */
export async function savePipeline(ws: Workspace, value: unknown): Promise<PipelineFile> {
	const file = parsePipelineFile(value);
	const json: Json = JSON.parse(JSON.stringify(file));
	await ws.catalog.write([
		{ put: { project: ws.project, collection: pipelineCollection, key: file.name, value: json } }
	]);
	return file;
}

/** Runs of a pipeline, newest first. */
export async function listPipelineRuns(ws: Workspace, name?: string): Promise<{ id: string; run: PipelineRun }[]> {
	const artifacts = await listArtifacts(ws, 'pipeline-run');
	return artifacts
		.map(({ id, meta }) => ({ id, run: v.parse(PipelineRunSchema, meta) }))
		.filter(({ run }) => name === undefined || run.name === name);
}

/**
 * Walks the steps in order. A step whose type, parameters, version and inputs are those of a step kept before, and whose
 * artifacts are still here, is not run again. A gate that fails or a step that throws ends the walk: the rest is skipped and the
 * run says so. Only giving up (abort) and a pipeline that cannot be read throw.
 */
export async function runPipeline(
	ws: Workspace,
	file: PipelineFile,
	options: PipelineOptions,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<{ run: PipelineRun; artifact: Artifact; cause: unknown }> {
	const { name, steps } = resolvePipeline(file, options.set ?? {});
	const startedAt = ws.clock.now();
	const walk: Walk = { ws, answers: new Map(), gates: [], records: await readRecords(ws, name), name, options };
	const results: StepResult[] = [];
	let cause: unknown;
	for (const [place, step] of steps.entries()) {
		signal?.throwIfAborted();
		onProgress?.({ phase: step.id, done: place, total: steps.length });
		const ended = results.find((result) => result.status === 'failed');
		let result: StepResult;
		if (ended) result = { ...blank(step), status: 'skipped', reason: { code: 'skipped', about: ended.id } };
		else {
			const began = ws.clock.elapsed();
			try {
				result = await takeStep(walk, step, began, signal, onProgress);
			} catch (error) {
				if (isAbort(error)) throw error;
				cause = error;
				const { code, details } =
					error instanceof AppError ? error : new AppError('internal', { message: String(error) }, { cause: error });
				result = { ...blank(step), ms: ws.clock.elapsed() - began, error: { code, details } };
			}
		}
		results.push(result);
		options.onStep?.(result);
	}
	onProgress?.({ phase: '', done: steps.length, total: steps.length });
	const failed = results.some((result) => result.status === 'failed');
	const run: PipelineRun = {
		schemaVersion: 1,
		name,
		startedAt,
		parameters: { ...options.set },
		steps: results,
		gates: walk.gates,
		failed
	};
	const artifact = await saveArtifact(ws, { type: 'pipeline-run', name, blobs: {}, meta: run, parents: {} });
	return { run, artifact, cause };
}

interface Walk {
	readonly ws: Workspace;
	readonly name: string;
	readonly options: PipelineOptions;
	readonly answers: Map<string, StepAnswer>;
	readonly gates: GateResult[];
	readonly records: StepRecord[];
}

const blank = (step: Step): StepResult => ({
	id: step.id,
	type: step.type,
	status: 'failed',
	key: null,
	reason: { code: 'failed', about: '' },
	ms: 0,
	answer: null,
	error: null
});

async function takeStep(
	walk: Walk,
	step: Step,
	began: number,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<StepResult> {
	const { ws, answers, options } = walk;
	if (step.type === 'gate') {
		const gate = checkGate(step, answers);
		walk.gates.push(gate);
		const reason: Reason = { code: 'gate', about: '' };
		return { ...blank(step), status: gate.ok ? 'ran' : 'failed', reason, ms: ws.clock.elapsed() - began };
	}
	const source = step.type === 'import' ? await options.readSource(step.with.file) : undefined;
	const mine = walk.records.filter((record) => record.step === step.id);
	const newest = mine[0];
	const inputs = inputHashes(step, answers);
	if (step.type === 'import') {
		if (!source && !newest) throw new AppError('file/missing', { file: step.with.file });
		inputs['file'] = source?.hash ?? newest?.inputs['file'] ?? '';
	}
	const parts = stepKeyParts(step, JSON.parse(JSON.stringify(parameters(step))), inputs);
	const key = await ws.crypto.sha256(stepKeyBytes(parts));
	const kept = mine.find((record) => record.key === key);
	const whole = kept && (await allHere(ws, kept.answer));
	if (kept && whole && !(options.force && (step.type !== 'import' || source))) {
		const reason: Reason = { code: step.type === 'import' && !source ? 'away' : 'unchanged', about: '' };
		return endStep(walk, step, { status: 'cached', key, reason, answer: kept.answer }, began);
	}
	if (step.type === 'import' && !source) throw new AppError('file/missing', { file: step.with.file });
	const answer = await runStep({ ws, step, answers, source: source?.file, signal, onProgress });
	const { version, params } = parts;
	const at = ws.clock.now();
	const record: StepRecord = { schemaVersion: 1, step: step.id, key, version, params, inputs, answer, at };
	await ws.catalog.write([
		{ put: { project: ws.project, collection: recordCollection, key: `${walk.name}/${step.id}/${key}`, value: record } }
	]);
	const reason: Reason = options.force ? { code: 'forced', about: '' } : runReason(parts, kept ?? newest);
	return endStep(walk, step, { status: 'ran', key, reason, answer }, began);
}

/** Hands a step's answer on, and holds it against the step's limits: these can change while the answer does not. */
async function endStep(
	{ ws, answers, gates }: Walk,
	step: Step,
	ended: Pick<StepResult, 'status' | 'key' | 'reason'> & { readonly answer: StepAnswer },
	began: number
): Promise<StepResult> {
	answers.set(step.id, ended.answer);
	const limits = step.type === 'bias' ? await stepLimits(ws, step, ended.answer) : null;
	if (limits) gates.push(...limits.gates);
	const breach = limits?.breach && ({ status: 'failed', reason: limits.breach } as const);
	return { ...blank(step), ...ended, ...breach, ms: ws.clock.elapsed() - began };
}

/** Records of this pipeline, newest first. */
async function readRecords(ws: Workspace, name: string): Promise<StepRecord[]> {
	const stored = await ws.catalog.list(ws.project, recordCollection);
	return stored
		.filter(({ key }) => key.startsWith(`${name}/`))
		.map(({ value }) => v.parse(StepRecordSchema, value))
		.sort((a, b) => b.at - a.at);
}

/** The parameters without the ids of steps, which may be renamed at will, and without limits, which change no answer. */
function parameters(step: Step): Record<string, unknown> {
	const references = new Set(Object.keys(stepInputs(step)));
	return Object.fromEntries(
		Object.entries(step.with)
			.filter(([name]) => !references.has(name) && !(step.type === 'bias' && name === 'limits'))
			.map(([name, value]) =>
				name === 'groups' && step.type === 'training-set'
					? [name, step.with.groups.map(({ from: _, ...rest }) => rest)]
					: [name, value]
			)
	);
}

/** What came in, by role: a step that ran again but made the same thing changes nothing after it. */
function inputHashes(step: Step, answers: ReadonlyMap<string, StepAnswer>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(stepInputs(step)).map(([role, id]) => {
			const answer = answers.get(id);
			const content = role === 'model' ? answer?.artifacts['model'] : answer?.artifacts['dataset'];
			if (content === undefined)
				throw new AppError('pipeline/invalid', {
					where: `step ${step.id}`,
					reason: `${role} names '${id}', which makes no ${role === 'model' ? 'model' : 'table'}`
				});
			return [role, role.startsWith('group') ? `${answer?.texts['group'] ?? ''} ${content}` : content];
		})
	);
}

async function allHere(ws: Workspace, answer: StepAnswer): Promise<boolean> {
	try {
		for (const id of Object.values(answer.artifacts)) {
			const { blobs } = await getArtifact(ws, id);
			for (const hash of Object.values(blobs)) if (!(await ws.blobs.has(hash))) return false;
		}
		return true;
	} catch (error) {
		if (error instanceof AppError && error.code === 'project/missing') return false;
		throw error;
	}
}
