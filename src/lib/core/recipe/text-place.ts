/** SQL of a place found, SQL to SQL, in the characters `first` to `last` of a text, counted from the text's first; 0 where it is not there. */
export function placeWithin(
	x: string,
	{ first, last }: { readonly first: number; readonly last?: number | undefined },
	find: (part: string) => string
): string {
	if (first === 1 && last === undefined) return find(x);
	const part = `substr(${x}, ${first}${last === undefined ? '' : `, ${Math.max(last - first + 1, 0)}`})`;
	const place = find(part);
	return `CASE WHEN ${place} > 0 THEN ${place} + ${first - 1} ELSE ${place} END`;
}
