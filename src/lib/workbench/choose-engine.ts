import { AppError } from '$lib/core/errors';
import type { OnProgress, Workspace } from '$lib/core/ports';
import type { EngineName, EstimatorName } from '$lib/core/train/job';
import { measurementJob, rowsPerSecond } from '$lib/core/train/measurement';

/** `absent`: this device has none. `slow`: it did not finish in the time a measurement may take. */
export interface EngineFigure {
	readonly engine: EngineName;
	readonly status: 'measured' | 'absent' | 'slow';
	readonly rowsPerSecond: number | null;
}
export interface EngineChoice {
	readonly engine: EngineName;
	/** `only`: nothing else trains this estimator. `fastest`: by what was measured. */
	readonly reason: 'only' | 'fastest';
	readonly measured: readonly EngineFigure[];
}

const measureForMs = 4000;

/** Measures a small net on each engine (after one run to warm it) and chooses the fastest. */
export async function chooseEngine(
	workspace: Workspace,
	estimator: EstimatorName,
	candidates: readonly EngineName[] = ['kernels', 'tfjs-webgpu', 'tfjs-wasm'],
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<EngineChoice> {
	if (estimator !== 'mlp') return { engine: 'kernels', reason: 'only', measured: [] };
	const measured: EngineFigure[] = [];
	for (const engine of candidates) {
		onProgress?.({ phase: 'measure', done: measured.length, total: candidates.length });
		measured.push(await measureEngine(workspace, engine, signal));
	}
	const best = measured.reduce((top, next) => ((next.rowsPerSecond ?? 0) > (top.rowsPerSecond ?? 0) ? next : top));
	return { engine: best.engine, reason: 'fastest', measured };
}

async function measureEngine(workspace: Workspace, engine: EngineName, signal?: AbortSignal): Promise<EngineFigure> {
	const limit = AbortSignal.timeout(measureForMs);
	const either = signal ? AbortSignal.any([signal, limit]) : limit;
	try {
		await workspace.trainer.train(measurementJob(engine), either);
		const result = await workspace.trainer.train(measurementJob(engine), either);
		return { engine, status: 'measured', rowsPerSecond: rowsPerSecond(result) };
	} catch (error) {
		signal?.throwIfAborted();
		if (limit.aborted) return { engine, status: 'slow', rowsPerSecond: null };
		if (error instanceof AppError && error.code === 'device/no-webgpu')
			return { engine, status: 'absent', rowsPerSecond: null };
		throw error;
	}
}
