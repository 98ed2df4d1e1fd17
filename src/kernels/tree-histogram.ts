/**
 * Histograms of gradients. A gradient and a hessian are rounded to whole steps of a power of two and packed into one i64, the gradient in
 * the upper half: one addition sums both, and sums are exact, so their order does not matter. A feature's slots are its bins of
 * values and then one for missing. A slot is 8 bytes; offsets count 16 for each.
 */

/** Offsets of a feature of 256 slots. */
const wide: u32 = 4096;

/** For rows [begin, end): the sums of |gradient| and of hessians, as two f64 at `out`. */
export function sumMagnitudes(begin: i32, end: i32, gh: usize, out: usize): void {
	let sum = f64x2.splat(0);
	for (let i = begin; i < end; i++)
		sum = f64x2.add(sum, f64x2.abs(f64x2.promote_low_f32x4(v128.load64_zero(gh + ((<usize>i) << 3)))));
	v128.store(out, sum);
}

/** Packs the float32 pairs of rows [begin, end), both even, after scaling. */
export function packGradients(
	begin: i32,
	end: i32,
	gh: usize,
	gradientScale: f32,
	hessianScale: f32,
	packed: usize
): void {
	const scale = f32x4(gradientScale, hessianScale, gradientScale, hessianScale);
	for (let i = begin; i < end; i += 2) {
		const at = (<usize>i) << 3;
		const whole = i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(v128.load(gh + at), scale)));
		v128.store(packed + at, v128.shuffle<i32>(whole, whole, 1, 0, 3, 2));
	}
}

/** The packed sum over the rows listed in `index`, as one slot at `out`. */
export function sumPacked(index: usize, count: i32, packed: usize, out: usize): void {
	let sum: i64 = 0;
	for (let i = 0; i < count; i++) sum += load<i64>(packed + ((<usize>load<u32>(index + ((<usize>i) << 2))) << 3));
	store<i64>(out, sum);
}

function addTo(slots: usize, bin: u8, pair: i64): void {
	const slot = slots + ((<usize>bin) << 3);
	store<i64>(slot, load<i64>(slot) + pair);
}

function slotsOf(target: usize, offsets: usize, f: i32): usize {
	return target + ((<usize>load<u32>(offsets + ((<usize>f) << 2))) >> 1);
}

/** Sums the packed gradients of the rows listed in `index` over features [from, to). `bins` holds `stride` bytes a row. */
export function histogram(
	target: usize,
	from: i32,
	to: i32,
	offsets: usize,
	index: usize,
	count: i32,
	bins: usize,
	stride: i32,
	packed: usize
): void {
	if (from >= to) return;
	const first = load<u32>(offsets + ((<usize>from) << 2));
	const end = load<u32>(offsets + ((<usize>to) << 2));
	memory.fill(target + ((<usize>first) >> 1), 0, (end - first) >> 1);
	const allWide = end - first == <u32>(to - from) * wide;
	const fours = from + ((to - from) & ~3);
	if (allWide) {
		const begin = slotsOf(target, offsets, from);
		for (let i = 0; i < count; i++) {
			const row = load<u32>(index + ((<usize>i) << 2));
			const pair = load<i64>(packed + ((<usize>row) << 3));
			const own = bins + <usize>row * stride;
			let slots = begin;
			let f = from;
			for (; f < fours; f += 4) {
				addTo(slots, load<u8>(own + f), pair);
				addTo(slots + 2048, load<u8>(own + f, 1), pair);
				addTo(slots + 4096, load<u8>(own + f, 2), pair);
				addTo(slots + 6144, load<u8>(own + f, 3), pair);
				slots += 8192;
			}
			for (; f < to; f++) {
				addTo(slots, load<u8>(own + f), pair);
				slots += 2048;
			}
		}
		return;
	}
	for (let i = 0; i < count; i++) {
		const row = load<u32>(index + ((<usize>i) << 2));
		const pair = load<i64>(packed + ((<usize>row) << 3));
		const own = bins + <usize>row * stride;
		for (let f = from; f < to; f++) addTo(slotsOf(target, offsets, f), load<u8>(own + f), pair);
	}
}

/** target = parent - sibling, over slots [begin, end). */
export function subtract(target: usize, parent: usize, sibling: usize, begin: i32, end: i32): void {
	let at = (<usize>begin) << 3;
	const last = (<usize>end) << 3;
	for (; at + 16 <= last; at += 16) v128.store(target + at, i64x2.sub(v128.load(parent + at), v128.load(sibling + at)));
	if (at < last) store<i64>(target + at, load<i64>(parent + at) - load<i64>(sibling + at));
}

/** target += part, over slots [begin, end). */
export function add(target: usize, part: usize, begin: i32, end: i32): void {
	let at = (<usize>begin) << 3;
	const last = (<usize>end) << 3;
	for (; at + 16 <= last; at += 16) v128.store(target + at, i64x2.add(v128.load(target + at), v128.load(part + at)));
	if (at < last) store<i64>(target + at, load<i64>(target + at) + load<i64>(part + at));
}

/** Counts the rows listed in `index` into slots of 4 bytes, over features [from, to). */
export function countRows(
	target: usize,
	from: i32,
	to: i32,
	offsets: usize,
	index: usize,
	count: i32,
	bins: usize,
	stride: i32
): void {
	if (from >= to) return;
	const first = load<u32>(offsets + ((<usize>from) << 2)) >> 2;
	memory.fill(target + first, 0, (load<u32>(offsets + ((<usize>to) << 2)) >> 2) - first);
	for (let i = 0; i < count; i++) {
		const own = bins + <usize>load<u32>(index + ((<usize>i) << 2)) * stride;
		for (let f = from; f < to; f++) {
			const slot = target + (load<u32>(offsets + ((<usize>f) << 2)) >> 2) + ((<usize>load<u8>(own + f)) << 2);
			store<i32>(slot, load<i32>(slot) + 1);
		}
	}
}

/** target = parent - sibling, of counts, over slots [begin, end). */
export function subtractCounts(target: usize, parent: usize, sibling: usize, begin: i32, end: i32): void {
	for (let at = (<usize>begin) << 2; at < (<usize>end) << 2; at += 4)
		store<i32>(target + at, load<i32>(parent + at) - load<i32>(sibling + at));
}

/** target += part, of counts, over slots [begin, end). */
export function addCounts(target: usize, part: usize, begin: i32, end: i32): void {
	for (let at = (<usize>begin) << 2; at < (<usize>end) << 2; at += 4)
		store<i32>(target + at, load<i32>(target + at) + load<i32>(part + at));
}
