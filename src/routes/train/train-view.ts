export const trainViews = ['learn', 'measure', 'profile', 'search', 'groups', 'forecast'] as const;
export type TrainView = (typeof trainViews)[number];

/** What of the stage the address asks for. */
export function trainViewOf(url: URL): TrainView {
	const asked = url.searchParams.get('view');
	return trainViews.find((view) => view === asked) ?? 'learn';
}
