/** Binning: edges from a sorted sample, then the bin of every value. */

const digit = 11;
const digits = 1 << digit;

/** A key that sorts as its float32 does, -0 with 0. */
function keyOf(value: f32): u32 {
	const bits = reinterpret<u32>(value + 0);
	return bits & 0x80000000 ? ~bits : bits | 0x80000000;
}

function valueOf(key: u32): f32 {
	return reinterpret<f32>(key & 0x80000000 ? key & 0x7fffffff : ~key);
}

/** One pass of the radix sort by the digit at `shift`; `counts` holds 4 bytes a digit. */
function sortByDigit(source: usize, count: i32, target: usize, shift: u32, counts: usize): void {
	memory.fill(counts, 0, digits << 2);
	for (let i = 0; i < count; i++) {
		const place = counts + ((<usize>((load<u32>(source + ((<usize>i) << 2)) >> shift) & (digits - 1))) << 2);
		store<u32>(place, load<u32>(place) + 1);
	}
	let sum: u32 = 0;
	for (let d = 0; d < digits; d++) {
		const place = counts + ((<usize>d) << 2);
		const own = load<u32>(place);
		store<u32>(place, sum);
		sum += own;
	}
	for (let i = 0; i < count; i++) {
		const key = load<u32>(source + ((<usize>i) << 2));
		const place = counts + ((<usize>((key >> shift) & (digits - 1))) << 2);
		const at = load<u32>(place);
		store<u32>(place, at + 1);
		store<u32>(target + ((<usize>at) << 2), key);
	}
}

/**
 * Writes the edges of a column to `edges` and returns how many: what binEdges of core/train/bins.ts gives for every `step`-th of its values.
 * `scratch` holds 8 bytes for each of those and 8 KiB.
 */
export function findEdges(values: usize, rows: i32, step: i32, most: i32, scratch: usize, edges: usize): i32 {
	const counts = scratch;
	const keys = scratch + (digits << 2);
	let count = 0;
	for (let i = 0; i < rows; i += step) {
		const value = load<f32>(values + ((<usize>i) << 2));
		if (value != value) continue;
		store<u32>(keys + ((<usize>count) << 2), keyOf(value));
		count++;
	}
	if (count == 0) return 0;
	const other = keys + ((<usize>count) << 2);
	sortByDigit(keys, count, other, 0, counts);
	sortByDigit(other, count, keys, digit, counts);
	sortByDigit(keys, count, other, 2 * digit, counts);
	let distinct = 1;
	for (let i = 1; i < count; i++)
		distinct += i32(load<u32>(other + ((<usize>i) << 2)) != load<u32>(other + ((<usize>(i - 1)) << 2)));
	let found = 0;
	const share = <f64>count / <f64>most;
	let wanted = share;
	let below = load<u32>(other);
	for (let i = 1; i < count; i++) {
		const above = load<u32>(other + ((<usize>i) << 2));
		if (below != above && (distinct <= most || <f64>i >= wanted)) {
			store<f32>(edges + ((<usize>found) << 2), between(valueOf(below), valueOf(above)));
			found++;
			while (wanted <= <f64>i) wanted += share;
		}
		below = above;
	}
	return found;
}

function between(below: f32, above: f32): f32 {
	const middle = <f32>(<f64>below + (<f64>above - <f64>below) / 2);
	return middle >= below && middle < above ? middle : below;
}

/**
 * Bins of rows [begin, end): how many edges are below a value; missing (NaN) gets the bin after the last. `values` is column-major,
 * `rows` a column; the bins are row-major. `edges` holds 256 float32 a feature, of which `valueBins` - 1 count; the rest are infinite.
 */
export function binRows(
	begin: i32,
	end: i32,
	rows: i32,
	features: i32,
	values: usize,
	edges: usize,
	valueBins: usize,
	bins: usize
): void {
	const block = 1024;
	for (let from = begin; from < end; from += block) {
		const to = min(from + block, end);
		for (let f = 0; f < features; f++) {
			const column = values + ((<usize>f * rows) << 2);
			const own = edges + ((<usize>f) << 10);
			const missing = load<i32>(valueBins + ((<usize>f) << 2));
			let half: usize = 1;
			while (<i32>half < missing) half <<= 1;
			half <<= 1;
			for (let i = from; i < to; i++) {
				const x = load<f32>(column + ((<usize>i) << 2));
				let at = own;
				for (let step = half; step >= 4; step >>= 1) at += load<f32>(at + step - 4) < x ? step : 0;
				store<u8>(bins + <usize>i * features + f, x == x ? <u8>((at - own) >> 2) : <u8>missing);
			}
		}
	}
}
