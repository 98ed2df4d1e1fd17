export const dataViews = ['table', 'insights', 'analyses'] as const;
export type DataView = (typeof dataViews)[number];

/** What of the table the address asks for. */
export function dataViewOf(url: URL): DataView {
	const asked = url.searchParams.get('view');
	return dataViews.find((view) => view === asked) ?? 'table';
}
