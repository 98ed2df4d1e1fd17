import * as v from 'valibot';
import { AppError } from '$lib/core/errors';
import type { OnProgress, Ports, Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { datasetMeta } from '$lib/core/table/dataset';
import { toRows } from '$lib/core/table/columns';
import { sqlName } from '$lib/core/table/sql';
import { mostCategories } from '$lib/core/train/featurizer';
import { engineNames, type EngineName } from '$lib/core/train/job';
import { measurementJob, netClass, rowsPerSecond, type NetSize } from '$lib/core/train/measurement';
import { embeddedInputs } from '$lib/core/train/net';
import { resolveParams } from '$lib/core/train/params';
import type { TrainSpec } from '$lib/core/train/spec';
import { version } from '$lib/core/version';
import { openTable } from './table';

/** `absent`: this device has none. `slow`: it was given up, far behind the fastest. */
const FigureSchema = v.object({
	engine: v.picklist(engineNames),
	status: v.picklist(['measured', 'absent', 'slow']),
	rowsPerSecond: v.nullable(v.number())
});
const ChoiceSchema = v.object({
	engine: v.picklist(engineNames),
	measured: v.array(FigureSchema),
	/** The nets it was measured for, as netClass rounds them. */
	net: v.object({ inputs: v.number(), hidden: v.string(), batch: v.number() }),
	/** The adapter of WebGPU, null where there is none; and when, in milliseconds since 1970. */
	adapter: v.nullable(v.string()),
	measuredAt: v.number()
});
export type EngineFigure = v.InferOutput<typeof FigureSchema>;
export type EngineChoice = v.InferOutput<typeof ChoiceSchema>;

type ChoicePorts = Pick<Ports, 'trainer' | 'catalog' | 'clock'>;

/** Measurements belong to the device, not to a project: they are in no export. */
const device = 'device';
const collection = 'engine-choice';
const candidates = ['kernels', 'webgpu', 'tfjs-webgpu'] as const satisfies readonly EngineName[];

const warmUpMs = 8000;
/** An engine is given up when it takes this many times as long as the fastest so far, and this long. */
const hopelessTimes = 4;
const hopelessMs = 400;

/**
 * The engine that trains nets of this size fastest here: as it was measured before on this adapter by this version, else (and with
 * `isAgain`) measured now and kept.
 */
export async function chooseEngine(
	ports: ChoicePorts,
	size: NetSize,
	{ isAgain = false, signal, onProgress }: { isAgain?: boolean; signal?: AbortSignal; onProgress?: OnProgress } = {}
): Promise<EngineChoice> {
	const net = netClass(size);
	const adapter = (await ports.trainer.adapterName?.()) ?? null;
	const key = [version, adapter ?? 'none', net.inputs, net.hidden, net.batch].join(' ');
	const kept = v.safeParse(ChoiceSchema, await ports.catalog.get(device, collection, key));
	if (kept.success && !isAgain) return kept.output;
	const found = await measure(ports, net, adapter, signal, onProgress);
	const value = { ...found, net: { ...net }, adapter, measuredAt: ports.clock.now() };
	await ports.catalog.write([{ put: { project: device, collection, key, value } }]);
	return value;
}

async function measure(
	ports: ChoicePorts,
	net: NetSize,
	adapter: string | null,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<Pick<EngineChoice, 'engine' | 'measured'>> {
	const measured: EngineFigure[] = [];
	let best = { engine: 'kernels' as EngineName, rate: 0, ms: Infinity };
	for (const engine of candidates) {
		onProgress?.({ phase: 'measure', done: measured.length, total: candidates.length });
		const needsGpu = engine !== 'kernels';
		const found =
			needsGpu && adapter === null
				? ({ status: 'absent' } as const)
				: await measureEngine(ports, engine, net, best.ms * hopelessTimes, signal);
		const rate = found.status === 'measured' ? found.rate : null;
		measured.push({ engine, status: found.status, rowsPerSecond: rate });
		if (found.status === 'measured' && found.rate > best.rate) best = { engine, rate: found.rate, ms: found.ms };
	}
	return { engine: best.engine, measured };
}

type Found = { readonly status: 'absent' | 'slow' } | { readonly status: 'measured'; rate: number; ms: number };

async function measureEngine(
	{ trainer, clock }: ChoicePorts,
	engine: EngineName,
	net: NetSize,
	mostMs: number,
	signal?: AbortSignal
): Promise<Found> {
	const limits: AbortSignal[] = [];
	const within = (ms: number) => {
		const limit = AbortSignal.timeout(Math.ceil(ms));
		limits.push(limit);
		return signal ? AbortSignal.any([signal, limit]) : limit;
	};
	try {
		await trainer.train(measurementJob(engine, net, true), within(warmUpMs));
		const began = clock.elapsed();
		const most = Math.max(hopelessMs, Math.min(mostMs, warmUpMs));
		const result = await trainer.train(measurementJob(engine, net), within(most));
		return { status: 'measured', rate: rowsPerSecond(result), ms: clock.elapsed() - began };
	} catch (error) {
		signal?.throwIfAborted();
		if (limits.some(({ aborted }) => aborted)) return { status: 'slow' };
		// a device that has no adapter for it after all, or too small a one, trains without it
		if (error instanceof AppError && /^(device\/|train\/(gpu-too-small|out-of-memory))/.test(error.code))
			return { status: 'absent' };
		throw error;
	}
}

/** The size of the net that a spec means on a dataset; categories are counted, not read. */
export async function netSize(
	workspace: Workspace,
	dataset: Artifact,
	spec: TrainSpec,
	signal?: AbortSignal
): Promise<NetSize> {
	const params = resolveParams('mlp', spec.params ?? {});
	const { hidden, batch, embedding } = params;
	const most = mostCategories('mlp', params);
	const left = new Set([spec.target, spec.weight, ...(spec.ignore ?? [])]);
	const fields = datasetMeta(dataset).schema.filter(({ name }) => !left.has(name));
	const categories = fields.filter(({ kind }) => kind === 'categorical' || kind === 'boolean' || kind === 'text');
	const numbers = fields.filter(({ kind }) => kind === 'numeric' || kind === 'ordinal' || kind === 'datetime').length;
	let inputs = numbers;
	if (categories.length > 0) {
		const counts = categories.map(({ name }, at) => `approx_count_distinct(${sqlName(name)}) AS c${at}`);
		const from = await openTable(workspace, dataset, signal);
		const [row = {}] = toRows(await workspace.sql.query(`SELECT ${counts.join(', ')} FROM ${from}`, signal));
		for (const count of Object.values(row)) inputs += embeddedInputs(Math.min(most, Number(count)), embedding);
	}
	return { inputs: Math.max(1, inputs), hidden, batch };
}
