/** exp of four float32, after Cephes expf: relative error below 2e-7, clamped to [-87, 88]. */
export function exp4(input: v128): v128 {
	let x = f32x4.min(f32x4.max(input, f32x4.splat(-87)), f32x4.splat(88));
	const n = f32x4.floor(f32x4.add(f32x4.mul(x, f32x4.splat(1.4426950408889634)), f32x4.splat(0.5)));
	x = f32x4.sub(x, f32x4.mul(n, f32x4.splat(0.693359375)));
	x = f32x4.sub(x, f32x4.mul(n, f32x4.splat(-2.1219444e-4)));
	let p = f32x4.splat(1.98756915e-4);
	p = f32x4.add(f32x4.mul(p, x), f32x4.splat(1.3981999507e-3));
	p = f32x4.add(f32x4.mul(p, x), f32x4.splat(8.3334519073e-3));
	p = f32x4.add(f32x4.mul(p, x), f32x4.splat(4.1665795894e-2));
	p = f32x4.add(f32x4.mul(p, x), f32x4.splat(1.6666665459e-1));
	p = f32x4.add(f32x4.mul(p, x), f32x4.splat(5.0000001201e-1));
	p = f32x4.add(f32x4.add(f32x4.mul(p, f32x4.mul(x, x)), x), f32x4.splat(1));
	const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
	return f32x4.mul(p, power);
}

/** log of four float32 in [1, 2], after Cephes logf: absolute error below 1e-7. */
export function log4(input: v128): v128 {
	const big = f32x4.gt(input, f32x4.splat(1.41421356237));
	const halved = v128.bitselect(f32x4.mul(input, f32x4.splat(0.5)), input, big);
	const x = f32x4.sub(halved, f32x4.splat(1));
	const z = f32x4.mul(x, x);
	let p = f32x4.splat(7.0376836292e-2);
	p = f32x4.add(f32x4.mul(p, x), f32x4.splat(-1.151461031e-1));
	p = f32x4.add(f32x4.mul(p, x), f32x4.splat(1.167699874e-1));
	p = f32x4.add(f32x4.mul(p, x), f32x4.splat(-1.2420140846e-1));
	p = f32x4.add(f32x4.mul(p, x), f32x4.splat(1.4249322787e-1));
	p = f32x4.add(f32x4.mul(p, x), f32x4.splat(-1.6668057665e-1));
	p = f32x4.add(f32x4.mul(p, x), f32x4.splat(2.0000714765e-1));
	p = f32x4.add(f32x4.mul(p, x), f32x4.splat(-2.4999993993e-1));
	p = f32x4.add(f32x4.mul(p, x), f32x4.splat(3.3333331174e-1));
	p = f32x4.mul(f32x4.mul(p, x), z);
	p = f32x4.add(f32x4.sub(p, f32x4.mul(z, f32x4.splat(0.5))), x);
	return f32x4.add(p, v128.and(f32x4.splat(0.69314718056), big));
}
