import { afterAll, beforeAll, expect, it } from 'vitest';
import { engineNames } from '$lib/core/train/job';
import { temoto, temporaryFolder } from './command';

let files: Awaited<ReturnType<typeof temporaryFolder>>;
let table: string;
beforeAll(async () => {
	files = await temporaryFolder();
	const rows = Array.from({ length: 80 }, (_, at) => `${at % 7},${(at * 5) % 11},${at % 7 > 3 ? 'p' : 'q'}`);
	table = await files.write('t.csv', `a,b,y\n${rows.join('\n')}\n`);
});
afterAll(() => files.remove());

const train = (engine: string, estimator = 'mlp') => {
	const asked = ['--target', 'y', '--estimator', estimator, '--engine', engine, '-o', files.place('m.temoto-model')];
	const settings = estimator === 'mlp' ? ['--param', 'epochs=2', '--param', 'batch=20'] : [];
	return temoto('train', table, ...asked, ...settings, '--json');
};

it('trains a net on each engine that runs in Node, to the same figures', async () => {
	const losses: number[] = [];
	for (const engine of ['kernels', 'tfjs-wasm', 'tfjs-cpu']) {
		const { code, error, out } = await train(engine);
		expect([code, error]).toEqual([0, '']);
		const report = JSON.parse(out);
		expect(report.engine).toBe(engine);
		losses.push(report.metrics.logLoss);
	}
	for (const loss of losses) expect(loss).toBeCloseTo(losses[0] ?? NaN, 3);
});

it('refuses an engine that is not here, and one that does not train the estimator, with the mend', async () => {
	const refused = async (engine: string, estimator?: string) => {
		const { code, out, error } = await train(engine, estimator);
		expect([code, out]).toEqual([2, '']);
		return error;
	};
	for (const engine of ['webgpu', 'tfjs-webgpu'])
		expect(await refused(engine)).toBe(
			`temoto: --engine ${engine}: the command line has no WebGPU; train in the page for it, or here with --engine kernels.\n`
		);
	expect(await refused('tfjs-cpu', 'trees')).toBe(
		'temoto: --engine tfjs-cpu does not train trees: leave --engine out, or give --estimator mlp.\n'
	);
	expect(await refused('wasm')).toBe(`temoto: --engine wasm: give one of ${engineNames.join(', ')}.\n`);
});
