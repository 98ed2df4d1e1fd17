import * as v from 'valibot';
import { SketchSchema } from '../monitor/sketch';

/** The package that answers on this device. It stays until a newer one held every check. */
export const InstalledSchema = v.object({
	schemaVersion: v.literal(1),
	/** Hash of the package's bytes, which are a blob. */
	hash: v.string(),
	/** Id of its artifact. */
	artifact: v.string(),
	name: v.string(),
	version: v.number(),
	installedAt: v.number()
});
export type InstalledPackage = v.InferOutput<typeof InstalledSchema>;

/** Everything this device ever predicted with a package, folded into the bins of its baselines; no row is in it. */
export const DeviceSketchesSchema = v.object({
	schemaVersion: v.literal(1),
	package: v.string(),
	count: v.number(),
	from: v.number(),
	to: v.number(),
	sketches: v.record(v.string(), SketchSchema)
});
export type DeviceSketches = v.InferOutput<typeof DeviceSketchesSchema>;
