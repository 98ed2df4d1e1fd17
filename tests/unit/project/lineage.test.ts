import { describe, expect, it } from 'vitest';
import type { Artifact } from '$lib/core/project/artifact';
import { traceLineage } from '$lib/core/project/lineage';

let clock = 0;
function made(id: string, type: Artifact['type'], parents: Artifact['parents']): Artifact {
	return { schemaVersion: 1, id, type, name: id, blobs: {}, meta: null, parents, createdAt: clock++ };
}

const raw = made('raw', 'dataset', {});
const recipe = made('recipe', 'recipe', { dataset: 'raw' });
const clean = made('clean', 'dataset', { dataset: 'raw', recipe: 'recipe' });
const run = made('run', 'run', { dataset: 'clean' });
const model = made('model', 'model', { dataset: 'clean', run: 'run' });
const parcel = made('parcel', 'package', { model: 'model' });
const other = made('other', 'model', { dataset: 'clean', run: 'gone' });

describe('lineage', () => {
	const all = [raw, recipe, clean, run, model, parcel, other];
	it('goes from the file to the device, each artifact once, by the shortest way', () => {
		expect(traceLineage(all, 'model').map(({ artifact, distance }) => [artifact.id, distance])).toEqual([
			['raw', -2],
			['recipe', -2],
			['clean', -1],
			['run', -1],
			['model', 0],
			['parcel', 1]
		]);
	});
	it('leaves out what was deleted, and is empty for what is not there', () => {
		expect(traceLineage(all, 'other').map(({ artifact }) => artifact.id)).toEqual(['raw', 'recipe', 'clean', 'other']);
		expect(traceLineage(all, 'nothing')).toEqual([]);
	});
});
