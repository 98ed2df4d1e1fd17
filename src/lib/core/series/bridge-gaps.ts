/** Values without gaps: on the line between the values beside a gap, and level before the first and after the last. All NaN stays so. */
export function bridgeGaps(values: Float64Array): Float64Array {
	const bridged = values.slice();
	let last = -1;
	for (let i = 0; i < values.length; i++) {
		const value = values[i] ?? NaN;
		if (Number.isNaN(value)) continue;
		const before = last === -1 ? value : (values[last] ?? NaN);
		for (let k = last + 1; k < i; k++)
			bridged[k] = last === -1 ? value : before + ((value - before) * (k - last)) / (i - last);
		last = i;
	}
	if (last !== -1) bridged.fill(values[last] ?? NaN, last);
	return bridged;
}
