/** Linear models in float64 on float32 features. Every sum runs in a fixed order. */

/** margins[i][k] = bias[k] + sum_j x[i][j] weights[k][j]; x float32 [rows x width], weights float64 [outputs x width], margins float64. */
export function linearForward(
	x: usize,
	rows: i32,
	width: i32,
	weights: usize,
	bias: usize,
	outputs: i32,
	margins: usize
): void {
	const bytes = (<usize>width) << 2;
	for (let i = 0; i < rows; i++) {
		let w = weights;
		for (let k = 0; k < outputs; k++) {
			let s0 = f64x2.splat(0),
				s1 = f64x2.splat(0);
			for (let at: usize = 0; at < bytes; at += 16) {
				const four = v128.load(x + at);
				s0 = f64x2.add(s0, f64x2.mul(f64x2.promote_low_f32x4(four), v128.load(w)));
				s1 = f64x2.add(
					s1,
					f64x2.mul(f64x2.promote_low_f32x4(v128.shuffle<f32>(four, four, 2, 3, 0, 1)), v128.load(w, 16))
				);
				w += 32;
			}
			const s = f64x2.add(s0, s1);
			const sum = f64x2.extract_lane(s, 0) + f64x2.extract_lane(s, 1) + load<f64>(bias + ((<usize>k) << 3));
			store<f64>(margins, sum);
			margins += 8;
		}
		x += bytes;
	}
}

/**
 * Turns float64 margins [rows x outputs] into residuals (weight x d loss / d margin) in place and returns the sum of weighted losses.
 * kind as in lossGradient.
 */
export function linearLoss(kind: i32, margins: usize, rows: i32, outputs: i32, label: usize, weight: usize): f64 {
	let total: f64 = 0;
	for (let i = 0; i < rows; i++) {
		const y = <f64>load<f32>(label + ((<usize>i) << 2));
		const w = <f64>load<f32>(weight + ((<usize>i) << 2));
		if (kind == 2) {
			let top = -Infinity;
			for (let k = 0; k < outputs; k++) top = Math.max(top, load<f64>(margins + ((<usize>k) << 3)));
			let sum: f64 = 0;
			for (let k = 0; k < outputs; k++) sum += Math.exp(load<f64>(margins + ((<usize>k) << 3)) - top);
			const own = <i32>y;
			total += w * (Math.log(sum) - (load<f64>(margins + ((<usize>own) << 3)) - top));
			for (let k = 0; k < outputs; k++) {
				const at = margins + ((<usize>k) << 3);
				store<f64>(at, w * (Math.exp(load<f64>(at) - top) / sum - (k == own ? 1 : 0)));
			}
		} else {
			const z = load<f64>(margins);
			if (kind == 0) {
				total += 0.5 * w * (z - y) * (z - y);
				store<f64>(margins, w * (z - y));
			} else {
				const e = Math.exp(-Math.abs(z));
				const p = z >= 0 ? 1 / (1 + e) : e / (1 + e);
				total += w * (Math.max(z, 0) - z * y + Math.log1p(e));
				store<f64>(margins, w * (p - y));
			}
		}
		margins += (<usize>outputs) << 3;
	}
	return total;
}

/** gradient[k][j] = sum_i residual[i][k] x[i][j], biasGradient[k] = sum_i residual[i][k]. */
export function linearBackward(
	x: usize,
	rows: i32,
	width: i32,
	residuals: usize,
	outputs: i32,
	gradient: usize,
	biasGradient: usize
): void {
	const bytes = (<usize>width) << 2;
	memory.fill(gradient, 0, (<usize>(width * outputs)) << 3);
	memory.fill(biasGradient, 0, (<usize>outputs) << 3);
	for (let i = 0; i < rows; i++) {
		let g = gradient;
		for (let k = 0; k < outputs; k++) {
			const value = load<f64>(residuals);
			const r = f64x2.splat(value);
			const b = biasGradient + ((<usize>k) << 3);
			store<f64>(b, load<f64>(b) + value);
			for (let at: usize = 0; at < bytes; at += 16) {
				const four = v128.load(x + at);
				v128.store(g, f64x2.add(v128.load(g), f64x2.mul(r, f64x2.promote_low_f32x4(four))));
				const upper = f64x2.promote_low_f32x4(v128.shuffle<f32>(four, four, 2, 3, 0, 1));
				v128.store(g, f64x2.add(v128.load(g, 16), f64x2.mul(r, upper)), 16);
				g += 32;
			}
			residuals += 8;
		}
		x += bytes;
	}
}
