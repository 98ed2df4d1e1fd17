import * as v from 'valibot';
import { deviceRoles } from '../edge/sync';
import { DriftReportSchema } from './drift-report';
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
