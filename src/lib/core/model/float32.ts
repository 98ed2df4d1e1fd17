const float = new Float32Array(1);
const bits = new Int32Array(float.buffer);

/** The largest float32 below a float32: `x < t` is `x <= nextBelow(t)` for every float32 x. -Infinity and NaN have none: NaN. */
export function nextBelow(value: number): number {
	float[0] = value;
	const own = float[0];
	if (Number.isNaN(own) || own === -Infinity) return NaN;
	if (own === 0) return -1.401298464324817e-45;
	bits[0] = (bits[0] ?? 0) + (own > 0 ? -1 : 1);
	return float[0];
}
