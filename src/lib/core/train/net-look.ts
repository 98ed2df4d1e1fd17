import { inactiveShare, saturatedShare, tensorFacts, type TensorFacts } from '../profile/tensor-facts';
import { netTensors, type NetShape } from './net';

/** What a step has left, as an engine reads it from a device: parameters and what belongs to them in the order of netTensors. */
export interface NetLook {
	readonly parameters: Float32Array;
	/** The parameters before the step. */
	readonly before: Float32Array;
	/** Before they were clipped. */
	readonly gradients: Float32Array;
	/** What each layer gave for the batch: rows x outputs, row-major. */
	readonly values: readonly Float32Array[];
}

export const layerName = (depth: number) => `layer ${depth + 1}`;
export const tableName = ({ tables }: NetShape, place: number) => `embedding ${tables[place]?.input ?? ''}`;

/**
 * Facts of weights of layers and tables, their gradients and updates, and of what layers gave. `squashed`: how many of the outputs a sigmoid
 * or softmax stands behind; 0 for none.
 */
export function lookFacts(shape: NetShape, look: NetLook, squashed: number): TensorFacts[] {
	const tensors = netTensors(shape);
	const learned = [
		...tensors.filter(({ role }) => role === 'weights'),
		...tensors.filter(({ role }) => role === 'table')
	];
	const head = look.values.length - 1;
	return [
		...learned.flatMap(({ role, place, offset, count }) => {
			const name = role === 'weights' ? layerName(place) : tableName(shape, place);
			const of = (values: Float32Array) => values.subarray(offset, offset + count);
			const [now, before] = [of(look.parameters), of(look.before)];
			return [
				tensorFacts(name, 'weight', now),
				tensorFacts(name, 'gradient', of(look.gradients)),
				tensorFacts(
					name,
					'update',
					now.map((value, at) => value - (before[at] ?? 0))
				)
			];
		}),
		...look.values.map((values, depth) => ({
			...tensorFacts(layerName(depth), 'activation', values),
			inactive: depth < head ? inactiveShare(values, shape.layers[depth]?.outputs ?? 1) : null,
			saturated: depth === head && squashed > 0 ? saturatedShare(values, squashed) : null
		}))
	];
}
