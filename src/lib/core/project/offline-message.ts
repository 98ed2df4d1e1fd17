import * as v from 'valibot';

/** What the page and the service worker say to each other. */
export const OfflineMessageSchema = v.variant('type', [
	/** page -> worker: store the engines; take over now. */
	v.object({ type: v.literal('store-engines') }),
	v.object({ type: v.literal('skip-waiting') }),
	/** worker -> page: so many of the engines' files are stored. */
	v.object({ type: v.literal('engines'), done: v.number(), total: v.number() })
]);
export type OfflineMessage = v.InferOutput<typeof OfflineMessageSchema>;

export const EnginesFileSchema = v.object({
	schemaVersion: v.literal(1),
	files: v.array(v.object({ url: v.string(), sizeBytes: v.number() }))
});
