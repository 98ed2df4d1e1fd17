/**
 * Updates of `count` float32 parameters, a multiple of 4, by their gradients times `scale`. The rules are those of
 * core/train/net-update.
 */
export function adam(
	parameter: usize,
	gradient: usize,
	first: usize,
	second: usize,
	count: i32,
	scale: f32,
	rate: f32,
	l2: f32,
	decay: f32,
	correction1: f32,
	correction2: f32
): void {
	const beta1 = f32x4.splat(0.9),
		rest1 = f32x4.splat(0.1);
	const beta2 = f32x4.splat(0.999),
		rest2 = f32x4.splat(0.001);
	const epsilon = f32x4.splat(1e-8);
	const times = f32x4.splat(scale);
	const scale1 = f32x4.splat(rate * correction1);
	const scale2 = f32x4.splat(correction2);
	const penalty = f32x4.splat(l2);
	const kept = f32x4.splat(1 - rate * decay);
	for (let at: usize = 0; at < (<usize>count) << 2; at += 16) {
		const w = v128.load(parameter + at);
		const g = f32x4.add(f32x4.mul(times, v128.load(gradient + at)), f32x4.mul(penalty, w));
		const m = f32x4.add(f32x4.mul(beta1, v128.load(first + at)), f32x4.mul(rest1, g));
		const s = f32x4.add(f32x4.mul(beta2, v128.load(second + at)), f32x4.mul(rest2, f32x4.mul(g, g)));
		v128.store(first + at, m);
		v128.store(second + at, s);
		const step = f32x4.div(f32x4.mul(scale1, m), f32x4.add(f32x4.sqrt(f32x4.mul(scale2, s)), epsilon));
		v128.store(parameter + at, f32x4.sub(f32x4.mul(kept, w), step));
	}
}

export function sgd(
	parameter: usize,
	gradient: usize,
	first: usize,
	count: i32,
	scale: f32,
	rate: f32,
	l2: f32,
	momentum: f32
): void {
	const times = f32x4.splat(scale);
	const penalty = f32x4.splat(l2);
	const drag = f32x4.splat(momentum);
	const speed = f32x4.splat(rate);
	for (let at: usize = 0; at < (<usize>count) << 2; at += 16) {
		const w = v128.load(parameter + at);
		const g = f32x4.add(f32x4.mul(times, v128.load(gradient + at)), f32x4.mul(penalty, w));
		const v = f32x4.add(f32x4.mul(drag, v128.load(first + at)), g);
		v128.store(first + at, v);
		v128.store(parameter + at, f32x4.sub(w, f32x4.mul(speed, v)));
	}
}

/** Sum of the squares of `count` float32, a multiple of 4, in double. */
export function sumSquares(values: usize, count: i32): f64 {
	let low = f64x2.splat(0);
	let high = f64x2.splat(0);
	for (let at: usize = 0; at < (<usize>count) << 2; at += 16) {
		const four = v128.load(values + at);
		const a = f64x2.promote_low_f32x4(four);
		const b = f64x2.promote_low_f32x4(v128.shuffle<f32>(four, four, 2, 3, 0, 1));
		low = f64x2.add(low, f64x2.mul(a, a));
		high = f64x2.add(high, f64x2.mul(b, b));
	}
	const sum = f64x2.add(low, high);
	return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}
