// A dense layer: sizes and places are in vec4s, but for `units`, the outputs without padding.
struct Layer {
	inputs: u32,
	outputs: u32,
	units: u32,
	depth: u32,
	weights: u32,
	bias: u32,
	gain: u32,
	stats: u32,
	isGathered: u32,
	isHidden: u32,
	hasNorm: u32,
	dropoutThreshold: u32,
	dropoutScale: f32,
	// of the layer below, for the way back
	belowScale: f32,
	isBelowHidden: u32,
	// gradients are summed up over so many rows each, and lie so far apart
	parts: u32,
	partRows: u32,
	partSize: u32,
}

@group(1) @binding(0) var<uniform> layer: Layer;

// Where row `r` of the batch begins in what enters the layer.
fn rowStart(r: u32) -> u32 {
	return layer.inputs * select(r, tableRow(r), layer.isGathered == 1u);
}

// A row of x times 4 rows of w.
fn product(x: vec4f, w0: vec4f, w1: vec4f, w2: vec4f, w3: vec4f) -> vec4f {
	return x.x * w0 + x.y * w1 + x.z * w2 + x.w * w3;
}
