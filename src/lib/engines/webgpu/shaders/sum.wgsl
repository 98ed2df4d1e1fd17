// Sums of values, or of their squares, by at most 64 workgroups: `sums` has one each. The order is fixed.
struct Summed {
	// vec4s of a part; each value is the sum of its place in all parts
	count: u32,
	parts: u32,
}

override isSquared = false;

@group(1) @binding(0) var<uniform> summed: Summed;
@group(1) @binding(1) var<storage, read> values: array<vec4f>;
@group(1) @binding(2) var<storage, read_write> sums: array<f32, 64>;

var<workgroup> parts: array<f32, 64>;

@compute @workgroup_size(64)
fn sum(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
	var own = 0.0;
	for (var at = group.x * 64u + local; at < summed.count; at += 4096u) {
		var value = values[at];
		for (var part = 1u; part < summed.parts; part++) {
			value += values[at + part * summed.count];
		}
		own += dot(value, select(vec4f(1.0), value, isSquared));
	}
	parts[local] = own;
	for (var half = 32u; half > 0u; half /= 2u) {
		workgroupBarrier();
		if (local < half) {
			parts[local] += parts[local + half];
		}
	}
	if (local == 0u) {
		sums[group.x] = parts[0];
	}
}
