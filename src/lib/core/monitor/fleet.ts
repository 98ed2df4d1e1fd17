import * as v from 'valibot';
import { deviceRoles } from '../edge/sync';
import type { DriftReport } from './drift';
import { SketchSchema } from './sketch';

/** One device as the relay knows it. Times in milliseconds since 1970; null where it never happened. */
export const FleetDeviceSchema = v.object({
	device: v.string(),
	name: v.string(),
	role: v.picklist(deviceRoles),
	epoch: v.number(),
	enrolledAt: v.number(),
	lastSeenAt: v.nullable(v.number()),
	revokedAt: v.nullable(v.number()),
	/** The package that answered in the newest batch. */
	package: v.nullable(v.object({ id: v.string(), name: v.string(), version: v.number() })),
	batches: v.number(),
	predictions: v.number(),
	ackedThrough: v.number()
});
export type FleetDevice = v.InferOutput<typeof FleetDeviceSchema>;

export const FleetSchema = v.object({
	tenant: v.string(),
	now: v.number(),
	devices: v.array(FleetDeviceSchema),
	packages: v.array(
		v.object({
			hash: v.string(),
			name: v.string(),
			version: v.number(),
			sizeBytes: v.number(),
			uploadedAt: v.number(),
			/** Devices whose newest batch came from it. */
			devices: v.number(),
			predictions: v.number()
		})
	)
});
export type Fleet = v.InferOutput<typeof FleetSchema>;

const measure = v.nullable(v.number());
const tail = v.exactOptional(v.nullable(v.object({ statistic: v.number(), pValue: v.number() })));
const DriftReportSchema: v.GenericSchema<unknown, DriftReport> = v.object({
	reference: v.number(),
	current: v.number(),
	drifted: v.boolean(),
	onlyReference: v.array(v.string()),
	onlyCurrent: v.array(v.string()),
	columns: v.array(
		v.object({
			column: v.string(),
			kind: v.string(),
			missing: v.object({ reference: v.number(), current: v.number(), pValue: measure, drifted: v.boolean() }),
			tests: v.object({
				ks: tail,
				wasserstein: v.exactOptional(measure),
				wassersteinNormed: v.exactOptional(measure),
				psi: measure,
				jensenShannon: measure,
				hellinger: measure,
				totalVariation: measure,
				lInfinity: measure,
				lInfinityRobust: v.exactOptional(measure),
				chiSquare: v.exactOptional(v.nullable(v.object({ statistic: v.number(), pValue: v.number(), df: v.number() })))
			}),
			effect: measure,
			effectInterval: v.nullable(v.tuple([v.number(), v.number()])),
			pValue: measure,
			null: v.nullable(v.picklist(['exact', 'asymptotic', 'permutation', 'binned'])),
			pAdjusted: measure,
			drifted: v.boolean(),
			reason: v.nullable(
				v.picklist(['reference-empty', 'current-empty', 'both-empty', 'constant', 'missing-changed', 'type-changed'])
			),
			unseen: measure
		})
	)
});

/** Drift of a package's inputs and predictions over the whole fleet, with the sketches it was measured from. */
export const FleetDriftSchema = v.object({
	package: v.string(),
	devices: v.number(),
	predictions: v.number(),
	/** Times of the first and the last prediction told of. */
	from: measure,
	to: measure,
	report: DriftReportSchema,
	reference: v.record(v.string(), SketchSchema),
	current: v.record(v.string(), SketchSchema)
});
export type FleetDrift = v.InferOutput<typeof FleetDriftSchema>;
