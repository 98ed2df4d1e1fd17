import type { FeatureBatch } from '$lib/core/feature/batch';
import type { Workspace } from '$lib/core/ports';
import { toJson } from '$lib/core/json';
import { getGroup, listBatches } from './feature';
import { newestOf } from './feature-batch';
import { latestOf, openLatest } from './feature-latest';
import { mergeLatest } from './feature-merge';
import { forgetLatest, latestChange } from './feature-pages';
import { inTurn } from './feature-turn';

/**
 * Takes a batch out of a group again, from its history and from what is latest at once; what was made of it meanwhile stays. The answer
 * puts it back, whatever came since.
 */
export async function takeBack(
	workspace: Workspace,
	{ artifact, meta }: FeatureBatch,
	signal?: AbortSignal
): Promise<() => Promise<void>> {
	const { catalog, project } = workspace;
	const place = { project, collection: 'artifact', key: artifact.id };
	const batch = { artifact, meta };
	await inTurn(workspace, meta.group, async () => {
		const group = await getGroup(workspace, meta.group);
		const others = (await listBatches(workspace, group.name)).filter((one) => one.artifact.id !== artifact.id);
		const latest = await latestOf(workspace, group, others, signal);
		signal?.throwIfAborted();
		await catalog.write([{ delete: place }, latestChange(workspace, group.name, latest)]);
		forgetLatest(workspace, group.name);
	});
	return () =>
		inTurn(workspace, meta.group, async () => {
			const group = await getGroup(workspace, meta.group);
			if (await isThere(workspace, batch)) return;
			const before = await openLatest(workspace, group);
			const { latest } = await mergeLatest(workspace, group, before, await newestOf(workspace, group, batch));
			await catalog.write([
				{ put: { ...place, value: toJson(artifact) } },
				latestChange(workspace, group.name, latest)
			]);
			forgetLatest(workspace, group.name);
		});
}

/** Whether the same rows came again since. */
async function isThere(workspace: Workspace, { meta }: FeatureBatch): Promise<boolean> {
	return (await listBatches(workspace, meta.group)).some((one) => one.meta.batch === meta.batch);
}
