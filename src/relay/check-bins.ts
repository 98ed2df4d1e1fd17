import { AppError } from '$lib/core/errors';
import type { Batch } from '$lib/core/edge/sync';
import { emptyLike, mergeSketches } from '$lib/core/monitor/sketch';
import type { Sketch } from '$lib/core/monitor/sketch';
import { Refusal } from './refusal';
import { entryOf } from '$lib/core/table/named';

/** Sketches that cannot be merged are the sender's fault; anything else is thrown on. */
export function asRefusal(error: unknown): never {
	if (error instanceof AppError && error.code === 'monitor/edges-differ')
		throw new Refusal(409, 'conflict', 'a sketch was not counted into the bins of its package');
	throw error;
}

/** Refuses sketches of a package that was not handed out, whose bins nobody knows, of columns it does not have, or with other bins. */
export function checkBins(batch: Batch, baselines: Readonly<Record<string, Sketch>> | undefined): void {
	if (!baselines)
		throw new Refusal(409, 'package-unknown', 'this tenant has no such package; hand it out through the relay first');
	for (const [name, sketch] of Object.entries(batch.sketches)) {
		const baseline = entryOf(baselines, name);
		if (!baseline) throw new Refusal(400, 'invalid', `the package has no column ${JSON.stringify(name)}`);
		try {
			mergeSketches(emptyLike(baseline), sketch);
		} catch (error) {
			asRefusal(error);
		}
	}
}
