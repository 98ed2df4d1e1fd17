/** A weighted mean, and what each row adds to its error. */
export function meanOf(values: Float64Array, weights: Float64Array): { value: number; influence: Float64Array } {
	let [sum, weight] = [0, 0];
	for (let row = 0; row < values.length; row++) {
		sum += (weights[row] ?? 0) * (values[row] ?? 0);
		weight += weights[row] ?? 0;
	}
	const value = sum / weight;
	return { value, influence: values.map((each, row) => ((weights[row] ?? 0) * (each - value)) / weight) };
}
