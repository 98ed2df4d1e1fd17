import { addSizes } from './facts';

/**
 * Updates of `count` float32 parameters, a multiple of 4, by their gradients times `scale`. The rules are those of
 * core/train/net-update. Where rules look on, `sums` is not 0: what was added to each parameter is left at `change`, and three doubles at
 * `sums`: the sums of the sizes of parameters as they are now, of gradients before `scale`, and of changes. What is not finite makes its
 * sum so.
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
	correction2: f32,
	change: usize,
	sums: usize
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
	const zero = f32x4.splat(0);
	let parameterSizes = zero,
		gradientSizes = zero,
		changeSizes = zero;
	if (sums) memory.fill(sums, 0, 24);
	const bytes = (<usize>count) << 2;
	for (let at: usize = 0, end: usize = 0; at < bytes;) {
		end = min(bytes, end + 0x4000);
		for (; at < end; at += 16) {
			const w = v128.load(parameter + at);
			const raw = v128.load(gradient + at);
			const g = f32x4.add(f32x4.mul(times, raw), f32x4.mul(penalty, w));
			const m = f32x4.add(f32x4.mul(beta1, v128.load(first + at)), f32x4.mul(rest1, g));
			const s = f32x4.add(f32x4.mul(beta2, v128.load(second + at)), f32x4.mul(rest2, f32x4.mul(g, g)));
			v128.store(first + at, m);
			v128.store(second + at, s);
			const step = f32x4.div(f32x4.mul(scale1, m), f32x4.add(f32x4.sqrt(f32x4.mul(scale2, s)), epsilon));
			const next = f32x4.sub(f32x4.mul(kept, w), step);
			v128.store(parameter + at, next);
			if (sums) {
				const changed = f32x4.sub(next, w);
				v128.store(change + at, changed);
				parameterSizes = f32x4.add(parameterSizes, f32x4.abs(next));
				gradientSizes = f32x4.add(gradientSizes, f32x4.abs(raw));
				changeSizes = f32x4.add(changeSizes, f32x4.abs(changed));
			}
		}
		if (sums) addSizes(sums, parameterSizes, gradientSizes, changeSizes);
		parameterSizes = gradientSizes = changeSizes = zero;
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
	momentum: f32,
	change: usize,
	sums: usize
): void {
	const times = f32x4.splat(scale);
	const penalty = f32x4.splat(l2);
	const drag = f32x4.splat(momentum);
	const speed = f32x4.splat(rate);
	const zero = f32x4.splat(0);
	let parameterSizes = zero,
		gradientSizes = zero,
		changeSizes = zero;
	if (sums) memory.fill(sums, 0, 24);
	const bytes = (<usize>count) << 2;
	for (let at: usize = 0, end: usize = 0; at < bytes;) {
		end = min(bytes, end + 0x4000);
		for (; at < end; at += 16) {
			const w = v128.load(parameter + at);
			const raw = v128.load(gradient + at);
			const g = f32x4.add(f32x4.mul(times, raw), f32x4.mul(penalty, w));
			const v = f32x4.add(f32x4.mul(drag, v128.load(first + at)), g);
			v128.store(first + at, v);
			const next = f32x4.sub(w, f32x4.mul(speed, v));
			v128.store(parameter + at, next);
			if (sums) {
				const changed = f32x4.sub(next, w);
				v128.store(change + at, changed);
				parameterSizes = f32x4.add(parameterSizes, f32x4.abs(next));
				gradientSizes = f32x4.add(gradientSizes, f32x4.abs(raw));
				changeSizes = f32x4.add(changeSizes, f32x4.abs(changed));
			}
		}
		if (sums) addSizes(sums, parameterSizes, gradientSizes, changeSizes);
		parameterSizes = gradientSizes = changeSizes = zero;
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
