/**
 * What rules read of rows x width float32 in rows of `stride` (a multiple of 4): writes 8 doubles to `out`: how many are finite, their sum,
 * sum of |x|, sum of squares, least, most, exact zeros, and how many are not finite.
 */
export function tensorFacts(values: usize, rows: i32, width: i32, stride: i32, out: usize): void {
	const whole = width & ~3;
	const biggest = f32x4.splat(f32.MAX_VALUE);
	const zero = f32x4.splat(0);
	let sum = f64x2.splat(0),
		absolute = f64x2.splat(0),
		squares = f64x2.splat(0);
	let least = f32x4.splat(Infinity),
		most = f32x4.splat(-Infinity);
	let zeros = i32x4.splat(0),
		finite = i32x4.splat(0);
	for (let i = 0; i < rows; i++) {
		let rowSum = zero,
			rowAbsolute = zero;
		for (let k = 0; k < width; k += 4) {
			const raw = v128.load(values + ((<usize>k) << 2));
			const size = f32x4.abs(raw);
			let isFinite = f32x4.le(size, biggest);
			if (k >= whole) isFinite = v128.and(isFinite, i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(width - k)));
			const x = v128.and(raw, isFinite);
			finite = i32x4.sub(finite, isFinite);
			zeros = i32x4.sub(zeros, v128.and(f32x4.eq(raw, zero), isFinite));
			least = f32x4.pmin(least, v128.bitselect(x, f32x4.splat(Infinity), isFinite));
			most = f32x4.pmax(most, v128.bitselect(x, f32x4.splat(-Infinity), isFinite));
			const low = f64x2.promote_low_f32x4(x);
			const high = f64x2.promote_low_f32x4(v128.shuffle<f32>(x, x, 2, 3, 0, 1));
			rowSum = f32x4.add(rowSum, x);
			rowAbsolute = f32x4.add(rowAbsolute, v128.and(size, isFinite));
			squares = f64x2.add(squares, f64x2.add(f64x2.mul(low, low), f64x2.mul(high, high)));
		}
		sum = f64x2.add(sum, addLanes(rowSum));
		absolute = f64x2.add(absolute, addLanes(rowAbsolute));
		values += (<usize>stride) << 2;
	}
	const found = sumLanes(finite);
	store<f64>(out, found, 0);
	store<f64>(out, f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1), 8);
	store<f64>(out, f64x2.extract_lane(absolute, 0) + f64x2.extract_lane(absolute, 1), 16);
	store<f64>(out, f64x2.extract_lane(squares, 0) + f64x2.extract_lane(squares, 1), 24);
	store<f64>(out, Math.min(Math.min(lane(least, 0), lane(least, 1)), Math.min(lane(least, 2), lane(least, 3))), 32);
	store<f64>(out, Math.max(Math.max(lane(most, 0), lane(most, 1)), Math.max(lane(most, 2), lane(most, 3))), 40);
	store<f64>(out, sumLanes(zeros), 48);
	store<f64>(out, <f64>rows * <f64>width - found, 56);
}

/** Four float32 as two sums in double. */
export function addLanes(x: v128): v128 {
	return f64x2.add(f64x2.promote_low_f32x4(x), f64x2.promote_low_f32x4(v128.shuffle<f32>(x, x, 2, 3, 0, 1)));
}

export function sumLanes(counts: v128): f64 {
	return <f64>(
		(i32x4.extract_lane(counts, 0) +
			i32x4.extract_lane(counts, 1) +
			i32x4.extract_lane(counts, 2) +
			i32x4.extract_lane(counts, 3))
	);
}

function lane(values: v128, at: u8): f64 {
	return <f64>(
		(at == 0
			? f32x4.extract_lane(values, 0)
			: at == 1
				? f32x4.extract_lane(values, 1)
				: at == 2
					? f32x4.extract_lane(values, 2)
					: f32x4.extract_lane(values, 3))
	);
}

/** -1 where one of the first `units` columns sums up to 0. */
export function idleColumns(sums: v128, units: i32): v128 {
	return v128.and(f32x4.eq(sums, f32x4.splat(0)), i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(units)));
}

/** Adds the sizes of parameters, gradients and changes to the three doubles at `sums`. */
export function addSizes(sums: usize, parameters: v128, gradients: v128, changes: v128): void {
	addTo(sums, parameters);
	addTo(sums + 8, gradients);
	addTo(sums + 16, changes);
}

function addTo(sum: usize, x: v128): void {
	const two = addLanes(x);
	store<f64>(sum, load<f64>(sum) + f64x2.extract_lane(two, 0) + f64x2.extract_lane(two, 1));
}
