import { binEdges } from '$lib/core/train/bins';
import type { TreesKernel } from '$lib/engines/kernels/trees-kernel';

type Part = Pick<
	TreesKernel,
	| 'findEdges'
	| 'binRows'
	| 'sumMagnitudes'
	| 'packGradients'
	| 'sumPacked'
	| 'histogram'
	| 'subtract'
	| 'countRows'
	| 'subtractCounts'
	| 'add'
	| 'addCounts'
	| 'partitionPart'
	| 'mergePart'
>;

/** Bins and histograms of the trees kernel again in plain JavaScript. Of a packed pair the first 32 bits are the hessian. */
export function plainHistogram(buffer: ArrayBuffer): Part {
	const u8 = new Uint8Array(buffer);
	const i32 = new Int32Array(buffer);
	const f32 = new Float32Array(buffer);
	const f64 = new Float64Array(buffer);
	const at32 = (place: number) => i32[place] ?? 0;
	const atF = (place: number) => f32[place] ?? 0;
	const add = (slot: number, pair: number) => {
		i32[slot] = at32(slot) + at32(pair);
		i32[slot + 1] = at32(slot + 1) + at32(pair + 1);
	};
	return {
		findEdges(values, rows, step, most, _scratch, edges) {
			const sample = f32.slice(values >> 2, (values >> 2) + rows).filter((_, row) => row % step === 0);
			const found = binEdges(sample.sort(), most);
			f32.set(found, edges >> 2);
			return found.length;
		},
		binRows(begin, end, rows, features, values, edges, valueBins, bins) {
			for (let feature = 0; feature < features; feature++) {
				const missing = at32((valueBins >> 2) + feature);
				for (let row = begin; row < end; row++) {
					const x = f32[(values >> 2) + feature * rows + row] ?? NaN;
					let low = 0;
					let high = missing - 1;
					while (low < high) {
						const middle = (low + high) >> 1;
						if (atF((edges >> 2) + feature * 256 + middle) < x) low = middle + 1;
						else high = middle;
					}
					u8[bins + row * features + feature] = Number.isNaN(x) ? missing : low;
				}
			}
		},
		sumMagnitudes(begin, end, gh, out) {
			let [g, h] = [0, 0];
			for (let row = begin; row < end; row++) {
				g += Math.abs(atF((gh >> 2) + 2 * row));
				h += Math.abs(atF((gh >> 2) + 2 * row + 1));
			}
			f64.set([g, h], out / 8);
		},
		packGradients(begin, end, gh, gradientScale, hessianScale, packed) {
			for (let row = begin; row < end; row++) {
				i32[(packed >> 2) + 2 * row] = Math.round(atF((gh >> 2) + 2 * row + 1) * hessianScale);
				i32[(packed >> 2) + 2 * row + 1] = Math.round(atF((gh >> 2) + 2 * row) * gradientScale);
			}
		},
		sumPacked(index, count, packed, out) {
			i32.fill(0, out >> 2, (out >> 2) + 2);
			for (let i = 0; i < count; i++) add(out >> 2, (packed >> 2) + 2 * at32((index >> 2) + i));
		},
		histogram(target, from, to, offsets, index, count, bins, stride, packed) {
			const slots = (feature: number) => (target >> 2) + at32((offsets >> 2) + feature) / 8;
			i32.fill(0, slots(from), slots(to));
			for (let i = 0; i < count; i++) {
				const row = at32((index >> 2) + i);
				for (let feature = from; feature < to; feature++)
					add(slots(feature) + 2 * (u8[bins + row * stride + feature] ?? 0), (packed >> 2) + 2 * row);
			}
		},
		subtract(target, parent, sibling, begin, end) {
			for (let at = 2 * begin; at < 2 * end; at++)
				i32[(target >> 2) + at] = at32((parent >> 2) + at) - at32((sibling >> 2) + at);
		},
		countRows(target, from, to, offsets, index, count, bins, stride) {
			const slots = (feature: number) => (target >> 2) + at32((offsets >> 2) + feature) / 16;
			i32.fill(0, slots(from), slots(to));
			for (let i = 0; i < count; i++) {
				const row = at32((index >> 2) + i);
				for (let feature = from; feature < to; feature++) {
					const slot = slots(feature) + (u8[bins + row * stride + feature] ?? 0);
					i32[slot] = at32(slot) + 1;
				}
			}
		},
		subtractCounts(target, parent, sibling, begin, end) {
			for (let at = begin; at < end; at++)
				i32[(target >> 2) + at] = at32((parent >> 2) + at) - at32((sibling >> 2) + at);
		},
		add: alone,
		addCounts: alone,
		partitionPart: alone,
		mergePart: alone
	};
}

function alone(): never {
	throw new Error('the twin is one thread');
}
