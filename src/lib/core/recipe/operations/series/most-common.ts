/** SQL of the most frequent value, missing ones aside; of those as frequent the smallest. `over` is a window, if it is of one. */
export function mostCommonSql(x: string, over = ''): string {
	return `list_aggregate(list_sort(list(${x}) FILTER (${x} IS NOT NULL) ${over}), 'mode')`;
}
