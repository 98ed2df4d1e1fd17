// The way back through a dense layer. The first `deltaTiles` invocations make the gradient of what came in (4 rows x 4 columns each), the
// others those of the weights (4 x 4 each) and, without norm, of the bias.
@group(1) @binding(1) var<storage, read> below: array<vec4f>;
@group(1) @binding(2) var<storage, read> parameters: array<vec4f>;
@group(1) @binding(3) var<storage, read> delta: array<vec4f>;
@group(1) @binding(4) var<storage, read_write> gradients: array<vec4f>;
@group(1) @binding(5) var<storage, read_write> deltaBelow: array<vec4f>;

fn finish(d: vec4f, r: u32, column: u32) {
	let at = r * layer.inputs + column;
	deltaBelow[at] = select(d, select(vec4f(), d * layer.belowScale, below[at] > vec4f()), layer.isBelowHidden == 1u);
}

fn deltaTile(tile: u32) {
	let column = tile % layer.inputs;
	let r = 4u * (tile / layer.inputs);
	if (r >= step.count) {
		return;
	}
	let outputs = layer.outputs;
	let w = layer.weights + 4u * column * outputs;
	let row = r * outputs;
	var sum0 = vec4f();
	var sum1 = vec4f();
	var sum2 = vec4f();
	var sum3 = vec4f();
	for (var k = 0u; k < outputs; k++) {
		let w0 = parameters[w + k];
		let w1 = parameters[w + outputs + k];
		let w2 = parameters[w + 2u * outputs + k];
		let w3 = parameters[w + 3u * outputs + k];
		let d0 = delta[row + k];
		let d1 = delta[row + outputs + k];
		let d2 = delta[row + 2u * outputs + k];
		let d3 = delta[row + 3u * outputs + k];
		sum0 += vec4f(dot(d0, w0), dot(d0, w1), dot(d0, w2), dot(d0, w3));
		sum1 += vec4f(dot(d1, w0), dot(d1, w1), dot(d1, w2), dot(d1, w3));
		sum2 += vec4f(dot(d2, w0), dot(d2, w1), dot(d2, w2), dot(d2, w3));
		sum3 += vec4f(dot(d3, w0), dot(d3, w1), dot(d3, w2), dot(d3, w3));
	}
	finish(sum0, r, column);
	finish(sum1, r + 1u, column);
	finish(sum2, r + 2u, column);
	finish(sum3, r + 3u, column);
}

fn weightTile(column: u32, k: u32) {
	let outputs = layer.outputs;
	var sum0 = vec4f();
	var sum1 = vec4f();
	var sum2 = vec4f();
	var sum3 = vec4f();
	for (var r = 0u; r < step.count; r++) {
		var row = r;
		if (layer.isGathered == 1u) {
			row = order[step.start + r];
		}
		let x = below[row * layer.inputs + k];
		let d = delta[r * outputs + column];
		sum0 += x.x * d;
		sum1 += x.y * d;
		sum2 += x.z * d;
		sum3 += x.w * d;
	}
	let w = layer.weights + 4u * k * outputs + column;
	gradients[w] = sum0;
	gradients[w + outputs] = sum1;
	gradients[w + 2u * outputs] = sum2;
	gradients[w + 3u * outputs] = sum3;
}

fn biasTile(column: u32) {
	var sum = vec4f();
	for (var r = 0u; r < step.count; r++) {
		sum += delta[r * layer.outputs + column];
	}
	gradients[layer.bias + column] = sum;
}

@compute @workgroup_size(64)
fn backward(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
	let at = (group.x + group.y * 65535u) * 64u + local;
	if (at < layer.deltaTiles) {
		deltaTile(at);
		return;
	}
	let tile = at - layer.deltaTiles;
	let column = tile % layer.outputs;
	let k = tile / layer.outputs;
	if (k < layer.inputs) {
		weightTile(column, k);
	} else if (k == layer.inputs && layer.hasNorm == 0u) {
		biasTile(column);
	}
}
