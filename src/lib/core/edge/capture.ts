import * as v from 'valibot';

const CellSchema = v.nullable(v.union([v.number(), v.string()]));

/** One prediction made on this device, kept until it was sent or fell out of the outbox. */
export const CaptureSchema = v.object({
	schemaVersion: v.literal(1),
	/** Sorts by time. */
	id: v.string(),
	at: v.number(),
	/** Hash of the package that answered. */
	package: v.string(),
	inputs: v.record(v.string(), CellSchema),
	prediction: v.union([v.number(), v.string()]),
	/** Of the predicted class; null for a regression. */
	probability: v.nullable(v.number())
});
export type Capture = v.InferOutput<typeof CaptureSchema>;

/** The outbox never holds more than this; the oldest fall out first and are counted. */
export const maxCaptures = 10_000;

export const OutboxSchema = v.object({
	schemaVersion: v.literal(1),
	/** Captures that fell out unsent. */
	dropped: v.number()
});
export type Outbox = v.InferOutput<typeof OutboxSchema>;

/** An id that sorts by time and then by its place in the call. */
export function captureId(at: number, place: number, random: string): string {
	return `${String(at).padStart(15, '0')}-${String(place).padStart(6, '0')}-${random}`;
}
