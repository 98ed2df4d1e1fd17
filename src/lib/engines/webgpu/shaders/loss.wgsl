// Weighted loss of each row, and the gradient of the batch's mean by its margins. Kinds: 0 squared error / 2, 1 logistic, 2 cross entropy.
struct Head {
	kind: u32,
	outputs: u32,
	width: u32,
}

@group(1) @binding(0) var<uniform> head: Head;
@group(1) @binding(1) var<storage, read> margins: array<f32>;
@group(1) @binding(2) var<storage, read> labels: array<f32>;
@group(1) @binding(3) var<storage, read> weights: array<f32>;
@group(1) @binding(4) var<storage, read_write> delta: array<f32>;
@group(1) @binding(5) var<storage, read_write> losses: array<f32>;

@compute @workgroup_size(64)
fn loss(@builtin(global_invocation_id) id: vec3u) {
	let r = id.x;
	if (r >= step.count) {
		return;
	}
	let row = tableRow(r);
	let label = labels[row];
	let weight = weights[row];
	let scale = weight / f32(step.count);
	let at = r * head.width;
	if (head.kind == 2u) {
		losses[step.start + r] = weight * crossEntropy(at, u32(label), scale);
		return;
	}
	let z = margins[at];
	if (head.kind == 0u) {
		let d = z - label;
		delta[at] = scale * d;
		losses[step.start + r] = 0.5 * weight * d * d;
		return;
	}
	let e = exp(-abs(z));
	let p = select(e / (1.0 + e), 1.0 / (1.0 + e), z >= 0.0);
	delta[at] = scale * (p - label);
	losses[step.start + r] = weight * (max(z, 0.0) - z * label + log1p(e));
}

// log(1 + e) for e in [0, 1]: where 1 + e has lost the digits of e, its series.
fn log1p(e: f32) -> f32 {
	return select(log(1.0 + e), e * (1.0 - 0.5 * e), e < 1e-3);
}

fn crossEntropy(at: u32, label: u32, scale: f32) -> f32 {
	var top = margins[at];
	for (var k = 1u; k < head.outputs; k++) {
		top = max(top, margins[at + k]);
	}
	var sum = 0.0;
	for (var k = 0u; k < head.outputs; k++) {
		sum += exp(margins[at + k] - top);
	}
	for (var k = 0u; k < head.outputs; k++) {
		let p = exp(margins[at + k] - top) / sum;
		delta[at + k] = scale * (p - select(0.0, 1.0, k == label));
	}
	return log(sum) - (margins[at + label] - top);
}
