/** What surrounds the products of dense layers. Values are float32, rows x width, width a multiple of 4. */

/** Copies the rows listed in `index` (`width` floats of rows of `width`) to rows of `stride` floats. */
export function gather(source: usize, width: i32, index: usize, count: i32, target: usize, stride: i32): void {
	const bytes = (<usize>width) << 2;
	for (let i = 0; i < count; i++) {
		const from = source + <usize>load<u32>(index + ((<usize>i) << 2)) * bytes;
		for (let at: usize = 0; at < bytes; at += 16) v128.store(target + at, v128.load(from + at));
		target += (<usize>stride) << 2;
	}
}

/** The same for single floats. */
export function gatherOne(source: usize, index: usize, count: i32, target: usize): void {
	for (let at: usize = 0; at < (<usize>count) << 2; at += 4)
		store<f32>(target + at, load<f32>(source + ((<usize>load<u32>(index + at)) << 2)));
}

/** gradient = gradient x scale where the activation is above 0, else 0: backwards through relu and dropout. */
export function gateBackward(gradient: usize, activation: usize, count: i32, scale: f32): void {
	const zero = f32x4.splat(0);
	const times = f32x4.splat(scale);
	for (let at: usize = 0; at < (<usize>count) << 2; at += 16) {
		const open = f32x4.gt(v128.load(activation + at), zero);
		v128.store(gradient + at, v128.and(f32x4.mul(v128.load(gradient + at), times), open));
	}
}

/** Sums of the columns: the gradient of a bias. */
export function sumColumns(values: usize, rows: i32, width: i32, target: usize): void {
	const bytes = (<usize>width) << 2;
	for (let at: usize = 0; at < bytes; at += 16) {
		let sum = f32x4.splat(0);
		let from = values + at;
		for (let i = 0; i < rows; i++) {
			sum = f32x4.add(sum, v128.load(from));
			from += bytes;
		}
		v128.store(target + at, sum);
	}
}

function hash4(x: v128): v128 {
	let h = i32x4.mul(v128.xor(x, i32x4.shr_u(x, 16)), i32x4.splat(0x7feb352d));
	h = i32x4.mul(v128.xor(h, i32x4.shr_u(h, 15)), i32x4.splat(0x846ca68b));
	return v128.xor(h, i32x4.shr_u(h, 16));
}

/**
 * Zeroes the units whose hash is below the threshold and multiplies the others by `scale`; `units` of each row's `width` are counted.
 * The hash is that of core/train/net-dropout.
 */
export function dropout(values: usize, rows: i32, width: i32, units: i32, key: u32, threshold: u32, scale: f32): void {
	const golden: u32 = 0x9e3779b9;
	const times = f32x4.splat(scale);
	const limit = i32x4.splat(threshold);
	const lanes = i32x4.mul(i32x4(0, 1, 2, 3), i32x4.splat(golden));
	for (let i = 0; i < rows; i++) {
		for (let k = 0; k < width; k += 4) {
			const counter = i32x4.add(i32x4.splat(key + golden * <u32>(i * units + k)), lanes);
			const kept = i32x4.ge_u(hash4(counter), limit);
			v128.store(values, v128.and(f32x4.mul(v128.load(values), times), kept));
			values += 16;
		}
	}
}
