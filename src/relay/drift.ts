import { driftDefaults } from '$lib/core/monitor/drift';
import type { FleetDrift } from '$lib/core/monitor/fleet';
import { driftOfSketches } from '$lib/core/monitor/sketch-drift';
import type { MergedSketches, StoredPackage } from './store';

/** Drift of what a tenant's devices told about a package, against the data its model was trained on. */
export function fleetDrift(info: StoredPackage, merged: MergedSketches): FleetDrift {
	return {
		package: info.hash,
		devices: merged.devices,
		predictions: merged.count,
		from: merged.from,
		to: merged.to,
		report: driftOfSketches(info.baselines, merged.sketches, driftDefaults),
		reference: info.baselines,
		current: merged.sketches
	};
}
