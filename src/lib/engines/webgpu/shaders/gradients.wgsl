// Gradients of a dense layer, summed up over each part of the rows apart: of the weights (an invocation makes 8 x 8) and, without norm, of
// the bias.
@group(1) @binding(1) var<storage, read> below: array<vec4f>;
@group(1) @binding(2) var<storage, read> delta: array<vec4f>;
@group(1) @binding(3) var<storage, read_write> gradients: array<vec4f>;

// None of the rows from `end` on.
fn deltaOf(r: u32, end: u32, column: u32) -> vec4f {
	return select(vec4f(), delta[r * layer.outputs + column], r < end);
}

fn keep(at: u32, sum0: vec4f, sum1: vec4f, sum2: vec4f, sum3: vec4f) {
	let outputs = layer.outputs;
	gradients[at] = sum0;
	gradients[at + outputs] = sum1;
	gradients[at + 2u * outputs] = sum2;
	gradients[at + 3u * outputs] = sum3;
}

fn weightTile(start: u32, end: u32, at: u32, k: u32, column: u32) {
	let outputs = layer.outputs;
	var upperLeft0 = vec4f();
	var upperLeft1 = vec4f();
	var upperLeft2 = vec4f();
	var upperLeft3 = vec4f();
	var upperRight0 = vec4f();
	var upperRight1 = vec4f();
	var upperRight2 = vec4f();
	var upperRight3 = vec4f();
	var lowerLeft0 = vec4f();
	var lowerLeft1 = vec4f();
	var lowerLeft2 = vec4f();
	var lowerLeft3 = vec4f();
	var lowerRight0 = vec4f();
	var lowerRight1 = vec4f();
	var lowerRight2 = vec4f();
	var lowerRight3 = vec4f();
	for (var r = start; r < end; r += 4u) {
		let row0 = rowStart(r) + k;
		let row1 = rowStart(r + 1u) + k;
		let row2 = rowStart(r + 2u) + k;
		let row3 = rowStart(r + 3u) + k;
		let x0 = below[row0];
		let x1 = below[row1];
		let x2 = below[row2];
		let x3 = below[row3];
		let y0 = below[row0 + 1u];
		let y1 = below[row1 + 1u];
		let y2 = below[row2 + 1u];
		let y3 = below[row3 + 1u];
		let d0 = deltaOf(r, end, column);
		let d1 = deltaOf(r + 1u, end, column);
		let d2 = deltaOf(r + 2u, end, column);
		let d3 = deltaOf(r + 3u, end, column);
		let e0 = deltaOf(r, end, column + 1u);
		let e1 = deltaOf(r + 1u, end, column + 1u);
		let e2 = deltaOf(r + 2u, end, column + 1u);
		let e3 = deltaOf(r + 3u, end, column + 1u);
		upperLeft0 += product(vec4f(x0.x, x1.x, x2.x, x3.x), d0, d1, d2, d3);
		upperLeft1 += product(vec4f(x0.y, x1.y, x2.y, x3.y), d0, d1, d2, d3);
		upperLeft2 += product(vec4f(x0.z, x1.z, x2.z, x3.z), d0, d1, d2, d3);
		upperLeft3 += product(vec4f(x0.w, x1.w, x2.w, x3.w), d0, d1, d2, d3);
		upperRight0 += product(vec4f(x0.x, x1.x, x2.x, x3.x), e0, e1, e2, e3);
		upperRight1 += product(vec4f(x0.y, x1.y, x2.y, x3.y), e0, e1, e2, e3);
		upperRight2 += product(vec4f(x0.z, x1.z, x2.z, x3.z), e0, e1, e2, e3);
		upperRight3 += product(vec4f(x0.w, x1.w, x2.w, x3.w), e0, e1, e2, e3);
		lowerLeft0 += product(vec4f(y0.x, y1.x, y2.x, y3.x), d0, d1, d2, d3);
		lowerLeft1 += product(vec4f(y0.y, y1.y, y2.y, y3.y), d0, d1, d2, d3);
		lowerLeft2 += product(vec4f(y0.z, y1.z, y2.z, y3.z), d0, d1, d2, d3);
		lowerLeft3 += product(vec4f(y0.w, y1.w, y2.w, y3.w), d0, d1, d2, d3);
		lowerRight0 += product(vec4f(y0.x, y1.x, y2.x, y3.x), e0, e1, e2, e3);
		lowerRight1 += product(vec4f(y0.y, y1.y, y2.y, y3.y), e0, e1, e2, e3);
		lowerRight2 += product(vec4f(y0.z, y1.z, y2.z, y3.z), e0, e1, e2, e3);
		lowerRight3 += product(vec4f(y0.w, y1.w, y2.w, y3.w), e0, e1, e2, e3);
	}
	let upper = at + layer.weights + 4u * k * outputs + column;
	let lower = upper + 4u * outputs;
	let isRight = column + 1u < outputs;
	keep(upper, upperLeft0, upperLeft1, upperLeft2, upperLeft3);
	if (isRight) {
		keep(upper + 1u, upperRight0, upperRight1, upperRight2, upperRight3);
	}
	if (k + 1u == layer.inputs) {
		return;
	}
	keep(lower, lowerLeft0, lowerLeft1, lowerLeft2, lowerLeft3);
	if (isRight) {
		keep(lower + 1u, lowerRight0, lowerRight1, lowerRight2, lowerRight3);
	}
}

fn biasTile(start: u32, end: u32, at: u32, column: u32) {
	var sum = vec4f();
	for (var r = start; r < end; r++) {
		sum += delta[r * layer.outputs + column];
	}
	gradients[at + layer.bias + column] = sum;
}

@compute @workgroup_size(64)
fn layerGradients(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
	let at = (group.x + group.y * 65535u) * 64u + local;
	let columns = (layer.outputs + 1u) / 2u;
	let weightTiles = columns * ((layer.inputs + 1u) / 2u);
	let tiles = weightTiles + layer.outputs;
	let part = at / tiles;
	if (part >= layer.parts) {
		return;
	}
	let start = part * layer.partRows;
	let end = min(start + layer.partRows, step.count);
	let own = part * layer.partSize;
	let tile = at % tiles;
	if (tile < weightTiles) {
		weightTile(start, end, own, 2u * (tile / columns), 2u * (tile % columns));
	} else if (layer.hasNorm == 0u) {
		biasTile(start, end, own, tile - weightTiles);
	}
}
