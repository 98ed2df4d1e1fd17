/** The name with the suffix as often as it takes; DuckDB does not tell names apart by case. */
export function untakenName(name: string, taken: readonly string[], suffix: string): string {
	const used = new Set(taken.map((each) => each.toLowerCase()));
	let made = name;
	while (used.has(made.toLowerCase())) made += suffix;
	return made;
}
