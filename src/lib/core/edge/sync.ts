import * as v from 'valibot';
import { presentCount, SketchSchema } from '../monitor/sketch';

/**
 * What leaves a device, by the level the person chose. `nothing` sends no batch at all. `sketches` sends counts per bin of every
 * input column and of the prediction, with mean, spread, least and largest, never a row. `predictions` sends the sketches and,
 * for each prediction, its time, its answer and its probability; inputs only in the sketches. A sketch of few rows gives single
 * ones away, so a device tells of `batchLimits.fewest` predictions or more at a time; its least and largest stay single cells.
 */
export const syncLevels = ['nothing', 'sketches', 'predictions'] as const;
export const SyncLevelSchema = v.picklist(syncLevels);
export type SyncLevel = v.InferOutput<typeof SyncLevelSchema>;

/**
 * Longest names and largest lists a relay reads; a batch over them is refused, so a device seals smaller ones. With fewer than
 * `fewest` predictions it seals none.
 */
export const batchLimits = { fewest: 10, predictions: 5000, columns: 2000, nameLength: 500 } as const;

const name = v.pipe(v.string(), v.minLength(1), v.maxLength(batchLimits.nameLength));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const time = v.pipe(v.number(), v.safeInteger());

export const SentPredictionSchema = v.strictObject({
	at: time,
	prediction: v.union([v.number(), v.string()]),
	/** Of the predicted class; null for a regression. */
	probability: v.nullable(v.number())
});

/** One message to a relay. (epoch, sequence) names it; sent again it is the same bytes. */
export const BatchSchema = v.pipe(
	v.strictObject({
		schemaVersion: v.literal(1),
		level: v.picklist(['sketches', 'predictions']),
		/** Counts enrolments of this device; a new key starts a new one. */
		epoch: v.pipe(count, v.minValue(1)),
		/** 1, 2, 3 ... within the epoch. */
		sequence: v.pipe(count, v.minValue(1)),
		/** The model that answered: hash of the package, its name and version. */
		package: v.strictObject({ id: name, name, version: count }),
		/** Times of the first and the last prediction in it. */
		window: v.pipe(
			v.strictObject({ from: time, to: time }),
			v.check(({ from, to }) => from <= to, 'the window ends before it begins')
		),
		/** How many predictions it tells of. */
		count: v.pipe(count, v.minValue(1)),
		sketches: v.pipe(
			v.record(name, SketchSchema),
			v.check((sketches) => Object.keys(sketches).length <= batchLimits.columns, 'too many columns')
		),
		predictions: v.pipe(v.array(SentPredictionSchema), v.maxLength(batchLimits.predictions))
	}),
	v.check(
		({ sketches, count }) => Object.values(sketches).every((one) => presentCount(one) + one.missing === count),
		'a sketch does not count as many rows as the batch'
	),
	v.check(
		({ level, predictions, count }) => predictions.length === (level === 'predictions' ? count : 0),
		'the predictions do not fit the level'
	)
);
export type Batch = v.InferOutput<typeof BatchSchema>;

/** A batch with its place taken, until the relay says it is stored; then its captures leave the outbox. */
export const SealedBatchSchema = v.object({
	schemaVersion: v.literal(1),
	batch: BatchSchema,
	captures: v.array(v.string())
});
export type SealedBatch = v.InferOutput<typeof SealedBatchSchema>;

/** What was sent, word for word, for people to look up. */
export const SentBatchSchema = v.object({
	schemaVersion: v.literal(1),
	at: v.number(),
	/** Bytes on the way, compressed. */
	bytes: v.number(),
	content: v.string()
});
export type SentBatch = v.InferOutput<typeof SentBatchSchema>;

export const BatchReplySchema = v.object({
	duplicate: v.boolean(),
	/** Every sequence up to and with this one is stored: the outbox may forget them. */
	ackedThrough: v.number()
});
export type BatchReply = v.InferOutput<typeof BatchReplySchema>;

export const EnrolRequestSchema = v.strictObject({
	code: v.pipe(v.string(), v.maxLength(100)),
	algorithm: v.picklist(['Ed25519', 'ECDSA-P256']),
	publicKey: v.pipe(v.string(), v.maxLength(500)),
	/** What people call the device. */
	name
});
export type EnrolRequest = v.InferOutput<typeof EnrolRequestSchema>;

export const deviceRoles = ['device', 'operator'] as const;
export const EnrolReplySchema = v.object({
	tenant: v.string(),
	device: v.string(),
	epoch: v.number(),
	/** An operator may also see the fleet, hand out packages and revoke devices. */
	role: v.picklist(deviceRoles)
});
export type EnrolReply = v.InferOutput<typeof EnrolReplySchema>;

/** What the relay knows of the device that asks. */
export const DeviceReplySchema = v.object({
	tenant: v.string(),
	device: v.string(),
	epoch: v.number(),
	role: v.picklist(deviceRoles),
	ackedThrough: v.number(),
	/** Hashes of the packages it was handed: only of these it takes batches. */
	packages: v.array(v.string())
});
export type DeviceReply = v.InferOutput<typeof DeviceReplySchema>;

export const RelayPackageSchema = v.object({
	/** SHA-256 of the package's bytes. */
	hash: v.string(),
	name: v.string(),
	version: v.number(),
	sizeBytes: v.number(),
	uploadedAt: v.number()
});
export type RelayPackage = v.InferOutput<typeof RelayPackageSchema>;

/** How a relay says no: `code` is one of these, the rest says why. */
export const RelayErrorSchema = v.object({
	error: v.object({ code: v.string(), message: v.string() })
});
