/** What a record says of a column. A column may be called `constructor` or `toString`, which every object has. */
export function entryOf<T>(record: Readonly<Record<string, T>>, column: string): T | undefined {
	return Object.hasOwn(record, column) ? record[column] : undefined;
}
