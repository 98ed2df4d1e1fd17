import { addLanes, idleColumns, sumLanes } from './facts';

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

/**
 * gradient = gradient x scale where the activation is above 0, else 0, both rows x width: backwards through relu and dropout. Where rules look
 * on, `facts` is not 0 and takes two doubles: the sum of the activations, and how many of the first `units` columns hold nothing but zeros.
 * Where an activation is not finite, neither is the sum.
 */
export function gateBackward(
	gradient: usize,
	activation: usize,
	rows: i32,
	width: i32,
	scale: f32,
	units: i32,
	facts: usize
): void {
	const bytes = (<usize>width) << 2;
	const times = f32x4.splat(scale);
	let total = f64x2.splat(0);
	let idle = i32x4.splat(0);
	let k = 0;
	// a line of the cache at a time
	for (; k + 16 <= width; k += 16) {
		let s0 = f32x4.splat(0),
			s1 = s0,
			s2 = s0,
			s3 = s0;
		let at = (<usize>k) << 2;
		for (let i = 0; i < rows; i++) {
			const a = activation + at;
			const g = gradient + at;
			const a0 = v128.load(a),
				a1 = v128.load(a, 16),
				a2 = v128.load(a, 32),
				a3 = v128.load(a, 48);
			v128.store(g, gated(v128.load(g), a0, times));
			v128.store(g, gated(v128.load(g, 16), a1, times), 16);
			v128.store(g, gated(v128.load(g, 32), a2, times), 32);
			v128.store(g, gated(v128.load(g, 48), a3, times), 48);
			s0 = f32x4.add(s0, a0);
			s1 = f32x4.add(s1, a1);
			s2 = f32x4.add(s2, a2);
			s3 = f32x4.add(s3, a3);
			at += bytes;
		}
		total = f64x2.add(total, f64x2.add(f64x2.add(addLanes(s0), addLanes(s1)), f64x2.add(addLanes(s2), addLanes(s3))));
		idle = i32x4.add(idle, i32x4.add(idleColumns(s0, units - k), idleColumns(s1, units - k - 4)));
		idle = i32x4.add(idle, i32x4.add(idleColumns(s2, units - k - 8), idleColumns(s3, units - k - 12)));
	}
	for (; k < width; k += 4) {
		let sum = f32x4.splat(0);
		let at = (<usize>k) << 2;
		for (let i = 0; i < rows; i++) {
			const a = v128.load(activation + at);
			v128.store(gradient + at, gated(v128.load(gradient + at), a, times));
			sum = f32x4.add(sum, a);
			at += bytes;
		}
		total = f64x2.add(total, addLanes(sum));
		idle = i32x4.add(idle, idleColumns(sum, units - k));
	}
	if (!facts) return;
	store<f64>(facts, f64x2.extract_lane(total, 0) + f64x2.extract_lane(total, 1), 0);
	store<f64>(facts, 0 - sumLanes(idle), 8);
}

function gated(gradient: v128, activation: v128, times: v128): v128 {
	return v128.and(f32x4.mul(gradient, times), f32x4.gt(activation, f32x4.splat(0)));
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
