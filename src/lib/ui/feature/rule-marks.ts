import { compareRecords, recordAt, type FeatureRecord } from '$lib/core/feature/record';

/** What becomes of a record: taken, or taken and says that the entity is gone; else why not. */
export type Fate = 'taken' | 'gone' | 'past' | 'expired' | 'later' | 'late';

export interface Mark {
	readonly event: number;
	readonly fate: Fate;
	/** Where it stands on the line, 0 to 100. */
	readonly place: number;
}

export interface Rule {
	readonly ttlMs: number | null;
	readonly asKnown: boolean;
}

/** Where the row itself stands. */
export const rowPlace = 72;
const margin = 4;

/**
 * The records nearest to a row's time, the one that is taken among them, spaced evenly before and after it; and where the window of
 * the TTL begins.
 */
export function markRecords(
	at: number,
	records: readonly FeatureRecord[],
	{ ttlMs, asKnown }: Rule,
	most: { readonly before: number; readonly after: number }
): { readonly marks: readonly Mark[]; readonly from: number } {
	const taken = recordAt(records, at, { ttl: ttlMs, asKnown });
	const ordered = records
		.flatMap((record, index) => (record.event === null ? [] : [{ record, event: record.event, index }]))
		.sort((a, b) => compareRecords(a.record, b.record) || a.index - b.index)
		.map(({ record, event, index }) => {
			const winner: Fate = record.deleted ? 'gone' : 'taken';
			return { event, fate: index === taken ? winner : lost(record, event, at, { ttlMs, asKnown }) };
		});
	const before = ordered.filter(({ event }) => event <= at);
	const won = before.find(({ fate }) => fate === 'taken' || fate === 'gone');
	const near = before.slice(-most.before);
	const shown = won && !near.includes(won) ? [won, ...near.slice(1)] : near;
	const step = (rowPlace - margin) / most.before;
	const rest = (100 - rowPlace - margin) / most.after;
	const past = shown.map((mark, i) => ({ ...mark, place: rowPlace - step * (shown.length - i - 0.4) }));
	const future = ordered.filter(({ event }) => event > at).slice(0, most.after);
	const valid = past.find(({ fate }) => fate !== 'expired');
	return {
		marks: [...past, ...future.map((mark, i) => ({ ...mark, place: rowPlace + rest * (i + 0.6) }))],
		from: valid ? Math.max(0, valid.place - step * 0.4) : rowPlace - step * 0.3
	};
}

function lost(record: FeatureRecord, event: number, at: number, { ttlMs, asKnown }: Rule): Fate {
	if (event > at) return 'later';
	if (ttlMs !== null && at - event > ttlMs) return 'expired';
	return asKnown && (record.write === null || record.write > at) ? 'late' : 'past';
}
