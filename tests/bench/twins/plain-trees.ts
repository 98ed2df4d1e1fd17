import type { TreesKernel } from '$lib/engines/kernels/trees-kernel';
import { plainHistogram } from './plain-histogram';
import { plainSplit } from './plain-split';

/**
 * The trees kernel again in plain JavaScript over typed arrays, one thread, double sums: the yardstick of the benchmark and the twin the
 * tests compare the WebAssembly with.
 */
export function plainTreesKernel(bytes: number): TreesKernel {
	const buffer = new ArrayBuffer(bytes);
	const u8 = new Uint8Array(buffer);
	const i32 = new Int32Array(buffer);
	const f32 = new Float32Array(buffer);
	const f64 = new Float64Array(buffer);
	let top = 16;
	const at8 = (place: number) => u8[place] ?? 0;
	const at32 = (place: number) => i32[place] ?? 0;
	const atF = (place: number) => f32[place] ?? 0;
	const atD = (place: number) => f64[place] ?? 0;

	function gradients(
		begin: number,
		end: number,
		weight: number,
		gh: number,
		of: (row: number) => readonly [number, number, number]
	): number {
		let loss = 0;
		for (let row = begin; row < end; row++) {
			const w = atF((weight >> 2) + row);
			const [g, h, l] = of(row);
			f32[(gh >> 2) + 2 * row] = w * g;
			f32[(gh >> 2) + 2 * row + 1] = w * h;
			loss += w * l;
		}
		return loss;
	}

	return {
		...plainHistogram(buffer),
		memory: { buffer },
		alloc(size) {
			const place = top;
			top += Math.ceil(size / 16) * 16;
			if (top > bytes) throw new RangeError('the twin was given too little memory');
			return place;
		},
		gradientLogistic(begin, end, margin, label, weight, gh) {
			return gradients(begin, end, weight, gh, (row) => {
				const z = atF((margin >> 2) + row);
				const y = atF((label >> 2) + row);
				const p = 1 / (1 + Math.exp(-z));
				return [p - y, Math.max(p * (1 - p), 1e-16), Math.max(z, 0) - z * y + Math.log1p(Math.exp(-Math.abs(z)))];
			});
		},
		gradientSquared(begin, end, margin, label, weight, gh) {
			return gradients(begin, end, weight, gh, (row) => {
				const d = atF((margin >> 2) + row) - atF((label >> 2) + row);
				return [d, 1, (d * d) / 2];
			});
		},
		gradientPinball(begin, end, under, over, margin, label, weight, gh) {
			return gradients(begin, end, weight, gh, (row) => {
				const d = Math.fround(atF((label >> 2) + row) - atF((margin >> 2) + row));
				return d >= 0 ? [-under, 1, under * d] : [over, 1, -over * d];
			});
		},
		gradientPoisson(begin, end, margin, label, weight, gh) {
			return gradients(begin, end, weight, gh, (row) => {
				const z = atF((margin >> 2) + row);
				const y = atF((label >> 2) + row);
				return [Math.exp(z) - y, Math.max(Math.exp(z), 1e-16), Math.exp(z) - y * z];
			});
		},
		gradientSoftmax(begin, end, rows, classes, margin, label, weight, gh) {
			let loss = 0;
			for (let row = begin; row < end; row++) {
				const z = Array.from({ length: classes }, (_, k) => atF((margin >> 2) + k * rows + row));
				const most = Math.max(...z);
				const sum = z.reduce((total, value) => total + Math.exp(value - most), 0);
				const own = atF((label >> 2) + row);
				const w = atF((weight >> 2) + row);
				z.forEach((value, k) => {
					const p = Math.exp(value - most) / sum;
					const place = (gh >> 2) + 2 * (k * rows + row);
					f32[place] = w * (p - (k === own ? 1 : 0));
					f32[place + 1] = w * Math.max((p * (1 - p) * classes) / (classes - 1), 1e-16);
				});
				loss += w * (Math.log(sum) + most - (z[own] ?? 0));
			}
			return loss;
		},
		split(source, counts, gradientStep, hessianStep, from, to, offsets, valueBins, roles, node, settings, out) {
			const best = plainSplit({
				...{ from, to },
				bins: (feature) => at32((valueBins >> 2) + feature),
				role: (feature) => at8(roles + feature),
				slot: (feature, bin) => {
					const offset = at32((offsets >> 2) + feature);
					const at = (source + offset / 2) / 4 + 2 * bin;
					const rows = at32((counts + offset / 4) / 4 + bin);
					return { g: at32(at + 1) * gradientStep, h: at32(at) * hessianStep, rows };
				},
				node: { g: atD(node / 8), h: atD(node / 8 + 1), rows: at32(node / 4 + 8) },
				bounds: [atD(node / 8 + 2), atD(node / 8 + 3)],
				...{ l1: atD(settings / 8), l2: atD(settings / 8 + 1), minChildWeight: atD(settings / 8 + 2) },
				...{ minGain: atD(settings / 8 + 3), categoryL2: atD(settings / 8 + 4) },
				...{ categorySmooth: atD(settings / 8 + 5), minChildRows: at32(settings / 4 + 12) }
			});
			f64.set([best.gain, best.left.g, best.left.h], out / 8);
			i32.set([best.feature, best.bin, best.missingLeft], out / 4 + 6);
			i32.fill(0, out / 4 + 10, out / 4 + 18);
			for (const bin of best.goLeft) {
				const word = out / 4 + 10 + (bin >> 5);
				i32[word] = at32(word) | (1 << (bin & 31));
			}
		},
		partition(index, count, bins, stride, leftBins, spare) {
			let left = 0;
			let right = 0;
			for (let i = 0; i < count; i++) {
				const row = at32((index >> 2) + i);
				const bin = at8(bins + row * stride);
				if ((at32((leftBins >> 2) + (bin >> 5)) >>> (bin & 31)) & 1) i32[(index >> 2) + left++] = row;
				else i32[(spare >> 2) + right++] = row;
			}
			i32.copyWithin((index >> 2) + left, spare >> 2, (spare >> 2) + right);
			return left;
		},
		leafQuantile(index, count, label, margin, weight, level) {
			const pairs = Array.from({ length: count }, (_, i) => {
				const row = at32((index >> 2) + i);
				return {
					value: Math.fround(atF((label >> 2) + row) - atF((margin >> 2) + row)),
					weight: atF((weight >> 2) + row)
				};
			}).sort((a, b) => a.value - b.value);
			const total = pairs.reduce((sum, pair) => sum + pair.weight, 0);
			let below = 0;
			return pairs.find((pair) => (below += pair.weight) >= level * total)?.value ?? 0;
		},
		addLeaf(index, count, margin, value) {
			for (let i = 0; i < count; i++) {
				const place = (margin >> 2) + at32((index >> 2) + i);
				f32[place] = atF(place) + value;
			}
		},
		sumRows(index, count, gh, weight, out) {
			let g = 0;
			let h = 0;
			let cover = 0;
			for (let i = 0; i < count; i++) {
				const row = at32((index >> 2) + i);
				g += atF((gh >> 2) + 2 * row);
				h += atF((gh >> 2) + 2 * row + 1);
				cover += atF((weight >> 2) + row);
			}
			f64.set([g, h, cover], out / 8);
		},
		applyTree(begin, end, bins, stride, nodes, margin) {
			for (let row = begin; row < end; row++) {
				let node = nodes >> 2;
				let feature = at32(node);
				while (feature >= 0) {
					const bin = at8(bins + row * stride + feature);
					const left = (at32(node + 4 + (bin >> 5)) >>> (bin & 31)) & 1;
					node = (nodes >> 2) + 12 * (left ? at32(node + 1) : at32(node + 2));
					feature = at32(node);
				}
				f32[(margin >> 2) + row] = atF((margin >> 2) + row) + atF(node + 3);
			}
		}
	};
}
