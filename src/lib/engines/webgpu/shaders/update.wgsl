// One step of the optimiser over all parameters; the formulas stand in core/train/net-update.ts.
struct Update {
	// vec4s of parameters; those before `decayed` are weights
	count: u32,
	decayed: u32,
	isSgd: u32,
	clip: f32,
	// of the rows, each with gradients of its own
	parts: u32,
}

@group(1) @binding(0) var<uniform> rule: Update;
@group(1) @binding(1) var<storage, read> gradients: array<vec4f>;
// sums of squared gradients, where they are clipped
@group(1) @binding(2) var<storage, read> squares: array<f32, 64>;
@group(1) @binding(3) var<storage, read_write> parameters: array<vec4f>;
@group(1) @binding(4) var<storage, read_write> first: array<vec4f>;
@group(1) @binding(5) var<storage, read_write> second: array<vec4f>;

fn clipScale() -> f32 {
	if (rule.clip == 0.0) {
		return 1.0;
	}
	var sum = 0.0;
	for (var at = 0u; at < 64u; at++) {
		sum += squares[at];
	}
	return min(1.0, rule.clip / (sqrt(sum) + 1e-6));
}

@compute @workgroup_size(64)
fn update(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
	let at = (group.x + group.y * 65535u) * 64u + local;
	if (at >= rule.count) {
		return;
	}
	let isDecayed = at < rule.decayed;
	var sum = gradients[at];
	for (var part = 1u; part < rule.parts; part++) {
		sum += gradients[at + part * rule.count];
	}
	let w = parameters[at];
	let g = clipScale() * sum + select(0.0, step.l2, isDecayed) * w;
	if (rule.isSgd == 1u) {
		let moment = step.momentum * first[at] + g;
		first[at] = moment;
		parameters[at] = w - step.rate * moment;
		return;
	}
	let m = 0.9 * first[at] + 0.1 * g;
	let s = 0.999 * second[at] + 0.001 * g * g;
	first[at] = m;
	second[at] = s;
	let change = step.correction1 * m / (sqrt(step.correction2 * s) + 1e-8);
	parameters[at] = w - step.rate * (select(0.0, step.decay, isDecayed) * w + change);
}
