/** Pixels that names beside an axis take. */
export function labelRoom(names: readonly string[]): number {
	const widths = names.map((name) => [...clip(name)].reduce((sum, letter) => sum + (letter > '\u2e80' ? 12 : 6.4), 0));
	return Math.min(200, 20 + Math.max(30, ...widths));
}

export function clip(name: string): string {
	const letters = [...name];
	return letters.length > 28 ? `${letters.slice(0, 27).join('')}…` : name;
}

/** What a chart handed back, if it is one of these. */
export function asOne<T>(list: readonly T[], datum: unknown): T | undefined {
	return list.find((each) => each === datum);
}
