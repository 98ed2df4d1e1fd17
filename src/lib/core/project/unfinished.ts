/** Where work stands that has not ended: it stays on this device, and never leaves in a project file. */
export const unfinishedCollections = {
	run: 'interrupted-run',
	search: 'interrupted-search'
} as const;

export function isUnfinished({ collection }: { readonly collection: string }): boolean {
	return Object.values(unfinishedCollections).some((name) => name === collection);
}
