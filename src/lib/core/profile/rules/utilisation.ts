import { RecentValues } from './recent';
import { defineRule, number, share, steps, stepwise, type RunStart } from './rule';

/** Phases in which rows are made ready, and those in which the model learns. Waiting and bookkeeping are neither. */
const preparing = ['read', 'prepare', 'upload', 'bin', 'index'];
const learning = [
	...['forward', 'backward', 'update', 'gradient', 'histogram', 'split', 'partition', 'distance', 'select', 'evaluate']
];
/** What a batch costs whatever its size. */
const fixed = ['update', 'upload'];

function sum(phases: Readonly<Record<string, number>>, names: readonly string[]): number {
	return names.reduce((total, name) => total + (phases[name] ?? 0), 0);
}
function total(phases: Readonly<Record<string, number>>): number {
	return Object.values(phases).reduce((all, ms) => all + ms, 0);
}

/** Where waiting is waiting for a graphics device, an idle thread says nothing of how busy the device is. */
function waitsForDevice({ engine }: Pick<RunStart, 'engine'>): boolean {
	return engine.endsWith('webgpu');
}

/** Phases in which the model learns: where a device does it, this thread waits meanwhile. */
function learningOf(run: Pick<RunStart, 'engine'>): readonly string[] {
	return waitsForDevice(run) ? [...learning, 'idle'] : learning;
}

function larger({ params }: Pick<RunStart, 'params'>): { suggestion?: { batch: number } } {
	const { batch } = params;
	return typeof batch === 'number' && batch < 16_384 ? { suggestion: { batch: batch * 4 } } : {};
}

/** What a step costs whatever its batch holds (updating the weights, copying) takes most of the time: larger batches learn more rows a second. */
export const batchSize = defineRule({
	id: 'batch-size',
	family: 'profiling',
	severity: 'low',
	estimators: ['mlp'],
	needs: 'steps',
	fields: { share: share(0.5), window: steps(5), leastMs: number(50, 0, 1e9) },
	watch: (param, run) => {
		const spent = new RecentValues(param('window'));
		const costs = new RecentValues(param('window'));
		return {
			step: ({ phases }) => {
				spent.add(sum(phases, preparing) + sum(phases, learningOf(run)));
				costs.add(sum(phases, fixed));
				const all = spent.values.reduce((a, b) => a + b, 0);
				const cost = costs.values.reduce((a, b) => a + b, 0);
				// an engine that does not tell its updates apart leaves nothing to compare
				if (!spent.isFull || all < param('leastMs') || cost === 0) return undefined;
				const value = cost / all;
				return value > param('share') ? { value, limit: param('share'), facts: { ms: all }, ...larger(run) } : null;
			}
		};
	}
});

/** In most of the last steps more time went into making rows ready than into learning from them. */
export const cpuBottleneck = defineRule({
	id: 'cpu-bottleneck',
	family: 'profiling',
	severity: 'medium',
	estimators: stepwise,
	needs: 'steps',
	fields: { share: share(0.5), steps: share(0.5), window: steps(10), leastMs: number(50, 0, 1e9) },
	watch: (param, run) => {
		const shares = new RecentValues(param('window'));
		let spent = 0;
		return {
			step: ({ phases }) => {
				const busy = sum(phases, preparing);
				const all = busy + sum(phases, learningOf(run));
				spent += all;
				shares.add(all > 0 ? busy / all : 0);
				if (!shares.isFull || spent < param('leastMs')) return undefined;
				const over = shares.values.filter((value) => value > param('share')).length / shares.values.length;
				const facts = { share: shares.quantile(0.5) };
				return over > param('steps') ? { value: over, limit: param('steps'), facts, ...larger(run) } : null;
			}
		};
	}
});

/** Reading and encoding the rows takes most of the whole run, and long enough to matter. */
export const ioBottleneck = defineRule({
	id: 'io-bottleneck',
	family: 'profiling',
	severity: 'medium',
	needs: 'steps',
	fields: { share: share(0.5), leastSeconds: number(5, 0, 1e6) },
	watch: (param) => ({
		end: ({ phases }) => {
			const reading = phases['read'] ?? 0;
			const all = total(phases);
			if (all === 0) return undefined;
			if (reading / 1000 < param('leastSeconds')) return null;
			const value = reading / all;
			return value > param('share') ? { value, limit: param('share'), facts: { seconds: reading / 1000 } } : null;
		}
	})
});

/** The thread waits: 95 of 100 steps keep it less busy than the share, or it is now busy and now idle. */
export const lowUtilisation = defineRule({
	id: 'low-utilisation',
	family: 'profiling',
	severity: 'medium',
	estimators: stepwise,
	needs: 'steps',
	fields: { share: share(0.7), idle: share(0.1), window: steps(50), leastMs: number(200, 0, 1e9) },
	watch: (param, run) => {
		const busy = new RecentValues(param('window'));
		let spent = 0;
		return {
			step: ({ phases, ms }) => {
				if (waitsForDevice(run)) return undefined;
				const all = Math.max(ms, total(phases));
				spent += all;
				busy.add(all > 0 ? (total(phases) - (phases['idle'] ?? 0)) / all : 1);
				if (!busy.isFull || spent < param('leastMs')) return undefined;
				const isIdle = busy.isBelow(0.95, param('share'));
				if (!isIdle && !busy.isBelow(0.05, param('idle'))) return null;
				const [low, high] = [busy.quantile(0.05), busy.quantile(0.95)];
				if (isIdle) return { value: high, limit: param('share'), facts: { low } };
				return { value: low, limit: param('idle'), facts: { high } };
			}
		};
	}
});
