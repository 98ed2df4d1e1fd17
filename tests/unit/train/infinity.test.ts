import { describe, expect, it } from 'vitest';
import { seededRandom } from '$lib/core/random';
import { modelToOnnx } from '$lib/core/model/onnx';
import { predictRows } from '$lib/core/train/predict';
import { createKernelTrainer } from '$lib/engines/kernels/trainer';
import { createPredictor } from '$lib/engines/onnx/predictor';
import { jobOn, table } from './jobs';

describe('infinite cells', () => {
	const random = seededRandom(3);
	const rows = 600;
	const x = Array.from({ length: rows }, () => random());
	const label = x.map((value) => (value + 0.2 * random() > 0.6 ? 'yes' : 'no'));
	const dirty = x.map((value, row) =>
		row % 50 === 0 ? Infinity : row % 51 === 0 ? -1e300 : row % 52 === 0 ? null : value
	);
	const columns = table({ dirty, endless: x.map((_, row) => (row % 2 === 0 ? Infinity : -Infinity)), label });

	it.each(['linear', 'trees', 'mlp', 'knn'] as const)(
		'do not poison %s, nor the graph a device runs',
		async (estimator) => {
			const { metrics, model } = await createKernelTrainer().train(jobOn(columns, 'label', { estimator }));
			expect(metrics['auc']).toBeGreaterThan(0.9);
			const answers = predictRows(model, columns);
			expect(answers.every((p) => p >= 0 && p <= 1)).toBe(true);
			const predictor = createPredictor();
			const session = await predictor.load(modelToOnnx(model));
			const found = (await predictor.run(session, columns)).columns.at(-1)?.vector;
			await predictor.unload(session);
			expect(found?.kind).toBe('number');
			const given = found?.kind === 'number' ? Array.from(found.values) : [];
			const gaps = given.map((p, row) => Math.abs(p - (answers[row * 2 + 1] ?? NaN)));
			expect(Math.max(...gaps)).toBeLessThan(1e-5);
		}
	);
});
