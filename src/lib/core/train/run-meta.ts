import * as v from 'valibot';
import type { Artifact } from '../project/artifact';

const LossSchema = v.nullable(v.number());

/** What a run artifact keeps. Its spans are a blob of their own (`spans`: JSON), its model an artifact. */
export const RunMetaSchema = v.object({
	schemaVersion: v.literal(1),
	/** SHA-256 of everything the run depends on: the same key is the same model, to the bit. */
	key: v.string(),
	target: v.string(),
	task: v.picklist(['classification', 'regression']),
	estimator: v.picklist(['linear', 'trees', 'mlp']),
	engine: v.picklist(['kernels', 'tfjs-webgpu', 'tfjs-wasm', 'tfjs-cpu']),
	params: v.record(v.string(), v.union([v.number(), v.string()])),
	seed: v.number(),
	/** How the rows to measure on were chosen. */
	holdout: v.variant('type', [
		v.object({ type: v.literal('none') }),
		v.object({ type: v.literal('fraction'), fraction: v.number() }),
		v.object({ type: v.literal('column'), column: v.string(), value: v.string() }),
		v.object({ type: v.literal('table'), dataset: v.string() })
	]),
	weight: v.nullable(v.string()),
	ignore: v.array(v.string()),
	rows: v.object({ train: v.number(), test: v.number() }),
	classes: v.array(v.string()),
	metrics: v.record(v.string(), v.nullable(v.number())),
	seconds: v.number(),
	phases: v.record(v.string(), v.number()),
	curve: v.array(v.object({ step: v.number(), trainLoss: v.number(), testLoss: LossSchema })),
	checks: v.array(
		v.object({
			rule: v.picklist(['loss-not-decreasing', 'exploding-loss', 'overfit', 'class-imbalance', 'step-outlier']),
			status: v.picklist(['issue', 'ok', 'no-data']),
			evidence: v.record(v.string(), v.number()),
			suggestion: v.nullable(v.record(v.string(), v.number()))
		})
	),
	dropped: v.array(
		v.object({
			column: v.string(),
			reason: v.picklist(['identifier', 'constant', 'high-cardinality', 'unsupported-kind', 'ignored'])
		})
	),
	missingTarget: v.number()
});
export type RunMeta = v.InferOutput<typeof RunMetaSchema>;
export type Holdout = RunMeta['holdout'];

/** What a run artifact says of itself; null when it is no run, or one of a shape this version does not know. */
export function readRunMeta(artifact: Artifact): RunMeta | null {
	if (artifact.type !== 'run') return null;
	const parsed = v.safeParse(RunMetaSchema, artifact.meta);
	return parsed.success ? parsed.output : null;
}
