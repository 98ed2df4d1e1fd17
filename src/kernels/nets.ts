export { alloc } from './memory';

/**
 * Dense layers in float32 and linear models in float64. Matrices are row-major; rows and columns are padded to multiples of 4
 * with zeros. Every sum runs in a fixed order, and there is no fused multiply-add, so the same input gives the same bits.
 */

function multiplyAdd(sum: v128, a: v128, b: v128): v128 {
	return f32x4.add(sum, f32x4.mul(a, b));
}

function tile8(K: i32, a: usize, row: usize, step: usize, b: usize, width: usize, c: usize, stride: usize): void {
	let c00 = f32x4.splat(0),
		c01 = f32x4.splat(0),
		c10 = f32x4.splat(0),
		c11 = f32x4.splat(0);
	let c20 = f32x4.splat(0),
		c21 = f32x4.splat(0),
		c30 = f32x4.splat(0),
		c31 = f32x4.splat(0);
	const row2 = row + row;
	const row3 = row2 + row;
	for (let k = 0; k < K; k++) {
		const b0 = v128.load(b);
		const b1 = v128.load(b, 16);
		const a0 = v128.load32_splat(a);
		c00 = multiplyAdd(c00, a0, b0);
		c01 = multiplyAdd(c01, a0, b1);
		const a1 = v128.load32_splat(a + row);
		c10 = multiplyAdd(c10, a1, b0);
		c11 = multiplyAdd(c11, a1, b1);
		const a2 = v128.load32_splat(a + row2);
		c20 = multiplyAdd(c20, a2, b0);
		c21 = multiplyAdd(c21, a2, b1);
		const a3 = v128.load32_splat(a + row3);
		c30 = multiplyAdd(c30, a3, b0);
		c31 = multiplyAdd(c31, a3, b1);
		a += step;
		b += width;
	}
	v128.store(c, c00);
	v128.store(c, c01, 16);
	c += stride;
	v128.store(c, c10);
	v128.store(c, c11, 16);
	c += stride;
	v128.store(c, c20);
	v128.store(c, c21, 16);
	c += stride;
	v128.store(c, c30);
	v128.store(c, c31, 16);
}

function tile4(K: i32, a: usize, row: usize, step: usize, b: usize, width: usize, c: usize, stride: usize): void {
	let c0 = f32x4.splat(0),
		c1 = f32x4.splat(0),
		c2 = f32x4.splat(0),
		c3 = f32x4.splat(0);
	for (let k = 0; k < K; k++) {
		const b0 = v128.load(b);
		c0 = multiplyAdd(c0, v128.load32_splat(a), b0);
		c1 = multiplyAdd(c1, v128.load32_splat(a + row), b0);
		c2 = multiplyAdd(c2, v128.load32_splat(a + 2 * row), b0);
		c3 = multiplyAdd(c3, v128.load32_splat(a + 3 * row), b0);
		a += step;
		b += width;
	}
	v128.store(c, c0);
	v128.store(c + stride, c1);
	v128.store(c + 2 * stride, c2);
	v128.store(c + 3 * stride, c3);
}

/** C[M x N] = A[M x K] B[K x N]. A's strides (in floats) are free, so the transpose of A costs nothing. M and N: multiples of 4. */
export function gemm(M: i32, N: i32, K: i32, A: usize, row: i32, step: i32, B: usize, C: usize): void {
	const width = (<usize>N) << 2;
	const rowBytes = (<usize>row) << 2;
	const stepBytes = (<usize>step) << 2;
	for (let n = 0; n < N; n += 8) {
		for (let m = 0; m < M; m += 4) {
			const a = A + <usize>m * rowBytes;
			const b = B + ((<usize>n) << 2);
			const c = C + <usize>m * width + ((<usize>n) << 2);
			if (n + 8 <= N) tile8(K, a, rowBytes, stepBytes, b, width, c, width);
			else tile4(K, a, rowBytes, stepBytes, b, width, c, width);
		}
	}
}

export function transpose(source: usize, rows: i32, columns: i32, target: usize): void {
	for (let i = 0; i < rows; i++)
		for (let j = 0; j < columns; j++)
			store<f32>(target + ((<usize>(j * rows + i)) << 2), load<f32>(source + ((<usize>(i * columns + j)) << 2)));
}

/** Copies the rows listed in `index` (floats of `width` each) next to each other. */
export function gather(source: usize, width: i32, index: usize, count: i32, target: usize): void {
	const bytes = (<usize>width) << 2;
	for (let i = 0; i < count; i++)
		memory.copy(target + <usize>i * bytes, source + <usize>load<u32>(index + ((<usize>i) << 2)) * bytes, bytes);
}

/** Adds the bias to every row and, where `relu` is 1, clamps at 0. */
export function addBias(values: usize, rows: i32, width: i32, bias: usize, relu: i32): void {
	const floor = f32x4.splat(relu ? 0 : -Infinity);
	const bytes = (<usize>width) << 2;
	for (let i = 0; i < rows; i++) {
		for (let at: usize = 0; at < bytes; at += 16)
			v128.store(values + at, f32x4.max(f32x4.add(v128.load(values + at), v128.load(bias + at)), floor));
		values += bytes;
	}
}

/** gradient = gradient where the activation is above 0, else 0. */
export function reluBackward(gradient: usize, activation: usize, count: i32): void {
	const zero = f32x4.splat(0);
	for (let at: usize = 0; at < (<usize>count) << 2; at += 16)
		v128.store(gradient + at, v128.and(v128.load(gradient + at), f32x4.gt(v128.load(activation + at), zero)));
}

/** Sums of the columns: the gradient of a bias. */
export function sumColumns(values: usize, rows: i32, width: i32, target: usize): void {
	const bytes = (<usize>width) << 2;
	memory.fill(target, 0, bytes);
	for (let i = 0; i < rows; i++) {
		for (let at: usize = 0; at < bytes; at += 16)
			v128.store(target + at, f32x4.add(v128.load(target + at), v128.load(values + at)));
		values += bytes;
	}
}

/** One step of Adam (Kingma & Ba 2015) with l2 added to the gradient. `correction1` = 1 / (1 - beta1^t), `correction2` likewise. */
export function adam(
	parameter: usize,
	gradient: usize,
	first: usize,
	second: usize,
	count: i32,
	rate: f32,
	l2: f32,
	correction1: f32,
	correction2: f32
): void {
	const beta1 = f32x4.splat(0.9),
		rest1 = f32x4.splat(0.1);
	const beta2 = f32x4.splat(0.999),
		rest2 = f32x4.splat(0.001);
	const epsilon = f32x4.splat(1e-8);
	const scale1 = f32x4.splat(rate * correction1);
	const scale2 = f32x4.splat(correction2);
	const decay = f32x4.splat(l2);
	for (let at: usize = 0; at < (<usize>count) << 2; at += 16) {
		const w = v128.load(parameter + at);
		const g = f32x4.add(v128.load(gradient + at), f32x4.mul(decay, w));
		const m = f32x4.add(f32x4.mul(beta1, v128.load(first + at)), f32x4.mul(rest1, g));
		const s = f32x4.add(f32x4.mul(beta2, v128.load(second + at)), f32x4.mul(rest2, f32x4.mul(g, g)));
		v128.store(first + at, m);
		v128.store(second + at, s);
		const step = f32x4.div(f32x4.mul(scale1, m), f32x4.add(f32x4.sqrt(f32x4.mul(scale2, s)), epsilon));
		v128.store(parameter + at, f32x4.sub(w, step));
	}
}

/**
 * Loss of margins [rows x width] and its gradient. kind 0: squared error / 2, 1: logistic, both over the first column; 2: cross entropy of the
 * first `classes` columns. Gradients are weight x d loss / d margin x `scale`, zero in the padding. Returns the sum of weighted losses.
 */
export function lossGradient(
	kind: i32,
	margins: usize,
	rows: i32,
	width: i32,
	classes: i32,
	label: usize,
	weight: usize,
	scale: f32,
	gradient: usize
): f64 {
	const bytes = (<usize>width) << 2;
	let total: f64 = 0;
	memory.fill(gradient, 0, <usize>rows * bytes);
	for (let i = 0; i < rows; i++) {
		const y = load<f32>(label + ((<usize>i) << 2));
		const w = load<f32>(weight + ((<usize>i) << 2));
		if (kind == 2) total += <f64>w * softmaxRow(margins, classes, <i32>y, w * scale, gradient);
		else {
			const z = load<f32>(margins);
			if (kind == 0) {
				const d = z - y;
				store<f32>(gradient, w * scale * d);
				total += 0.5 * <f64>w * <f64>d * <f64>d;
			} else {
				const e = Math.exp(-Math.abs(<f64>z));
				const p = z >= 0 ? 1 / (1 + e) : e / (1 + e);
				store<f32>(gradient, w * scale * <f32>(p - <f64>y));
				total += <f64>w * (Math.max(<f64>z, 0) - <f64>z * <f64>y + Math.log1p(e));
			}
		}
		margins += bytes;
		gradient += bytes;
	}
	return total;
}

function softmaxRow(margins: usize, classes: i32, label: i32, scale: f32, gradient: usize): f64 {
	let top = -Infinity;
	for (let k = 0; k < classes; k++) top = Math.max(top, <f64>load<f32>(margins + ((<usize>k) << 2)));
	let sum: f64 = 0;
	for (let k = 0; k < classes; k++) sum += Math.exp(<f64>load<f32>(margins + ((<usize>k) << 2)) - top);
	for (let k = 0; k < classes; k++) {
		const at = (<usize>k) << 2;
		const p = Math.exp(<f64>load<f32>(margins + at) - top) / sum;
		store<f32>(gradient + at, scale * <f32>(p - (k == label ? 1 : 0)));
	}
	return Math.log(sum) - (<f64>load<f32>(margins + ((<usize>label) << 2)) - top);
}

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
