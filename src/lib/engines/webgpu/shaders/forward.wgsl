// values = activate(below weights + bias): each invocation makes 4 rows x 4 columns. With norm the bias and the rest come later.
@group(1) @binding(1) var<storage, read> below: array<vec4f>;
@group(1) @binding(2) var<storage, read> parameters: array<vec4f>;
@group(1) @binding(3) var<storage, read_write> values: array<vec4f>;

fn rowStart(r: u32) -> u32 {
	if (layer.isGathered == 1u) {
		return tableRow(r) * layer.inputs;
	}
	return r * layer.inputs;
}

fn finish(z: vec4f, r: u32, column: u32) {
	var value = z;
	if (layer.hasNorm == 0u) {
		value += parameters[layer.bias + column];
		if (layer.isHidden == 1u) {
			value = activate(value, r, column);
		}
	}
	values[r * layer.outputs + column] = value;
}

@compute @workgroup_size(64)
fn forward(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
	let outputs = layer.outputs;
	let at = (group.x + group.y * 65535u) * 64u + local;
	let column = at % outputs;
	let r = 4u * (at / outputs);
	if (r >= step.count) {
		return;
	}
	let row0 = rowStart(r);
	let row1 = rowStart(r + 1u);
	let row2 = rowStart(r + 2u);
	let row3 = rowStart(r + 3u);
	var sum0 = vec4f();
	var sum1 = vec4f();
	var sum2 = vec4f();
	var sum3 = vec4f();
	var w = layer.weights + column;
	for (var k = 0u; k < layer.inputs; k++) {
		let w0 = parameters[w];
		let w1 = parameters[w + outputs];
		let w2 = parameters[w + 2u * outputs];
		let w3 = parameters[w + 3u * outputs];
		let x0 = below[row0 + k];
		let x1 = below[row1 + k];
		let x2 = below[row2 + k];
		let x3 = below[row3 + k];
		sum0 += x0.x * w0 + x0.y * w1 + x0.z * w2 + x0.w * w3;
		sum1 += x1.x * w0 + x1.y * w1 + x1.z * w2 + x1.w * w3;
		sum2 += x2.x * w0 + x2.y * w1 + x2.z * w2 + x2.w * w3;
		sum3 += x3.x * w0 + x3.y * w1 + x3.z * w2 + x3.w * w3;
		w += 4u * outputs;
	}
	finish(sum0, r, column);
	finish(sum1, r + 1u, column);
	finish(sum2, r + 2u, column);
	finish(sum3, r + 3u, column);
}
