// Batch norm of a layer: a workgroup takes 4 columns; sums over the rows run in a fixed tree.
const epsilon = 1e-5;

@group(1) @binding(1) var<storage, read> z: array<vec4f>;
@group(1) @binding(2) var<storage, read> parameters: array<vec4f>;
@group(1) @binding(3) var<storage, read_write> stats: array<vec4f>;
// the batch's means, then 1 / deviations
@group(1) @binding(4) var<storage, read_write> moments: array<vec4f>;
// forward: what the layer gives; backward: its gradient, which becomes the gradient of z
@group(1) @binding(5) var<storage, read_write> values: array<vec4f>;
@group(1) @binding(6) var<storage, read_write> gradients: array<vec4f>;

var<workgroup> parts: array<vec4f, 64>;

fn total(own: vec4f, local: u32) -> vec4f {
	parts[local] = own;
	for (var half = 32u; half > 0u; half /= 2u) {
		workgroupBarrier();
		if (local < half) {
			parts[local] += parts[local + half];
		}
	}
	workgroupBarrier();
	let sum = parts[0];
	workgroupBarrier();
	return sum;
}

@compute @workgroup_size(64)
fn normalise(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
	let column = group.x;
	let outputs = layer.outputs;
	let n = f32(step.count);
	var mean = stats[layer.stats + column];
	var variance = stats[layer.stats + outputs + column];
	if (step.isTraining == 1u) {
		var sum = vec4f();
		for (var r = local; r < step.count; r += 64u) {
			sum += z[r * outputs + column];
		}
		let own = total(sum, local) / n;
		var squares = vec4f();
		for (var r = local; r < step.count; r += 64u) {
			let d = z[r * outputs + column] - own;
			squares += d * d;
		}
		let spread = total(squares, local) / n;
		if (local == 0u) {
			stats[layer.stats + column] = mean + step.statsShare * (own - mean);
			stats[layer.stats + outputs + column] = variance + step.statsShare * (spread * step.unbiased - variance);
			moments[column] = own;
			moments[outputs + column] = 1.0 / sqrt(spread + epsilon);
		}
		mean = own;
		variance = spread;
	}
	let scale = parameters[layer.gain + column] / sqrt(variance + epsilon);
	let shift = parameters[layer.bias + column];
	for (var r = local; r < step.count; r += 64u) {
		values[r * outputs + column] = max((z[r * outputs + column] - mean) * scale + shift, vec4f());
	}
}

@compute @workgroup_size(64)
fn normaliseBack(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
	let column = group.x;
	let outputs = layer.outputs;
	let n = f32(step.count);
	let mean = moments[column];
	let inverse = moments[outputs + column];
	var sum = vec4f();
	var product = vec4f();
	for (var r = local; r < step.count; r += 64u) {
		let d = values[r * outputs + column];
		sum += d;
		product += d * (z[r * outputs + column] - mean) * inverse;
	}
	let bias = total(sum, local);
	let gain = total(product, local);
	if (local == 0u) {
		gradients[layer.bias + column] = bias;
		gradients[layer.gain + column] = gain;
	}
	let scale = parameters[layer.gain + column] * inverse;
	for (var r = local; r < step.count; r += 64u) {
		let at = r * outputs + column;
		values[at] = scale * (values[at] - bias / n - (z[at] - mean) * inverse * gain / n);
	}
}
