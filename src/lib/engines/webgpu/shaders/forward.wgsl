// values = activate(below weights + bias): each invocation makes 8 rows x 8 columns. With norm the bias and the rest come later, as does dropout.
@group(1) @binding(1) var<storage, read> below: array<vec4f>;
@group(1) @binding(2) var<storage, read> parameters: array<vec4f>;
@group(1) @binding(3) var<storage, read_write> values: array<vec4f>;

fn finish(sum: vec4f, r: u32, column: u32) {
	values[r * layer.outputs + column] = select(sum, max(sum, vec4f()), layer.isHidden == 1u && layer.hasNorm == 0u);
}

fn biasOf(column: u32) -> vec4f {
	return select(vec4f(), parameters[layer.bias + column], layer.hasNorm == 0u);
}

@compute @workgroup_size(64)
fn forward(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
	let outputs = layer.outputs;
	let pairs = (outputs + 1u) / 2u;
	let at = (group.x + group.y * 65535u) * 64u + local;
	let column = 2u * (at % pairs);
	let r = 8u * (at / pairs);
	if (r >= step.count) {
		return;
	}
	let row0 = rowStart(r);
	let row1 = rowStart(r + 1u);
	let row2 = rowStart(r + 2u);
	let row3 = rowStart(r + 3u);
	let row4 = rowStart(r + 4u);
	let row5 = rowStart(r + 5u);
	let row6 = rowStart(r + 6u);
	let row7 = rowStart(r + 7u);
	var left0 = vec4f();
	var left1 = vec4f();
	var left2 = vec4f();
	var left3 = vec4f();
	var left4 = vec4f();
	var left5 = vec4f();
	var left6 = vec4f();
	var left7 = vec4f();
	var right0 = vec4f();
	var right1 = vec4f();
	var right2 = vec4f();
	var right3 = vec4f();
	var right4 = vec4f();
	var right5 = vec4f();
	var right6 = vec4f();
	var right7 = vec4f();
	var w = layer.weights + column;
	for (var k = 0u; k < layer.inputs; k++) {
		let v0 = parameters[w];
		let v1 = parameters[w + outputs];
		let v2 = parameters[w + 2u * outputs];
		let v3 = parameters[w + 3u * outputs];
		let w0 = parameters[w + 1u];
		let w1 = parameters[w + 1u + outputs];
		let w2 = parameters[w + 1u + 2u * outputs];
		let w3 = parameters[w + 1u + 3u * outputs];
		let x0 = below[row0 + k];
		let x1 = below[row1 + k];
		let x2 = below[row2 + k];
		let x3 = below[row3 + k];
		let x4 = below[row4 + k];
		let x5 = below[row5 + k];
		let x6 = below[row6 + k];
		let x7 = below[row7 + k];
		left0 += product(x0, v0, v1, v2, v3);
		left1 += product(x1, v0, v1, v2, v3);
		left2 += product(x2, v0, v1, v2, v3);
		left3 += product(x3, v0, v1, v2, v3);
		left4 += product(x4, v0, v1, v2, v3);
		left5 += product(x5, v0, v1, v2, v3);
		left6 += product(x6, v0, v1, v2, v3);
		left7 += product(x7, v0, v1, v2, v3);
		right0 += product(x0, w0, w1, w2, w3);
		right1 += product(x1, w0, w1, w2, w3);
		right2 += product(x2, w0, w1, w2, w3);
		right3 += product(x3, w0, w1, w2, w3);
		right4 += product(x4, w0, w1, w2, w3);
		right5 += product(x5, w0, w1, w2, w3);
		right6 += product(x6, w0, w1, w2, w3);
		right7 += product(x7, w0, w1, w2, w3);
		w += 4u * outputs;
	}
	let leftBias = biasOf(column);
	finish(left0 + leftBias, r, column);
	finish(left1 + leftBias, r + 1u, column);
	finish(left2 + leftBias, r + 2u, column);
	finish(left3 + leftBias, r + 3u, column);
	finish(left4 + leftBias, r + 4u, column);
	finish(left5 + leftBias, r + 5u, column);
	finish(left6 + leftBias, r + 6u, column);
	finish(left7 + leftBias, r + 7u, column);
	if (column + 1u == outputs) {
		return;
	}
	let rightBias = biasOf(column + 1u);
	finish(right0 + rightBias, r, column + 1u);
	finish(right1 + rightBias, r + 1u, column + 1u);
	finish(right2 + rightBias, r + 2u, column + 1u);
	finish(right3 + rightBias, r + 3u, column + 1u);
	finish(right4 + rightBias, r + 4u, column + 1u);
	finish(right5 + rightBias, r + 5u, column + 1u);
	finish(right6 + rightBias, r + 6u, column + 1u);
	finish(right7 + rightBias, r + 7u, column + 1u);
}
