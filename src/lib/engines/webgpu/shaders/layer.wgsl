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
	deltaTiles: u32,
}

@group(1) @binding(0) var<uniform> layer: Layer;

fn hash32(x: u32) -> u32 {
	var h = (x ^ (x >> 16u)) * 0x7feb352du;
	h = (h ^ (h >> 15u)) * 0x846ca68bu;
	return h ^ (h >> 16u);
}

// relu, then dropout in training: hidden units of row `r` from 4 `column` on.
fn activate(z: vec4f, r: u32, column: u32) -> vec4f {
	let value = max(z, vec4f());
	if (layer.dropoutThreshold == 0u || step.isTraining == 0u) {
		return value;
	}
	let key = step.dropoutKeys[layer.depth / 4u][layer.depth % 4u];
	let at = r * layer.units + 4u * column;
	let hash = vec4u(
		hash32(key + 0x9e3779b9u * at),
		hash32(key + 0x9e3779b9u * (at + 1u)),
		hash32(key + 0x9e3779b9u * (at + 2u)),
		hash32(key + 0x9e3779b9u * (at + 3u))
	);
	return select(value * layer.dropoutScale, vec4f(), hash < vec4u(layer.dropoutThreshold));
}
