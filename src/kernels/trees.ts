import { exp4, log4 } from './math';
export { alloc } from './memory';
export { binRows, findEdges } from './tree-bins';
export {
	add,
	addCounts,
	countRows,
	histogram,
	packGradients,
	subtract,
	subtractCounts,
	sumMagnitudes,
	sumPacked
} from './tree-histogram';
export { split } from './tree-split';
export { gradientPinball, gradientPoisson, leafQuantile } from './tree-objectives';

/**
 * Histogram gradient-boosted trees. Rows are binned row-major (`stride` bytes a row); a feature's slots are its value bins and
 * then one for missing. `gh` holds float32 pairs by row (gradient, hessian). Every sum runs in row order, so the same input gives
 * the same bits.
 */

/** Gradients and hessians of the logistic loss over rows [begin, end); both multiples of 4. Returns the sum of weighted losses. */
export function gradientLogistic(begin: i32, end: i32, margin: usize, label: usize, weight: usize, gh: usize): f64 {
	let loss0 = f64x2.splat(0);
	let loss1 = f64x2.splat(0);
	const one = f32x4.splat(1);
	for (let i = begin; i < end; i += 4) {
		const at = (<usize>i) << 2;
		const z = v128.load(margin + at);
		const y = v128.load(label + at);
		const w = v128.load(weight + at);
		const e = exp4(f32x4.neg(f32x4.abs(z)));
		const sum = f32x4.add(one, e);
		const high = f32x4.div(one, sum);
		const low = f32x4.div(e, sum);
		const p = v128.bitselect(high, low, f32x4.ge(z, f32x4.splat(0)));
		const g = f32x4.mul(w, f32x4.sub(p, y));
		const h = f32x4.mul(w, f32x4.max(f32x4.mul(high, low), f32x4.splat(1e-16)));
		v128.store(gh + (at << 1), v128.shuffle<f32>(g, h, 0, 4, 1, 5));
		v128.store(gh + (at << 1), v128.shuffle<f32>(g, h, 2, 6, 3, 7), 16);
		const positive = f32x4.max(z, f32x4.splat(0));
		const loss = f32x4.mul(w, f32x4.add(f32x4.sub(positive, f32x4.mul(z, y)), log4(sum)));
		loss0 = f64x2.add(loss0, f64x2.promote_low_f32x4(loss));
		loss1 = f64x2.add(loss1, f64x2.promote_low_f32x4(v128.shuffle<f32>(loss, loss, 2, 3, 0, 1)));
	}
	const total = f64x2.add(loss0, loss1);
	return f64x2.extract_lane(total, 0) + f64x2.extract_lane(total, 1);
}

/** The same for half the squared error. */
export function gradientSquared(begin: i32, end: i32, margin: usize, label: usize, weight: usize, gh: usize): f64 {
	let loss: f64 = 0;
	for (let i = begin; i < end; i++) {
		const at = (<usize>i) << 2;
		const w = load<f32>(weight + at);
		const d = load<f32>(margin + at) - load<f32>(label + at);
		store<f32>(gh + (at << 1), w * d);
		store<f32>(gh + (at << 1), w, 4);
		loss += 0.5 * <f64>w * <f64>d * <f64>d;
	}
	return loss;
}

/**
 * The same for the cross entropy of `classes` margins: margin is class-major (rows a class), label the class number, gh
 * class-major too. Hessians carry the factor k / (k - 1) of Friedman's diagonal bound.
 */
export function gradientSoftmax(
	begin: i32,
	end: i32,
	rows: i32,
	classes: i32,
	margin: usize,
	label: usize,
	weight: usize,
	gh: usize
): f64 {
	let total: f64 = 0;
	const factor = <f32>classes / <f32>(classes - 1);
	const one = f32x4.splat(1);
	for (let i = begin; i < end; i += 4) {
		const at = (<usize>i) << 2;
		const w = v128.load(weight + at);
		const y = v128.load(label + at);
		let top = f32x4.splat(-3e38);
		for (let k = 0; k < classes; k++) top = f32x4.max(top, v128.load(margin + ((<usize>k * rows) << 2) + at));
		let sum = f32x4.splat(0);
		let own = f32x4.splat(0);
		for (let k = 0; k < classes; k++) {
			const z = f32x4.sub(v128.load(margin + ((<usize>k * rows) << 2) + at), top);
			const e = exp4(z);
			sum = f32x4.add(sum, e);
			own = v128.bitselect(z, own, f32x4.eq(y, f32x4.splat(<f32>k)));
			const place = gh + ((<usize>k * rows + i) << 3);
			v128.store(place, e);
		}
		const inverse = f32x4.div(one, sum);
		for (let k = 0; k < classes; k++) {
			const place = gh + ((<usize>k * rows + i) << 3);
			const p = f32x4.mul(v128.load(place), inverse);
			const hit = v128.and(one, f32x4.eq(y, f32x4.splat(<f32>k)));
			const g = f32x4.mul(w, f32x4.sub(p, hit));
			const bound = f32x4.mul(f32x4.mul(p, f32x4.sub(one, p)), f32x4.splat(factor));
			const h = f32x4.mul(w, f32x4.max(bound, f32x4.splat(1e-16)));
			v128.store(place, v128.shuffle<f32>(g, h, 0, 4, 1, 5));
			v128.store(place, v128.shuffle<f32>(g, h, 2, 6, 3, 7), 16);
		}
		for (let lane = 0; lane < 4; lane++) {
			const s =
				lane == 0
					? f32x4.extract_lane(sum, 0)
					: lane == 1
						? f32x4.extract_lane(sum, 1)
						: lane == 2
							? f32x4.extract_lane(sum, 2)
							: f32x4.extract_lane(sum, 3);
			const o =
				lane == 0
					? f32x4.extract_lane(own, 0)
					: lane == 1
						? f32x4.extract_lane(own, 1)
						: lane == 2
							? f32x4.extract_lane(own, 2)
							: f32x4.extract_lane(own, 3);
			total += <f64>load<f32>(weight + at + ((<usize>lane) << 2)) * (Math.log(<f64>s) - <f64>o);
		}
	}
	return total;
}

/** Whether a bin is among those whose bits are set. */
function isIn(set: usize, bin: u32): u32 {
	return (load<u32>(set + ((bin >> 5) << 2)) >> (bin & 31)) & 1;
}

/** Moves the rows whose bin is in the set at `leftBins` to the front of `index`, both sides in order; returns how many. */
export function partition(index: usize, count: i32, bins: usize, stride: i32, leftBins: usize, spare: usize): i32 {
	let left: usize = 0;
	let right: usize = 0;
	for (let i = 0; i < count; i++) {
		const row = load<u32>(index + ((<usize>i) << 2));
		const goesLeft = isIn(leftBins, <u32>load<u8>(bins + <usize>row * stride));
		store<u32>(index + (left << 2), row);
		store<u32>(spare + (right << 2), row);
		left += goesLeft;
		right += 1 - goesLeft;
	}
	memory.copy(index + (left << 2), spare, right << 2);
	return <i32>left;
}

/**
 * The same for a part of a leaf, into `spare`: the rows that go left from its front, the others from its back. mergePart moves both to
 * where they belong.
 */
export function partitionPart(index: usize, count: i32, bins: usize, stride: i32, leftBins: usize, spare: usize): i32 {
	let left = spare;
	let right = spare + ((<usize>count) << 2);
	for (let i = 0; i < count; i++) {
		const row = load<u32>(index + ((<usize>i) << 2));
		const goesLeft = <usize>isIn(leftBins, <u32>load<u8>(bins + <usize>row * stride));
		store<u32>(left, row);
		store<u32>(right - 4, row);
		left += goesLeft << 2;
		right -= (1 - goesLeft) << 2;
	}
	return <i32>((left - spare) >> 2);
}

/** Copies the rows of partitionPart: those that go left, and the others in order again. */
export function mergePart(spare: usize, count: i32, left: i32, leftTarget: usize, rightTarget: usize): void {
	memory.copy(leftTarget, spare, (<usize>left) << 2);
	let from = spare + ((<usize>count) << 2);
	for (let i = left; i < count; i++) {
		from -= 4;
		store<u32>(rightTarget, load<u32>(from));
		rightTarget += 4;
	}
}

/** Adds a leaf's answer to the margins of its rows. */
export function addLeaf(index: usize, count: i32, margin: usize, value: f32): void {
	for (let i = 0; i < count; i++) {
		const place = margin + ((<usize>load<u32>(index + ((<usize>i) << 2))) << 2);
		store<f32>(place, load<f32>(place) + value);
	}
}

/** Sums of gradient, hessian and weight over the rows of a leaf, as three f64 at `out`. */
export function sumRows(index: usize, count: i32, gh: usize, weight: usize, out: usize): void {
	let pairs = f64x2.splat(0);
	let cover: f64 = 0;
	for (let i = 0; i < count; i++) {
		const row = <usize>load<u32>(index + ((<usize>i) << 2));
		pairs = f64x2.add(pairs, f64x2.promote_low_f32x4(v128.load64_zero(gh + (row << 3))));
		cover += <f64>load<f32>(weight + (row << 2));
	}
	v128.store(out, pairs);
	store<f64>(out, cover, 16);
}

/**
 * Adds a tree's answers to the margins of rows [begin, end). A node is 48 bytes: i32 feature (-1: leaf), left, right; f32 value; one bit a
 * bin that goes left.
 */
export function applyTree(begin: i32, end: i32, bins: usize, stride: i32, nodes: usize, margin: usize): void {
	for (let i = begin; i < end; i++) {
		const from = bins + <usize>i * stride;
		let node = nodes;
		let feature = load<i32>(node);
		while (feature >= 0) {
			const goesLeft = isIn(node + 16, <u32>load<u8>(from + feature));
			node = nodes + <usize>(goesLeft ? load<i32>(node, 4) : load<i32>(node, 8)) * 48;
			feature = load<i32>(node);
		}
		const place = margin + ((<usize>i) << 2);
		store<f32>(place, load<f32>(place) + load<f32>(node, 12));
	}
}
