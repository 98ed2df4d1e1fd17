import * as v from 'valibot';
import { AppError } from '$lib/core/errors';
import { LimitsSchema, type Limit } from '$lib/core/clarify/limit';
import { toJson } from '$lib/core/json';
import type { Workspace } from '$lib/core/ports';

const collection = 'bias-limits';
const key = 'limits';
const known = 1;

/** The limits of the project; none where none were set. Errors: project/version-newer, project/invalid. */
export async function readLimits({
	catalog,
	project
}: Pick<Workspace, 'catalog' | 'project'>): Promise<readonly Limit[]> {
	const kept = await catalog.get(project, collection, key);
	if (kept === undefined) return [];
	const version = v.safeParse(v.object({ schemaVersion: v.number() }), kept);
	if (version.success && version.output.schemaVersion > known)
		throw new AppError('project/version-newer', { version: version.output.schemaVersion, known });
	const parsed = v.safeParse(LimitsSchema, kept);
	if (!parsed.success)
		throw new AppError('project/invalid', { artifact: collection, reason: parsed.issues[0].message });
	return parsed.output.limits;
}

/** Keeps limits with the project, where its export takes them along. */
export async function writeLimits(
	{ catalog, project }: Pick<Workspace, 'catalog' | 'project'>,
	limits: readonly Limit[]
): Promise<void> {
	await catalog.write([{ put: { project, collection, key, value: toJson({ schemaVersion: known, limits }) } }]);
}
