/** Batch norm by columns of float32 values, rows x width, width a multiple of 4. */

/** Means of the columns and variances, divided by the number of rows. */
export function columnStats(values: usize, rows: i32, width: i32, mean: usize, variance: usize): void {
	const bytes = (<usize>width) << 2;
	const share = f32x4.splat(1 / <f32>rows);
	for (let at: usize = 0; at < bytes; at += 16) {
		let sum = f32x4.splat(0);
		let from = values + at;
		for (let i = 0; i < rows; i++) {
			sum = f32x4.add(sum, v128.load(from));
			from += bytes;
		}
		const centre = f32x4.mul(sum, share);
		let squares = f32x4.splat(0);
		from = values + at;
		for (let i = 0; i < rows; i++) {
			const d = f32x4.sub(v128.load(from), centre);
			squares = f32x4.add(squares, f32x4.mul(d, d));
			from += bytes;
		}
		v128.store(mean + at, centre);
		v128.store(variance + at, f32x4.mul(squares, share));
	}
}

/** running += share (batch x factor - running). */
export function moveStats(running: usize, batch: usize, width: i32, share: f32, factor: f32): void {
	const to = f32x4.splat(share);
	const times = f32x4.splat(factor);
	for (let at: usize = 0; at < (<usize>width) << 2; at += 16) {
		const before = v128.load(running + at);
		const gap = f32x4.sub(f32x4.mul(v128.load(batch + at), times), before);
		v128.store(running + at, f32x4.add(before, f32x4.mul(to, gap)));
	}
}

/** values = (values - mean) x inverse, inverse = 1 / sqrt(variance + epsilon), and output = relu(gain x values + bias). */
export function normalise(
	values: usize,
	rows: i32,
	width: i32,
	mean: usize,
	variance: usize,
	epsilon: f32,
	gain: usize,
	bias: usize,
	inverse: usize,
	output: usize
): void {
	const bytes = (<usize>width) << 2;
	const zero = f32x4.splat(0);
	for (let at: usize = 0; at < bytes; at += 16) {
		const centre = v128.load(mean + at);
		const deviation = f32x4.sqrt(f32x4.add(v128.load(variance + at), f32x4.splat(epsilon)));
		const scale = f32x4.div(f32x4.splat(1), deviation);
		v128.store(inverse + at, scale);
		const times = v128.load(gain + at);
		const plus = v128.load(bias + at);
		let place = at;
		for (let i = 0; i < rows; i++) {
			const normed = f32x4.mul(f32x4.sub(v128.load(values + place), centre), scale);
			v128.store(values + place, normed);
			v128.store(output + place, f32x4.max(f32x4.add(f32x4.mul(normed, times), plus), zero));
			place += bytes;
		}
	}
}

/**
 * From the gradient of gain x normed + bias to that of what was normalised, in place, leaving the gradients of gain and bias:
 * inverse x gain x (g - mean(g) - normed x mean(g x normed)).
 */
export function normBackward(
	gradient: usize,
	normed: usize,
	rows: i32,
	width: i32,
	gain: usize,
	inverse: usize,
	gainGradient: usize,
	biasGradient: usize
): void {
	const bytes = (<usize>width) << 2;
	const share = f32x4.splat(1 / <f32>rows);
	for (let at: usize = 0; at < bytes; at += 16) {
		let sum = f32x4.splat(0);
		let products = f32x4.splat(0);
		let place = at;
		for (let i = 0; i < rows; i++) {
			const g = v128.load(gradient + place);
			sum = f32x4.add(sum, g);
			products = f32x4.add(products, f32x4.mul(g, v128.load(normed + place)));
			place += bytes;
		}
		v128.store(biasGradient + at, sum);
		v128.store(gainGradient + at, products);
		const scale = f32x4.mul(v128.load(inverse + at), v128.load(gain + at));
		const centre = f32x4.mul(sum, share);
		const slope = f32x4.mul(products, share);
		place = at;
		for (let i = 0; i < rows; i++) {
			const rest = f32x4.sub(
				f32x4.sub(v128.load(gradient + place), centre),
				f32x4.mul(v128.load(normed + place), slope)
			);
			v128.store(gradient + place, f32x4.mul(scale, rest));
			place += bytes;
		}
	}
}
