// Dropout in training: each invocation takes 4 hidden units of a row.
@group(1) @binding(1) var<storage, read_write> values: array<vec4f>;

fn hash32(x: u32) -> u32 {
	var h = (x ^ (x >> 16u)) * 0x7feb352du;
	h = (h ^ (h >> 15u)) * 0x846ca68bu;
	return h ^ (h >> 16u);
}

@compute @workgroup_size(64)
fn dropout(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
	let at = (group.x + group.y * 65535u) * 64u + local;
	let r = at / layer.outputs;
	if (r >= step.count || step.isTraining == 0u) {
		return;
	}
	let key = step.dropoutKeys[layer.depth / 4u][layer.depth % 4u];
	let unit = r * layer.units + 4u * (at % layer.outputs);
	let hash = vec4u(
		hash32(key + 0x9e3779b9u * unit),
		hash32(key + 0x9e3779b9u * (unit + 1u)),
		hash32(key + 0x9e3779b9u * (unit + 2u)),
		hash32(key + 0x9e3779b9u * (unit + 3u))
	);
	values[at] = select(values[at] * layer.dropoutScale, vec4f(), hash < vec4u(layer.dropoutThreshold));
}
