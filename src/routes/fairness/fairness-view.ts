export const fairnessViews = ['bias', 'mend', 'explain', 'what-if', 'errors'] as const;
export type FairnessView = (typeof fairnessViews)[number];

/** What of the stage the address asks for. */
export function fairnessViewOf(url: URL): FairnessView {
	const asked = url.searchParams.get('view');
	return fairnessViews.find((view) => view === asked) ?? 'bias';
}
