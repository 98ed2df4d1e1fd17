import type { DeviceSketches, InstalledPackage } from '$lib/core/edge/device';
import { AppError } from '$lib/core/errors';
import type { Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { deviceDrift, findDeviceSketches } from './device';
import { findInstalled } from './find-installed';
import { keepDrift } from './monitor';

/** The package that answers here and what it was asked so far; null before the first prediction. */
export async function findTold(
	workspace: Workspace
): Promise<{ installed: InstalledPackage; told: DeviceSketches } | null> {
	const installed = await findInstalled(workspace);
	const told = installed && (await findDeviceSketches(workspace, installed.hash));
	return installed && told ? { installed, told } : null;
}

/**
 * Measures all this device predicted with its package against the data the model was trained on, and keeps the report.
 * Errors: those of requireInstalled, monitor/no-shared-columns when nothing was predicted.
 */
export async function compareDevice(workspace: Workspace, name: string): Promise<Artifact> {
	const found = await deviceDrift(workspace);
	const installed = await findInstalled(workspace);
	if (!found || !installed || found.report.columns.length === 0) throw new AppError('monitor/no-shared-columns', {});
	const { report, told, loaded } = found;
	return keepDrift(workspace, {
		report,
		distributions: { reference: loaded.manifest.baselines, current: told.sketches },
		name,
		parents: { package: installed.artifact },
		window: { from: told.from, to: told.to }
	});
}
