import { expect, test } from 'vitest';
import { findComponents } from '$lib/core/unsupervised/components';
import { encodeRows, takePoints } from '$lib/core/unsupervised/encoded-rows';
import { lloyd } from '$lib/core/unsupervised/k-means';
import { pairDistances, silhouette } from '$lib/core/unsupervised/silhouette';
import golden from '../../golden/groups.json';
import { table } from '../train/jobs';

const columns = table(
	Object.fromEntries(['a', 'b', 'c', 'd'].map((name, at) => [name, golden.table.map((row) => row[at] ?? null)]))
);
const job = { columns, kinds: {}, ignore: [], seed: 0 };
const unstopped = () => Promise.resolve();

test('k-means from the same starts is that of scikit-learn', async () => {
	const { values, width } = encodeRows(job);
	const starts = Float64Array.from(takePoints({ values, width }, Int32Array.from(golden.starts)));
	const found = await lloyd(values, width, starts, unstopped);
	expect([...found.labels]).toEqual(golden.labels);
	expect(found.inertia).toBeCloseTo(golden.inertia, 3);
	golden.centres.flat().forEach((value, at) => expect(found.centres[at]).toBeCloseTo(value, 5));
});

test('the silhouette is that of scikit-learn', () => {
	const { values, width } = encodeRows(job);
	expect(silhouette(pairDistances(values, width), Int32Array.from(golden.labels), 3)).toBeCloseTo(golden.silhouette, 5);
});

test('components are those of scikit-learn, up to their sign', async () => {
	const { components, scores } = await findComponents({ ...job, count: 3 }, unstopped);
	components.forEach(({ variance, share, loadings }, at) => {
		expect(variance).toBeCloseTo(golden.pca.variance[at] ?? NaN, 5);
		expect(share).toBeCloseTo(golden.pca.share[at] ?? NaN, 5);
		const wanted = golden.pca.components[at] ?? [];
		const sign = Math.sign(loadings.reduce((sum, weight, k) => sum + weight * (wanted[k] ?? 0), 0));
		wanted.forEach((weight, k) => expect(sign * (loadings[k] ?? NaN)).toBeCloseTo(weight, 4));
		expect(Math.max(...loadings)).toBeGreaterThanOrEqual(-Math.min(...loadings));
		const squares = scores[at]?.reduce((sum, score) => sum + score * score, 0) ?? NaN;
		expect(squares / (golden.table.length - 1)).toBeCloseTo(variance, 6);
	});
});
