/** When a record happened and when it was written down, on one scale (milliseconds), and whether it says that its entity is gone. */
export interface FeatureRecord {
	readonly event: number | null;
	readonly write: number | null;
	readonly deleted: boolean;
}

/** Which of two records of a key is the newer one: by event time, then by write time, a missing one being the oldest. */
export function compareRecords(a: FeatureRecord, b: FeatureRecord): number {
	return order(a.event, b.event) || order(a.write, b.write);
}

function order(a: number | null, b: number | null): number {
	if (a === b) return 0;
	if (a === null) return -1;
	if (b === null) return 1;
	return a - b;
}

/**
 * The plain meaning of point in time, by definition: which of a key's records, in the order of their file, a training row at the time
 * `at` sees; -1 for none. The record may be one that says its entity is gone. `ttl` is in the unit of the times, its end included.
 */
export function recordAt(
	records: readonly FeatureRecord[],
	at: number | null,
	{ ttl, asKnown }: { readonly ttl: number | null; readonly asKnown: boolean }
): number {
	if (at === null) return -1;
	let best = -1;
	records.forEach((record, place) => {
		if (record.event === null || record.event > at) return;
		if (ttl !== null && at - record.event > ttl) return;
		if (asKnown && (record.write === null || record.write > at)) return;
		const rival = records[best];
		if (!rival || compareRecords(record, rival) >= 0) best = place;
	});
	return best;
}
