/**
 * The search for the best split of a node. A feature has a role of one byte: a number, free or bound to rise or fall with the
 * answer; categories that are split off one at a time; categories split into two sets; or not looked at in this tree.
 */
const rising: u8 = 1;
const falling: u8 = 2;
const oneCategory: u8 = 3;
const categorySet: u8 = 4;
const unused: u8 = 5;

/** Hessians below this are what is left of sums that cancel: nobody is there. */
const nobody: f64 = 1e-9;

// What the search knows of its node and of the settings, so that the inner loops need no argument lists.
let nodeG: f64 = 0;
let nodeH: f64 = 0;
let nodeRows: i32 = 0;
let lower: f64 = 0;
let upper: f64 = 0;
let l1: f64 = 0;
let l2: f64 = 0;
let minChildWeight: f64 = 0;
let minChildRows: i32 = 0;
let categoryL2: f64 = 0;
let categorySmooth: f64 = 0;
let isPlain: bool = true;
/** What one step of a packed gradient, and of a packed hessian, stands for. */
let steps: v128 = f64x2.splat(1);

/** Gradient and hessian of the bins that tryPairs has passed. */
let sums: v128 = f64x2.splat(0);

let bestGain: f64 = 0;
let bestG: f64 = 0;
let bestH: f64 = 0;
let bestFeature: i32 = -1;
let bestBin: i32 = 0;
let bestMissingLeft: i32 = 0;

/** Addresses: one bit a bin that goes left at the best split so far; the bins of a feature in the order of their keys; those keys. */
let leftBins: usize = 0;
let order: usize = 0;
let keys: usize = 0;

/** The answer of a leaf with these sums: -T(G) / (H + l2), T being shrunk by l1, kept within the bounds of the node. */
function answer(G: f64, H: f64, extra: f64): f64 {
	const shrunk = Math.abs(G) - l1;
	const free = shrunk > 0 ? -copysign<f64>(shrunk, G) / (H + l2 + extra) : 0;
	return Math.min(Math.max(free, lower), upper);
}

/** What the answer `w` takes off twice the loss. */
function saved(G: f64, H: f64, w: f64, extra: f64): f64 {
	return -(2 * (G * w + l1 * Math.abs(w)) + (H + l2 + extra) * w * w);
}

/** Gain of a split with these sums on the left; -1 where a limit or a bound forbids it. */
function gainOf(GL: f64, HL: f64, rowsLeft: i32, parent: f64, role: u8, extra: f64): f64 {
	const HR = nodeH - HL;
	if (HL < minChildWeight || HR < minChildWeight) return -1;
	if (minChildRows > 1 && (rowsLeft < minChildRows || nodeRows - rowsLeft < minChildRows)) return -1;
	const GR = nodeG - GL;
	if (isPlain) {
		const a = HL + l2 + extra;
		const c = HR + l2 + extra;
		return (GL * GL * c + GR * GR * a) / (a * c) - parent;
	}
	const left = answer(GL, HL, extra);
	const right = answer(GR, HR, extra);
	if ((role == rising && left > right) || (role == falling && left < right)) return -1;
	return saved(GL, HL, left, extra) + saved(GR, HR, right, extra) - parent;
}

function keep(gain: f64, GL: f64, HL: f64, feature: i32, bin: i32, missingLeft: i32): void {
	bestGain = gain;
	bestG = GL;
	bestH = HL;
	bestFeature = feature;
	bestBin = bin;
	bestMissingLeft = missingLeft;
}

function setBit(bin: i32): void {
	const place = leftBins + (((<usize>bin) >> 5) << 2);
	store<u32>(place, load<u32>(place) | (1 << (bin & 31)));
}

/** Bits of bins 0..last, and of the bin of missing where that goes left. */
function setNumberBins(last: i32, missingBin: i32, missingLeft: i32): void {
	memory.fill(leftBins, 0, 32);
	for (let bin = 0; bin <= last; bin++) setBit(bin);
	if (missingLeft) setBit(missingBin);
}

/** Gradient and hessian of a bin, unpacked. */
function pairAt(slots: usize, bin: i32): v128 {
	const packed = v128.load64_zero(slots + ((<usize>bin) << 3));
	return f64x2.mul(f64x2.convert_low_i32x4_s(v128.shuffle<i32>(packed, packed, 1, 0, 3, 2)), steps);
}

function rowsAt(counts: usize, bin: i32): i32 {
	return minChildRows > 1 ? load<i32>(counts + ((<usize>bin) << 2)) : 0;
}

/** gainOf for two places at once, where no bound, no l1 and no count of rows is in force; the same operations in the same order. */
function plainGains(GL: v128, HL: v128, parent: v128): v128 {
	const HR = f64x2.sub(f64x2.splat(nodeH), HL);
	const GR = f64x2.sub(f64x2.splat(nodeG), GL);
	const a = f64x2.add(HL, f64x2.splat(l2));
	const c = f64x2.add(HR, f64x2.splat(l2));
	const whole = f64x2.add(f64x2.mul(f64x2.mul(GL, GL), c), f64x2.mul(f64x2.mul(GR, GR), a));
	const gains = f64x2.sub(f64x2.div(whole, f64x2.mul(a, c)), parent);
	const least = f64x2.splat(minChildWeight);
	const isAllowed = v128.and(f64x2.ge(HL, least), f64x2.ge(HR, least));
	return v128.bitselect(gains, f64x2.splat(-1), isAllowed);
}

/** Where what is missing goes when none is: with the heavier side. */
function heavierLeft(HL: f64): i32 {
	return HL > nodeH - HL ? 1 : 0;
}

/** The thresholds after bins [0, last), two at a time as long as there are two; returns how many, and keeps the sums up to there in `sums`. */
function tryPairs(feature: i32, slots: usize, last: i32, missing: v128, hasMissing: bool, parent: f64): i32 {
	const parents = f64x2.splat(parent);
	const pairs = last & ~1;
	let whole = f64x2.splat(0);
	for (let bin = 0; bin < pairs; bin += 2) {
		const first = f64x2.add(whole, pairAt(slots, bin));
		whole = f64x2.add(first, pairAt(slots, bin + 1));
		const gains = plainGains(v128.shuffle<f64>(first, whole, 0, 2), v128.shuffle<f64>(first, whole, 1, 3), parents);
		let isBetter = f64x2.gt(gains, f64x2.splat(bestGain));
		if (!hasMissing) {
			if (v128.any_true(isBetter)) {
				const HL = f64x2.extract_lane(first, 1);
				const nextHL = f64x2.extract_lane(whole, 1);
				keepBetter(f64x2.extract_lane(gains, 0), first, feature, bin, heavierLeft(HL));
				keepBetter(f64x2.extract_lane(gains, 1), whole, feature, bin + 1, heavierLeft(nextHL));
			}
			continue;
		}
		const firstToo = f64x2.add(first, missing);
		const wholeToo = f64x2.add(whole, missing);
		const others = plainGains(
			v128.shuffle<f64>(firstToo, wholeToo, 0, 2),
			v128.shuffle<f64>(firstToo, wholeToo, 1, 3),
			parents
		);
		isBetter = v128.or(isBetter, f64x2.gt(others, f64x2.splat(bestGain)));
		if (!v128.any_true(isBetter)) continue;
		keepBetter(f64x2.extract_lane(gains, 0), first, feature, bin, 0);
		keepBetter(f64x2.extract_lane(others, 0), firstToo, feature, bin, 1);
		keepBetter(f64x2.extract_lane(gains, 1), whole, feature, bin + 1, 0);
		keepBetter(f64x2.extract_lane(others, 1), wholeToo, feature, bin + 1, 1);
	}
	sums = whole;
	return pairs;
}

function keepBetter(gain: f64, left: v128, feature: i32, bin: i32, missingLeft: i32): void {
	if (gain > bestGain) keep(gain, f64x2.extract_lane(left, 0), f64x2.extract_lane(left, 1), feature, bin, missingLeft);
}

/** Every threshold, with what is missing on either side of it. */
function tryNumber(feature: i32, slots: usize, counts: usize, bins: i32, parent: f64, role: u8): void {
	const missing = pairAt(slots, bins);
	const gMissing = f64x2.extract_lane(missing, 0);
	const hMissing = f64x2.extract_lane(missing, 1);
	const missingRows = rowsAt(counts, bins);
	const hasMissing = hMissing > nobody;
	const last = hasMissing ? bins : bins - 1;
	let bin = 0;
	let rows = 0;
	sums = f64x2.splat(0);
	if (isPlain && minChildRows <= 1) bin = tryPairs(feature, slots, last, missing, hasMissing, parent);
	let GL = f64x2.extract_lane(sums, 0);
	let HL = f64x2.extract_lane(sums, 1);
	for (; bin < last; bin++) {
		const own = pairAt(slots, bin);
		GL += f64x2.extract_lane(own, 0);
		HL += f64x2.extract_lane(own, 1);
		rows += rowsAt(counts, bin);
		const gain = gainOf(GL, HL, rows, parent, role, 0);
		if (gain > bestGain) keep(gain, GL, HL, feature, bin, hasMissing ? 0 : heavierLeft(HL));
		if (hasMissing) {
			const either = gainOf(GL + gMissing, HL + hMissing, rows + missingRows, parent, role, 0);
			if (either > bestGain) keep(either, GL + gMissing, HL + hMissing, feature, bin, 1);
		}
	}
}

/** Each category against all others: it goes right, as a 0/1 feature of its own would have it. */
function tryEachCategory(feature: i32, slots: usize, counts: usize, bins: i32, parent: f64): void {
	for (let bin = 0; bin < bins; bin++) {
		const own = pairAt(slots, bin);
		const rows = nodeRows - rowsAt(counts, bin);
		const GL = nodeG - f64x2.extract_lane(own, 0);
		const HL = nodeH - f64x2.extract_lane(own, 1);
		const gain = gainOf(GL, HL, rows, parent, oneCategory, 0);
		if (gain > bestGain) keep(gain, GL, HL, feature, bin, 0);
	}
}

/** Puts the bins that hold enough into `order` by gradient over hessian; returns how many. */
function sortCategories(slots: usize, bins: i32): i32 {
	let count = 0;
	for (let bin = 0; bin <= bins; bin++) {
		const own = pairAt(slots, bin);
		const G = f64x2.extract_lane(own, 0);
		const H = f64x2.extract_lane(own, 1);
		if (H <= nobody || H < minChildWeight) continue;
		const key = G / (H + categorySmooth);
		let at = count;
		while (at > 0 && load<f64>(keys + ((<usize>(at - 1)) << 3)) > key) {
			store<f64>(keys + ((<usize>at) << 3), load<f64>(keys + ((<usize>(at - 1)) << 3)));
			store<i32>(order + ((<usize>at) << 2), load<i32>(order + ((<usize>(at - 1)) << 2)));
			at--;
		}
		store<f64>(keys + ((<usize>at) << 3), key);
		store<i32>(order + ((<usize>at) << 2), bin);
		count++;
	}
	return count;
}

/**
 * The categories sorted by gradient over hessian and cut in two at the best place (Fisher 1958), from either end: what is too rare to be
 * sorted stays with the other side. The set that is split off goes left.
 */
function trySets(feature: i32, slots: usize, counts: usize, bins: i32, parent: f64): void {
	const count = sortCategories(slots, bins);
	for (let end = 0; end < 2; end++) {
		let GL: f64 = 0;
		let HL: f64 = 0;
		let rows = 0;
		for (let i = 0; i < count; i++) {
			const bin = load<i32>(order + ((<usize>(end ? count - 1 - i : i)) << 2));
			const own = pairAt(slots, bin);
			GL += f64x2.extract_lane(own, 0);
			HL += f64x2.extract_lane(own, 1);
			rows += rowsAt(counts, bin);
			const gain = gainOf(GL, HL, rows, parent, categorySet, categoryL2);
			if (gain <= bestGain) continue;
			keep(gain, GL, HL, feature, 0, 0);
			memory.fill(leftBins, 0, 32);
			for (let j = 0; j <= i; j++) setBit(load<i32>(order + ((<usize>(end ? count - 1 - j : j)) << 2)));
		}
	}
}

/**
 * The best split of a node over features [from, to). `source`: its histogram, packed; `gradientStep` and `hessianStep`: what one step in it
 * stands for; `counts`: the rows in each slot, 4 bytes each, read where
 * minChildRows > 1. `node`: f64 gradient, hessian, lower and upper bound of its answers, i32 rows. `settings`: f64 l1, l2, minChildWeight,
 * minGain, categoryL2, categorySmooth, i32 minChildRows, and 1 where
 * any feature is bound to rise or fall. Writes to `out`: f64 gain, left gradient, left hessian; i32 feature (-1: none),
 * bin (of a number the last that goes left, of one category its own), missingLeft, at 40 one bit a bin that goes left; it works in the
 * rest of the 4,096 bytes there.
 * gain = T(GL)²/(HL+l2) + T(GR)²/(HR+l2) - T(G)²/(H+l2), after Chen & Guestrin 2016, where no bound is met.
 */
export function split(
	source: usize,
	counts: usize,
	gradientStep: f64,
	hessianStep: f64,
	from: i32,
	to: i32,
	offsets: usize,
	valueBins: usize,
	roles: usize,
	node: usize,
	settings: usize,
	out: usize
): void {
	steps = f64x2(gradientStep, hessianStep);
	leftBins = out + 40;
	order = out + 72;
	keys = order + 256 * 4;
	nodeG = load<f64>(node);
	nodeH = load<f64>(node, 8);
	lower = load<f64>(node, 16);
	upper = load<f64>(node, 24);
	nodeRows = load<i32>(node, 32);
	l1 = load<f64>(settings);
	l2 = load<f64>(settings, 8);
	minChildWeight = load<f64>(settings, 16);
	categoryL2 = load<f64>(settings, 32);
	categorySmooth = load<f64>(settings, 40);
	minChildRows = load<i32>(settings, 48);
	const isBound = load<i32>(settings, 52) != 0;
	isPlain = l1 == 0 && lower == -Infinity && upper == Infinity && !isBound;
	const parent = isPlain ? (nodeG * nodeG) / (nodeH + l2) : saved(nodeG, nodeH, answer(nodeG, nodeH, 0), 0);
	bestGain = Math.max(load<f64>(settings, 24), 1e-10);
	bestFeature = -1;
	bestBin = 0;
	bestMissingLeft = 0;
	bestG = 0;
	bestH = 0;
	for (let f = from; f < to; f++) {
		const role = load<u8>(roles + f);
		if (role == unused) continue;
		const offset = <usize>load<u32>(offsets + ((<usize>f) << 2));
		const slots = source + (offset >> 1);
		const own = counts + (offset >> 2);
		const bins = load<i32>(valueBins + ((<usize>f) << 2));
		if (role == categorySet) trySets(f, slots, own, bins, parent);
		else if (role == oneCategory) tryEachCategory(f, slots, own, bins, parent);
		else tryNumber(f, slots, own, bins, parent, role);
	}
	if (bestFeature >= 0) {
		const role = load<u8>(roles + bestFeature);
		const bins = load<i32>(valueBins + ((<usize>bestFeature) << 2));
		if (role == oneCategory) {
			memory.fill(leftBins, 0xff, 32);
			const place = leftBins + (((<usize>bestBin) >> 5) << 2);
			store<u32>(place, load<u32>(place) ^ (1 << (bestBin & 31)));
		} else if (role != categorySet) setNumberBins(bestBin, bins, bestMissingLeft);
	}
	store<f64>(out, bestGain);
	store<f64>(out, bestG, 8);
	store<f64>(out, bestH, 16);
	store<i32>(out, bestFeature, 24);
	store<i32>(out, bestBin, 28);
	store<i32>(out, bestMissingLeft, 32);
}
