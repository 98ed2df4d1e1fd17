import * as v from 'valibot';
import { AppError } from '../errors';
import type { Json } from '../json';
import { StepSchema, stepInputs, stepTypes } from './step';
import type { Step } from './step';

const ParameterSchema = v.strictObject({
	default: v.optional(v.union([v.string(), v.number(), v.boolean()])),
	description: v.optional(v.string(), '')
});

const FileSchema = v.strictObject({
	schemaVersion: v.literal(1),
	name: v.pipe(v.string(), v.minLength(1)),
	description: v.optional(v.string(), ''),
	/** What `--set name=value` may change; `${name}` in the steps stands for the value. */
	parameters: v.optional(v.record(v.string(), ParameterSchema), {}),
	steps: v.pipe(v.array(v.looseObject({ id: v.string(), type: v.string() })), v.minLength(1, 'a pipeline needs a step'))
});

/** A pipeline as its file holds it: parameters not filled in yet. */
export type PipelineFile = v.InferOutput<typeof FileSchema>;

/** A pipeline with its parameters filled in and every step checked. */
export interface Pipeline {
	readonly name: string;
	readonly steps: readonly Step[];
}

/** Checks the outer shape of a pipeline.json. Errors: pipeline/invalid {where, reason}, project/version-newer. */
export function parsePipelineFile(value: unknown): PipelineFile {
	const version = v.safeParse(v.object({ schemaVersion: v.number() }), value);
	if (version.success && version.output.schemaVersion > 1)
		throw new AppError('project/version-newer', { version: version.output.schemaVersion, known: 1 });
	const parsed = v.safeParse(FileSchema, value);
	if (!parsed.success) throw refusal('the file', parsed.issues);
	return parsed.output;
}

/**
 * Fills parameters in and checks the steps: known types, ids used once, references only to earlier steps.
 * Text that is `${name}` and nothing else takes the value with its type; inside longer text it is spelled out.
 * Errors: pipeline/invalid, pipeline/step-unknown, pipeline/parameter-missing.
 */
export function resolvePipeline(file: PipelineFile, set: Readonly<Record<string, string>>): Pipeline {
	for (const name of Object.keys(set))
		if (!(name in file.parameters)) throw new AppError('pipeline/parameter-missing', { name, where: '--set' });
	const valueOf = (name: string, where: string): string | number | boolean => {
		const parameter = file.parameters[name];
		const given = set[name];
		if (given !== undefined) return typeof parameter?.default === 'string' ? given : typed(given);
		if (parameter?.default === undefined) throw new AppError('pipeline/parameter-missing', { name, where });
		return parameter.default;
	};
	const seen = new Set<string>();
	const steps = file.steps.map((raw) => {
		if (!stepTypes.includes(raw.type)) throw new AppError('pipeline/step-unknown', { step: raw.id, type: raw.type });
		const parsed = v.safeParse(
			StepSchema,
			fill(raw, (name) => valueOf(name, raw.id))
		);
		if (!parsed.success) throw refusal(`step ${raw.id}`, parsed.issues);
		const step = parsed.output;
		for (const [role, input] of Object.entries(stepInputs(step)))
			if (!seen.has(input))
				throw new AppError('pipeline/invalid', {
					where: `step ${step.id}`,
					reason: `${role} names '${input}', which is no earlier step`
				});
		if (seen.has(step.id))
			throw new AppError('pipeline/invalid', { where: `step ${step.id}`, reason: 'this id is used twice' });
		seen.add(step.id);
		return step;
	});
	return { name: file.name, steps };
}

function fill(value: unknown, valueOf: (name: string) => string | number | boolean): unknown {
	if (typeof value === 'string') {
		const whole = /^\$\{([\w-]+)\}$/.exec(value);
		if (whole?.[1]) return valueOf(whole[1]);
		return value.replaceAll(/\$\{([\w-]+)\}/g, (_, name: string) => String(valueOf(name)));
	}
	if (Array.isArray(value)) return value.map((item: unknown) => fill(item, valueOf));
	if (value !== null && typeof value === 'object')
		return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item, valueOf)]));
	return value;
}

function typed(text: string): string | number | boolean {
	if (text === 'true' || text === 'false') return text === 'true';
	return Number.isFinite(Number(text)) && String(Number(text)) === text ? Number(text) : text;
}

function refusal(where: string, issues: readonly v.BaseIssue<unknown>[]): AppError {
	const issue = issues[0];
	const path = issue?.path?.map((part) => String(part.key)).join('.');
	const reason = `${path ? `${path}: ` : ''}${issue?.message ?? 'not readable'}`;
	return new AppError('pipeline/invalid', { where, reason });
}

const JsonSchema: v.GenericSchema<Json> = v.lazy(() =>
	v.union([v.null(), v.boolean(), v.number(), v.string(), v.array(JsonSchema), v.record(v.string(), JsonSchema)])
);

export const StepStatusSchema = v.picklist(['ran', 'cached', 'failed', 'skipped']);

/** What a step left: artifacts by role, values a gate or a page can read, and text that names what else it made. */
export const StepAnswerSchema = v.object({
	/** Role -> artifact id: dataset, model, run, report ... The answer a later step reads is under its usual role. */
	artifacts: v.record(v.string(), v.string()),
	/** Flat: `auc`, `facets.genre=Enka.DPL`. */
	values: v.record(v.string(), v.nullable(v.number())),
	/** What is no artifact: the feature group's id. */
	texts: v.record(v.string(), v.string())
});
export type StepAnswer = v.InferOutput<typeof StepAnswerSchema>;

/** What is kept of a step for the next run, by the step's key. */
export const StepRecordSchema = v.object({
	schemaVersion: v.literal(1),
	step: v.string(),
	key: v.string(),
	version: v.number(),
	/** Canonical JSON of the parameters. */
	params: v.string(),
	inputs: v.record(v.string(), v.string()),
	answer: StepAnswerSchema,
	at: v.number()
});
export type StepRecord = v.InferOutput<typeof StepRecordSchema>;

/**
 * Why a step ran or did not: `first` (never ran here), `version` (this kind of step changed), `params`, `inputs` (`about` names
 * the roles), `gone` (what it made is no longer here), `forced`, `unchanged`, `away` (its file is not at hand, its rows are),
 * `gate` (checked every time), `limits` (`about` names the limits that it lies beyond), `failed`, `skipped` (`about` names the step that failed).
 */
export const ReasonSchema = v.object({
	code: v.picklist([
		'first',
		'version',
		'params',
		'inputs',
		'gone',
		'forced',
		'unchanged',
		'away',
		'gate',
		'limits',
		'failed',
		'skipped'
	]),
	about: v.string()
});
export type Reason = v.InferOutput<typeof ReasonSchema>;

export const StepResultSchema = v.object({
	id: v.string(),
	type: v.string(),
	status: StepStatusSchema,
	key: v.nullable(v.string()),
	reason: ReasonSchema,
	ms: v.number(),
	answer: v.nullable(StepAnswerSchema),
	error: v.nullable(v.object({ code: v.string(), details: v.record(v.string(), JsonSchema) }))
});
export type StepResult = v.InferOutput<typeof StepResultSchema>;

export const GateResultSchema = v.object({
	id: v.string(),
	metric: v.string(),
	value: v.nullable(v.number()),
	/** `>= 0.7`, `<= 0.1` or `|x| <= 0.1`. */
	limit: v.string(),
	ok: v.boolean()
});
export type GateResult = v.InferOutput<typeof GateResultSchema>;

/** One walk through a pipeline; the meta of an artifact of type `pipeline-run`. */
export const PipelineRunSchema = v.object({
	schemaVersion: v.literal(1),
	name: v.string(),
	startedAt: v.number(),
	parameters: v.record(v.string(), v.string()),
	steps: v.array(StepResultSchema),
	gates: v.array(GateResultSchema),
	/** A gate or a step failed. */
	failed: v.boolean()
});
export type PipelineRun = v.InferOutput<typeof PipelineRunSchema>;
