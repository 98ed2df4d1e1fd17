import { exp4 } from './math';

/**
 * Gradients of the pinball loss: a margin under the label pays `under` for each unit, one over it `over`. Hessians are the weights, as the
 * answers of the leaves are set by leafQuantile. Returns the sum of weighted losses over rows [begin, end).
 */
export function gradientPinball(
	begin: i32,
	end: i32,
	under: f32,
	over: f32,
	margin: usize,
	label: usize,
	weight: usize,
	gh: usize
): f64 {
	let loss: f64 = 0;
	for (let i = begin; i < end; i++) {
		const at = (<usize>i) << 2;
		const w = load<f32>(weight + at);
		const d = load<f32>(label + at) - load<f32>(margin + at);
		store<f32>(gh + (at << 1), w * (d >= 0 ? -under : over));
		store<f32>(gh + (at << 1), w, 4);
		loss += <f64>w * <f64>(d >= 0 ? under * d : -over * d);
	}
	return loss;
}

/** The same for counts, whose mean is exp(margin); begin and end are multiples of 4. The loss is exp(z) - y z. */
export function gradientPoisson(begin: i32, end: i32, margin: usize, label: usize, weight: usize, gh: usize): f64 {
	let loss0 = f64x2.splat(0);
	let loss1 = f64x2.splat(0);
	for (let i = begin; i < end; i += 4) {
		const at = (<usize>i) << 2;
		const z = v128.load(margin + at);
		const y = v128.load(label + at);
		const w = v128.load(weight + at);
		const mean = exp4(z);
		const g = f32x4.mul(w, f32x4.sub(mean, y));
		const h = f32x4.mul(w, f32x4.max(mean, f32x4.splat(1e-16)));
		v128.store(gh + (at << 1), v128.shuffle<f32>(g, h, 0, 4, 1, 5));
		v128.store(gh + (at << 1), v128.shuffle<f32>(g, h, 2, 6, 3, 7), 16);
		const loss = f32x4.mul(w, f32x4.sub(mean, f32x4.mul(y, z)));
		loss0 = f64x2.add(loss0, f64x2.promote_low_f32x4(loss));
		loss1 = f64x2.add(loss1, f64x2.promote_low_f32x4(v128.shuffle<f32>(loss, loss, 2, 3, 0, 1)));
	}
	const total = f64x2.add(loss0, loss1);
	return f64x2.extract_lane(total, 0) + f64x2.extract_lane(total, 1);
}

function swap(scratch: usize, a: i32, b: i32): void {
	const first = scratch + ((<usize>a) << 3);
	const second = scratch + ((<usize>b) << 3);
	const held = load<u64>(first);
	store<u64>(first, load<u64>(second));
	store<u64>(second, held);
}

/**
 * The weighted quantile of label - margin over the rows of a leaf: the smallest value whose weight and that of all below it is at least
 * `level` of the whole. By quickselect; `scratch` holds 8 bytes a row.
 */
export function leafQuantile(
	index: usize,
	count: i32,
	label: usize,
	margin: usize,
	weight: usize,
	level: f64,
	scratch: usize
): f32 {
	let total: f64 = 0;
	for (let i = 0; i < count; i++) {
		const at = (<usize>load<u32>(index + ((<usize>i) << 2))) << 2;
		const w = load<f32>(weight + at);
		store<f32>(scratch + ((<usize>i) << 3), load<f32>(label + at) - load<f32>(margin + at));
		store<f32>(scratch + ((<usize>i) << 3), w, 4);
		total += <f64>w;
	}
	const wanted = level * total;
	let below: f64 = 0;
	let low = 0;
	let high = count;
	let pivot: f32 = 0;
	while (low < high) {
		pivot = load<f32>(scratch + ((<usize>(low + ((high - low) >> 1))) << 3));
		let less = low;
		let more = high;
		let lessWeight: f64 = 0;
		let equalWeight: f64 = 0;
		let at = low;
		while (at < more) {
			const value = load<f32>(scratch + ((<usize>at) << 3));
			const w = <f64>load<f32>(scratch + ((<usize>at) << 3), 4);
			if (value < pivot) {
				lessWeight += w;
				swap(scratch, at++, less++);
			} else if (value > pivot) swap(scratch, at, --more);
			else {
				equalWeight += w;
				at++;
			}
		}
		if (less > low && below + lessWeight >= wanted) high = less;
		else if (below + lessWeight + equalWeight >= wanted) return pivot;
		else {
			below += lessWeight + equalWeight;
			low = more;
		}
	}
	return pivot;
}
