import backward from './shaders/backward.wgsl?raw';
import dropout from './shaders/dropout.wgsl?raw';
import forward from './shaders/forward.wgsl?raw';
import gradients from './shaders/gradients.wgsl?raw';
import layer from './shaders/layer.wgsl?raw';
import loss from './shaders/loss.wgsl?raw';
import norm from './shaders/norm.wgsl?raw';
import step from './shaders/step.wgsl?raw';
import sum from './shaders/sum.wgsl?raw';
import tables from './shaders/tables.wgsl?raw';
import update from './shaders/update.wgsl?raw';

/** A compiled shader and the layout of its own buffers. */
export interface Kernel {
	readonly pipeline: GPUComputePipeline;
	readonly layout: GPUBindGroupLayout;
}
export interface Kernels {
	/** Of what every kernel of a step is told: the step, by offset, and the order of the rows. */
	readonly stepLayout: GPUBindGroupLayout;
	readonly forward: Kernel;
	readonly backward: Kernel;
	readonly gradients: Kernel;
	readonly dropout: Kernel;
	readonly normalise: Kernel;
	readonly normaliseBack: Kernel;
	readonly look: Kernel;
	readonly lookBack: Kernel;
	readonly loss: Kernel;
	readonly update: Kernel;
	readonly sum: Kernel;
	readonly sumOfSquares: Kernel;
}

const bindings = { u: 'uniform', r: 'read-only-storage', w: 'storage' } as const;
type Binding = keyof typeof bindings;

/** Compiles the shaders for a device, all at once. */
export async function compileKernels(device: GPUDevice): Promise<Kernels> {
	const layoutOf = (kinds: readonly Binding[], hasDynamicOffset = false) =>
		device.createBindGroupLayout({
			entries: kinds.map((kind, binding) => ({
				binding,
				visibility: GPUShaderStage.COMPUTE,
				buffer: { type: bindings[kind], hasDynamicOffset: hasDynamicOffset && kind === 'u' }
			}))
		});
	const stepLayout = layoutOf(['u', 'r'], true);
	const compile = async (
		code: readonly string[],
		entryPoint: string,
		kinds: readonly Binding[],
		constants: Record<string, number> = {}
	): Promise<Kernel> => {
		const layout = layoutOf(kinds);
		const pipeline = await device.createComputePipelineAsync({
			label: entryPoint,
			layout: device.createPipelineLayout({ bindGroupLayouts: [stepLayout, layout] }),
			compute: { module: device.createShaderModule({ code: code.join('\n') }), entryPoint, constants }
		});
		return { pipeline, layout };
	};
	const normBindings = ['u', 'r', 'r', 'w', 'w', 'w', 'w'] as const;
	const tableBindings = ['u', 'r', 'r', 'r', 'r', 'r', 'w', 'r'] as const;
	const [first, back, slopes, drop, normalise, normaliseBack, look, lookBack, head, optimiser, plainSum, sumOfSquares] =
		await Promise.all([
			compile([step, layer, forward], 'forward', ['u', 'r', 'r', 'w']),
			compile([step, layer, backward], 'backward', ['u', 'r', 'r', 'r', 'w']),
			compile([step, layer, gradients], 'layerGradients', ['u', 'r', 'r', 'w']),
			compile([step, layer, dropout], 'dropout', ['u', 'w']),
			compile([step, layer, norm], 'normalise', normBindings),
			compile([step, layer, norm], 'normaliseBack', normBindings),
			compile([step, tables], 'look', tableBindings),
			compile([step, tables], 'lookBack', tableBindings),
			compile([step, loss], 'loss', ['u', 'r', 'r', 'r', 'w', 'w']),
			compile([step, update], 'update', ['u', 'r', 'r', 'w', 'w', 'w']),
			compile([sum], 'sum', ['u', 'r', 'w']),
			compile([sum], 'sum', ['u', 'r', 'w'], { isSquared: 1 })
		]);
	return {
		...{ stepLayout, normalise, normaliseBack, look, lookBack, sumOfSquares },
		forward: first,
		backward: back,
		gradients: slopes,
		dropout: drop,
		loss: head,
		update: optimiser,
		sum: plainSum
	};
}
