import * as v from 'valibot';
import { LatestSchema } from '$lib/core/feature/page-list';
import type { Workspace } from '$lib/core/ports';

export const stateCollection = 'feature-state';

/** Every blob that holds what is latest of some group. */
export async function latestBlobs({ catalog, project }: Workspace): Promise<string[]> {
	const states = await catalog.list(project, stateCollection);
	return states.flatMap(({ value }) => {
		const parsed = v.safeParse(LatestSchema, value);
		return parsed.success ? parsed.output.pages.map(({ blob }) => blob) : [];
	});
}
