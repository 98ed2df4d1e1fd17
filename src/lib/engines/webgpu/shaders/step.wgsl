// What every kernel of a step is told. Matrices are row-major, in vec4s: rows are padded to multiples of 4 numbers with zeros.
struct Step {
	start: u32,
	count: u32,
	isTraining: u32,
	statsShare: f32,
	rate: f32,
	l2: f32,
	decay: f32,
	momentum: f32,
	correction1: f32,
	correction2: f32,
	unbiased: f32,
	unused: f32,
	dropoutKeys: array<vec4u, 2>,
}

@group(0) @binding(0) var<uniform> step: Step;
@group(0) @binding(1) var<storage, read> order: array<u32>;

// The row of the table that is row `r` of the batch.
fn tableRow(r: u32) -> u32 {
	let at = step.start + r;
	return select(at, order[at], step.isTraining == 1u);
}
