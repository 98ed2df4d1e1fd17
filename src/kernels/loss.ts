/**
 * Loss of margins [rows x width] and its gradient. kind 0: squared error / 2, 1: logistic, both over the first column; 2: cross entropy of the
 * first `classes` columns. Gradients are weight x d loss / d margin x `scale`, zero in the padding. Returns the sum of weighted losses. Where
 * rules look on, `facts` is not 0: it takes two doubles, the sum of the sizes of the margins and how many of them lie where the slope of the
 * sigmoid or softmax is below 1e-7.
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
	gradient: usize,
	facts: usize
): f64 {
	if (facts) memory.fill(facts, 0, 16);
	const bytes = (<usize>width) << 2;
	let total: f64 = 0;
	memory.fill(gradient, 0, <usize>rows * bytes);
	for (let i = 0; i < rows; i++) {
		const y = load<f32>(label + ((<usize>i) << 2));
		const w = load<f32>(weight + ((<usize>i) << 2));
		if (kind == 2) total += <f64>w * softmaxRow(margins, classes, <i32>y, w * scale, gradient, facts);
		else {
			const z = load<f32>(margins);
			if (kind == 0) {
				if (facts) note(facts, z, 0.5);
				const d = z - y;
				store<f32>(gradient, w * scale * d);
				total += 0.5 * <f64>w * <f64>d * <f64>d;
			} else {
				const e = Math.exp(-Math.abs(<f64>z));
				const p = z >= 0 ? 1 / (1 + e) : e / (1 + e);
				if (facts) note(facts, z, p);
				store<f32>(gradient, w * scale * <f32>(p - <f64>y));
				total += <f64>w * (Math.max(<f64>z, 0) - <f64>z * <f64>y + Math.log1p(e));
			}
		}
		margins += bytes;
		gradient += bytes;
	}
	return total;
}

function softmaxRow(margins: usize, classes: i32, label: i32, scale: f32, gradient: usize, facts: usize): f64 {
	let top = -Infinity;
	for (let k = 0; k < classes; k++) top = Math.max(top, <f64>load<f32>(margins + ((<usize>k) << 2)));
	let sum: f64 = 0;
	for (let k = 0; k < classes; k++) sum += Math.exp(<f64>load<f32>(margins + ((<usize>k) << 2)) - top);
	for (let k = 0; k < classes; k++) {
		const at = (<usize>k) << 2;
		const p = Math.exp(<f64>load<f32>(margins + at) - top) / sum;
		if (facts) note(facts, load<f32>(margins + at), p);
		store<f32>(gradient + at, scale * <f32>(p - (k == label ? 1 : 0)));
	}
	return Math.log(sum) - (<f64>load<f32>(margins + ((<usize>label) << 2)) - top);
}

/** Adds a margin, and what became of it, to the facts. */
function note(facts: usize, margin: f32, p: f64): void {
	store<f64>(facts, load<f64>(facts) + <f64>Math.abs(margin));
	if (p * (1 - p) < 1e-7) store<f64>(facts, load<f64>(facts, 8) + 1, 8);
}
