import { AppError } from '../errors';
import type { Artifact } from '../project/artifact';
import type { Model } from './model';
import { readModelMeta } from './model-meta';

/** The threshold of a probability that a two-class model uses by itself. */
export const plainThreshold = 0.5;

/**
 * A model that calls its second class from this probability on; null: the likelier class, as it was trained. model/no-threshold for other
 * than two classes, for a graph, whose labels are its own, and outside 0 to 1.
 */
export function withThreshold(model: Model, threshold: number | null): Model {
	if (threshold === null) {
		const plain = { ...model };
		delete plain.threshold;
		return plain;
	}
	if (model.classes.length !== 2) throw new AppError('model/no-threshold', { reason: 'classes' });
	if (model.estimator.type === 'graph') throw new AppError('model/no-threshold', { reason: 'graph' });
	if (!(threshold >= 0 && threshold <= 1)) throw new AppError('model/no-threshold', { reason: 'range' });
	return { ...model, threshold };
}

/** A threshold on the probability of the second class as one on that of class `place`, and the other way round: of the first just above 1 - cut. */
export function thresholdFor(place: number, cut: number): number {
	return place === 1 ? cut : Math.min(1, 1 - cut + Number.EPSILON);
}

/** The threshold a model artifact answers by; undefined: the likelier class. */
export function thresholdOf(model: Artifact | undefined): number | undefined {
	return model && readModelMeta(model)?.threshold;
}

/** Whether a model is as its run made it: one with a threshold names the model it was made from. */
export function isPlain({ parents }: Artifact): boolean {
	return parents['model'] === undefined;
}

/** The models of a run, the one that answers first: they differ in their threshold alone. `artifacts`: newest first. */
export function modelsOfRun(artifacts: readonly Artifact[], run: string): Artifact[] {
	return artifacts.filter(({ type, parents }) => type === 'model' && parents['run'] === run);
}

/** The models that answer: of those of one run the one that was made or chosen last. `artifacts`: newest first. */
export function modelsInUse(artifacts: readonly Artifact[]): Artifact[] {
	const runs = new Set<string>();
	return artifacts.filter(({ type, parents }) => {
		if (type !== 'model') return false;
		const run = parents['run'];
		if (run === undefined) return true;
		return !runs.has(run) && runs.add(run);
	});
}

/** Ids of a model and of those that differ from it in their threshold alone: what is said of its margins is true of them. */
export function kinOf(artifacts: readonly Artifact[], { id, parents }: Artifact): ReadonlySet<string> {
	const run = parents['run'];
	return new Set([id, ...(run === undefined ? [] : modelsOfRun(artifacts, run).map((model) => model.id))]);
}
