import * as v from 'valibot';
import { edgeCollections, installedKey } from '$lib/core/edge/collections';
import { InstalledSchema } from '$lib/core/edge/device';
import type { InstalledPackage } from '$lib/core/edge/device';
import type { Workspace } from '$lib/core/ports';

/** What is installed on this device, unchecked: nothing of it is loaded here, so the first page can ask. */
export async function findInstalled(ws: Workspace): Promise<InstalledPackage | null> {
	const stored = await ws.catalog.get(ws.project, edgeCollections.device, installedKey);
	return stored === undefined ? null : v.parse(InstalledSchema, stored);
}
