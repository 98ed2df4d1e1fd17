/** Where a project keeps what its device did, and with whom it speaks. */
export const edgeCollections = {
	/** The package that answers here, and how much fell out of the outbox. */
	device: 'device',
	/** Public keys whose packages this device takes. */
	trust: 'trust',
	/** Predictions with their inputs, word for word. */
	capture: 'capture',
	/** Everything this device predicted, folded into bins. */
	sketches: 'device-sketch',
	/** Batches with their place taken, not yet acknowledged. */
	sealed: 'sealed-batch',
	/** The last messages to a relay. */
	sent: 'sent-batch',
	/** The enrolment at a relay, the level and how far it has come. */
	sync: 'sync'
} as const;

/** The record of `device` that says which package answers. */
export const installedKey = 'installed';

interface Named {
	readonly collection: string;
	readonly key: string;
}

const privateCollections: readonly string[] = [
	edgeCollections.capture,
	edgeCollections.sketches,
	edgeCollections.sealed,
	edgeCollections.sent,
	edgeCollections.sync
];

/** Whether a record tells what happened on this device: it leaves by the sync level alone, never in a project file. */
export function isPrivate({ collection, key }: Named): boolean {
	return privateCollections.includes(collection) || (collection === edgeCollections.device && key !== installedKey);
}

/** Whether a record decides which model answers here: taken from a stranger, it would answer unasked. */
export function isInstallation({ collection }: Named): boolean {
	return collection === edgeCollections.device || collection === edgeCollections.trust;
}
