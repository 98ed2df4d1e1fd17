/**
 * Products of matrices in float32. Matrices are row-major; strides are in floats and free, so the transpose of A costs nothing. Every sum
 * runs in a fixed order, and there is no fused multiply-add, so the same input gives the same bits.
 */

function multiplyAdd(sum: v128, a: v128, b: v128): v128 {
	return f32x4.add(sum, f32x4.mul(a, b));
}

function tile8(
	K: i32,
	a: usize,
	row: usize,
	step: usize,
	b: usize,
	width: usize,
	start: usize,
	floor: v128,
	c: usize,
	stride: usize
): void {
	const s0 = v128.load(start);
	const s1 = v128.load(start, 16);
	let c00 = s0,
		c01 = s1,
		c10 = s0,
		c11 = s1;
	let c20 = s0,
		c21 = s1,
		c30 = s0,
		c31 = s1;
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
	v128.store(c, f32x4.max(c00, floor));
	v128.store(c, f32x4.max(c01, floor), 16);
	c += stride;
	v128.store(c, f32x4.max(c10, floor));
	v128.store(c, f32x4.max(c11, floor), 16);
	c += stride;
	v128.store(c, f32x4.max(c20, floor));
	v128.store(c, f32x4.max(c21, floor), 16);
	c += stride;
	v128.store(c, f32x4.max(c30, floor));
	v128.store(c, f32x4.max(c31, floor), 16);
}

function tile4(
	K: i32,
	a: usize,
	row: usize,
	step: usize,
	b: usize,
	width: usize,
	start: usize,
	floor: v128,
	c: usize,
	stride: usize
): void {
	let c0 = v128.load(start),
		c1 = c0,
		c2 = c0,
		c3 = c0;
	for (let k = 0; k < K; k++) {
		const b0 = v128.load(b);
		c0 = multiplyAdd(c0, v128.load32_splat(a), b0);
		c1 = multiplyAdd(c1, v128.load32_splat(a + row), b0);
		c2 = multiplyAdd(c2, v128.load32_splat(a + 2 * row), b0);
		c3 = multiplyAdd(c3, v128.load32_splat(a + 3 * row), b0);
		a += step;
		b += width;
	}
	v128.store(c, f32x4.max(c0, floor));
	v128.store(c + stride, f32x4.max(c1, floor));
	v128.store(c + 2 * stride, f32x4.max(c2, floor));
	v128.store(c + 3 * stride, f32x4.max(c3, floor));
}

/**
 * C[M x N] = start[N] + A[M x K] B[K x N], clamped at 0 where `relu` is 1. A's element (m, k) is at m row + k step; B and C have rows of
 * `width`. M and N: multiples of 4.
 */
export function gemm(
	M: i32,
	N: i32,
	K: i32,
	A: usize,
	row: i32,
	step: i32,
	B: usize,
	width: i32,
	start: usize,
	relu: i32,
	C: usize
): void {
	const stride = (<usize>width) << 2;
	const rowBytes = (<usize>row) << 2;
	const stepBytes = (<usize>step) << 2;
	const floor = f32x4.splat(relu ? 0 : -Infinity);
	for (let n = 0; n < N; n += 8) {
		const from = (<usize>n) << 2;
		for (let m = 0; m < M; m += 4) {
			const a = A + <usize>m * rowBytes;
			const c = C + <usize>m * stride + from;
			if (n + 8 <= N) tile8(K, a, rowBytes, stepBytes, B + from, stride, start + from, floor, c, stride);
			else tile4(K, a, rowBytes, stepBytes, B + from, stride, start + from, floor, c, stride);
		}
	}
}

/** target[j][i] = source[i][j]; rows and columns: multiples of 4. */
export function transpose(source: usize, rows: i32, columns: i32, target: usize): void {
	const from = (<usize>columns) << 2;
	const to = (<usize>rows) << 2;
	for (let i: usize = 0; i < <usize>rows; i += 4) {
		for (let j: usize = 0; j < <usize>columns; j += 4) {
			const s = source + i * from + (j << 2);
			const a = v128.load(s);
			const b = v128.load(s + from);
			const c = v128.load(s + 2 * from);
			const d = v128.load(s + 3 * from);
			const ab0 = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
			const ab1 = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
			const cd0 = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
			const cd1 = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
			const t = target + j * to + (i << 2);
			v128.store(t, v128.shuffle<f32>(ab0, cd0, 0, 1, 4, 5));
			v128.store(t + to, v128.shuffle<f32>(ab0, cd0, 2, 3, 6, 7));
			v128.store(t + 2 * to, v128.shuffle<f32>(ab1, cd1, 0, 1, 4, 5));
			v128.store(t + 3 * to, v128.shuffle<f32>(ab1, cd1, 2, 3, 6, 7));
		}
	}
}
