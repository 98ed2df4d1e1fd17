// The gradient of what came into a dense layer: each invocation makes 8 rows x 8 columns.
@group(1) @binding(1) var<storage, read> below: array<vec4f>;
@group(1) @binding(2) var<storage, read> parameters: array<vec4f>;
@group(1) @binding(3) var<storage, read> delta: array<vec4f>;
@group(1) @binding(4) var<storage, read_write> deltaBelow: array<vec4f>;

fn finish(d: vec4f, r: u32, column: u32) {
	let at = r * layer.inputs + column;
	deltaBelow[at] = select(d, select(vec4f(), d * layer.belowScale, below[at] > vec4f()), layer.isBelowHidden == 1u);
}

fn across(d: vec4f, w0: vec4f, w1: vec4f, w2: vec4f, w3: vec4f) -> vec4f {
	return vec4f(dot(d, w0), dot(d, w1), dot(d, w2), dot(d, w3));
}

@compute @workgroup_size(64)
fn backward(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
	let at = (group.x + group.y * 65535u) * 64u + local;
	let pairs = (layer.inputs + 1u) / 2u;
	let column = 2u * (at % pairs);
	let r = 8u * (at / pairs);
	if (r >= step.count) {
		return;
	}
	let outputs = layer.outputs;
	let left = layer.weights + 4u * column * outputs;
	let right = left + 4u * outputs;
	let row = r * outputs;
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
	for (var k = 0u; k < outputs; k++) {
		let v0 = parameters[left + k];
		let v1 = parameters[left + outputs + k];
		let v2 = parameters[left + 2u * outputs + k];
		let v3 = parameters[left + 3u * outputs + k];
		let w0 = parameters[right + k];
		let w1 = parameters[right + outputs + k];
		let w2 = parameters[right + 2u * outputs + k];
		let w3 = parameters[right + 3u * outputs + k];
		let d0 = delta[row + k];
		let d1 = delta[row + outputs + k];
		let d2 = delta[row + 2u * outputs + k];
		let d3 = delta[row + 3u * outputs + k];
		let d4 = delta[row + 4u * outputs + k];
		let d5 = delta[row + 5u * outputs + k];
		let d6 = delta[row + 6u * outputs + k];
		let d7 = delta[row + 7u * outputs + k];
		left0 += across(d0, v0, v1, v2, v3);
		left1 += across(d1, v0, v1, v2, v3);
		left2 += across(d2, v0, v1, v2, v3);
		left3 += across(d3, v0, v1, v2, v3);
		left4 += across(d4, v0, v1, v2, v3);
		left5 += across(d5, v0, v1, v2, v3);
		left6 += across(d6, v0, v1, v2, v3);
		left7 += across(d7, v0, v1, v2, v3);
		right0 += across(d0, w0, w1, w2, w3);
		right1 += across(d1, w0, w1, w2, w3);
		right2 += across(d2, w0, w1, w2, w3);
		right3 += across(d3, w0, w1, w2, w3);
		right4 += across(d4, w0, w1, w2, w3);
		right5 += across(d5, w0, w1, w2, w3);
		right6 += across(d6, w0, w1, w2, w3);
		right7 += across(d7, w0, w1, w2, w3);
	}
	finish(left0, r, column);
	finish(left1, r + 1u, column);
	finish(left2, r + 2u, column);
	finish(left3, r + 3u, column);
	finish(left4, r + 4u, column);
	finish(left5, r + 5u, column);
	finish(left6, r + 6u, column);
	finish(left7, r + 7u, column);
	if (column + 1u == layer.inputs) {
		return;
	}
	finish(right0, r, column + 1u);
	finish(right1, r + 1u, column + 1u);
	finish(right2, r + 2u, column + 1u);
	finish(right3, r + 3u, column + 1u);
	finish(right4, r + 4u, column + 1u);
	finish(right5, r + 5u, column + 1u);
	finish(right6, r + 6u, column + 1u);
	finish(right7, r + 7u, column + 1u);
}
