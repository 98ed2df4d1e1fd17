import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import { seededRandom } from '$lib/core/random';
import type { TrainJob, TrainResult } from '$lib/core/train/job';
import { measurementJob, rowsPerSecond } from '$lib/core/train/measurement';
import type { Fit } from '$lib/core/train/problem';
import { runTraining } from '$lib/core/train/run';
import { breathe, createKernelTrainer } from '$lib/engines/kernels/trainer';
import { createTfjsTrainer } from '$lib/engines/tfjs/trainer';
import { measureInPage } from './page/measure';
import { plainFit } from './twins/plain-mlp-fast';

export const name = 'training of nets: one thread each; scikit-learn with as many as it takes';

interface Row {
	readonly what: string;
	readonly ours: number;
	readonly peer: number | null;
	readonly peerName: string;
	readonly ratio: number | null;
}

const context = { engine: 'kernels', worker: 'bench', elapsed: () => performance.now(), breathe } as const;
const what = 'mlp 32-64-64-1, a step of 256 rows, µs';
const microseconds = (rate: number) => 1e6 * (256 / rate);

/** Engines that claim the same work must end at the same loss, within 1 %. */
function mustAgree(peer: string, ours: number, theirs: number): void {
	if (!(Math.abs(theirs / ours - 1) <= 0.01)) throw new Error(`the loss of ${peer} is ${theirs}, ours is ${ours}`);
}

const lastLoss = ({ curve }: TrainResult) => curve.at(-1)?.trainLoss ?? NaN;

async function benchInNode(): Promise<Row[]> {
	const kernels = createKernelTrainer();
	await kernels.train(measurementJob('kernels'));
	const result = await kernels.train(measurementJob('kernels'));
	const ours = microseconds(rowsPerSecond(result));
	const made: Row[] = [];
	const add = (peerName: string, theirs: TrainResult) => {
		mustAgree(peerName, lastLoss(result), lastLoss(theirs));
		const peer = microseconds(rowsPerSecond(theirs));
		made.push({ what, ours, peer, peerName, ratio: peer / ours });
	};
	const plain: Fit = (problem, hooks) => Promise.resolve(plainFit(problem, hooks));
	await runTraining(measurementJob('kernels'), plain, context);
	add('plain JavaScript', await runTraining(measurementJob('kernels'), plain, context));
	const tfjs = createTfjsTrainer(breathe, 'bench');
	for (const engine of ['tfjs-cpu', 'tfjs-wasm'] as const) {
		await tfjs.train(measurementJob(engine));
		add(engine, await tfjs.train(measurementJob(engine)));
	}
	return made;
}

const width = 32;
const trained = 50_000;
const tested = 10_000;
const epochs = 10;
/** Held-out losses of a net differ by 1 % from seed to seed: what is compared is their mean over these. */
const seeds = [0, 1, 2];
/** The default of scikit-learn, which weighs it against the sum of losses of a batch; ours is against their mean. */
const alpha = 1e-4;

/** 60,000 x 32 numbers; the label follows a few of them, with noise. The last 10,000 rows are held out. */
function drawnTable(): { x: Float32Array; y: Float32Array } {
	const random = seededRandom(3);
	const rows = trained + tested;
	const x = Float32Array.from({ length: rows * width }, () => random() - 0.5);
	const y = Float32Array.from({ length: rows }, (_, row) => {
		const at = (column: number) => x[row * width + column] ?? 0;
		return Number(Math.sin(5 * at(0)) + 3 * at(1) * at(2) + at(3) + 1.6 * (random() - 0.5) > 0);
	});
	return { x, y };
}

function tableJob({ x, y }: { x: Float32Array; y: Float32Array }, seed: number): TrainJob {
	const rows = y.length;
	const column = (name: string, valueOf: (row: number) => number) => ({
		name,
		type: 'DOUBLE',
		vector: {
			kind: 'number' as const,
			values: Float64Array.from({ length: rows }, (_, row) => valueOf(row)),
			missing: null
		}
	});
	const features = Array.from({ length: width }, (_, at) => column(`x${at}`, (row) => x[row * width + at] ?? 0));
	return {
		...measurementJob('kernels'),
		columns: { rows, columns: [...features, column('y', (row) => y[row] ?? 0)] },
		params: { hidden: '64,64', batch: 256, epochs, learningRate: 0.001, l2: alpha / 256 },
		seed,
		test: Int32Array.from({ length: tested }, (_, at) => trained + at)
	};
}

const python = '/usr/bin/python3';
// the features are standardised as ours are
const sklearn = `
import sys, time, warnings, numpy
from sklearn.neural_network import MLPClassifier
from sklearn.metrics import log_loss
warnings.filterwarnings('ignore')
x = numpy.fromfile(sys.argv[1] + '/x', numpy.float32).reshape(-1, ${width}); y = numpy.fromfile(sys.argv[1] + '/y', numpy.float32).astype(int)
a, b = x[:${trained}], x[${trained}:]
a, b = (a - a.mean(0)) / a.std(0), (b - a.mean(0)) / a.std(0)
def fit(epochs, seed):
    net = MLPClassifier((64, 64), batch_size=256, max_iter=epochs, alpha=${alpha}, learning_rate_init=0.001, n_iter_no_change=99, random_state=seed)
    start = time.perf_counter(); net.fit(a, y[:${trained}]); seconds = time.perf_counter() - start
    return seconds, log_loss(y[${trained}:], net.predict_proba(b))
fit(1, 0)
print(*numpy.mean([fit(${epochs}, seed) for seed in [${seeds.join(', ')}]], axis=0))
`;

async function benchScikitLearn(): Promise<Row> {
	const table = drawnTable();
	let spent = 0;
	let heldOut = 0;
	for (const seed of seeds) {
		const { phases, metrics } = await createKernelTrainer().train(tableJob(table, seed));
		const { read = 0, evaluate = 0 } = phases;
		spent += (Object.values(phases).reduce((sum, ms) => sum + ms, 0) - read - evaluate) / seeds.length;
		heldOut += (metrics['logLoss'] ?? NaN) / seeds.length;
	}
	const row = { what: `mlp 32-64-64-1, 50,000 rows, ${epochs} epochs, ms`, ours: spent, peerName: 'scikit-learn' };
	const folder = await mkdtemp(path.join(tmpdir(), 'temoto-nets-'));
	let answer = '';
	try {
		await writeFile(path.join(folder, 'x'), table.x);
		await writeFile(path.join(folder, 'y'), table.y);
		if (existsSync(python))
			answer = execFileSync(python, ['-c', sklearn, folder], {
				encoding: 'utf8',
				stdio: ['ignore', 'pipe', 'ignore']
			});
	} catch {
		answer = ''; // no scikit-learn there: not measured
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
	const [seconds, loss] = answer.split(' ').map(Number);
	if (seconds === undefined || loss === undefined) return { ...row, peer: null, ratio: null };
	mustAgree('scikit-learn on held-out rows', heldOut, loss);
	return { ...row, peer: seconds * 1000, ratio: (seconds * 1000) / spent };
}

const EngineSchema = v.object({ rate: v.number(), loss: v.number() });
const FiguresSchema = v.object({
	adapter: v.string(),
	webgpu: EngineSchema,
	tfjs: EngineSchema,
	kernels: EngineSchema
});

async function benchInChromium(): Promise<Row[]> {
	const flags = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];
	const { adapter, webgpu, tfjs, kernels } = v.parse(
		FiguresSchema,
		await measureInPage('train-nets', undefined, flags)
	);
	mustAgree('tfjs-webgpu', webgpu.loss, tfjs.loss);
	mustAgree('the kernels', webgpu.loss, kernels.loss);
	const row = (peerName: string, rate: number): Row => ({
		what: `WGSL on ${adapter}, ${what}`,
		ours: microseconds(webgpu.rate),
		peer: microseconds(rate),
		peerName,
		ratio: webgpu.rate / rate
	});
	return [row('tfjs-webgpu, same adapter', tfjs.rate), row('our kernels, same tab', kernels.rate)];
}

export async function run(): Promise<{ rows: Row[] }> {
	return { rows: [...(await benchInNode()), await benchScikitLearn(), ...(await benchInChromium())] };
}
