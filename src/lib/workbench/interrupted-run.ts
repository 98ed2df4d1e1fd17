import * as v from 'valibot';
import { toJson } from '$lib/core/json';
import type { Ports, Workspace } from '$lib/core/ports';
import { unfinishedCollections } from '$lib/core/project/unfinished';
import type { TrainEvent } from '$lib/core/train/job';
import { TrainSpecSchema } from '$lib/core/train/spec';

const collection = unfinishedCollections.run;

/** A run that has not ended: what was asked, and where it stood when that was last kept. */
const InterruptedRunSchema = v.object({
	schemaVersion: v.literal(1),
	/** The key that the run will have. */
	key: v.string(),
	name: v.string(),
	spec: TrainSpecSchema,
	/** Ids of the table it learns from, and of the one it is measured on if that is another. */
	dataset: v.string(),
	test: v.nullable(v.string()),
	phase: v.picklist(['fit', 'refit']),
	step: v.number(),
	total: v.number(),
	/** Hash of the packed RunState. */
	blob: v.string(),
	at: v.number()
});
export type InterruptedRun = v.InferOutput<typeof InterruptedRunSchema>;
type StateEvent = Extract<TrainEvent, { readonly type: 'state' }>;
type About = Pick<InterruptedRun, 'key' | 'name' | 'spec' | 'dataset' | 'test'>;

/** Runs that were cut, the last one first. */
export async function listInterrupted(
	workspace: Pick<Ports, 'catalog'> & { project: string }
): Promise<InterruptedRun[]> {
	const records = await workspace.catalog.list(workspace.project, collection);
	return records
		.flatMap(({ value }) => {
			const parsed = v.safeParse(InterruptedRunSchema, value);
			return parsed.success ? [parsed.output] : [];
		})
		.sort((a, b) => b.at - a.at);
}

/** Where the run with a key stood; null when none was cut, or its bytes are gone. */
export async function findInterrupted(
	workspace: Workspace,
	key: string
): Promise<{ run: InterruptedRun; bytes: Uint8Array } | null> {
	const parsed = v.safeParse(InterruptedRunSchema, await workspace.catalog.get(workspace.project, collection, key));
	if (!parsed.success || !(await workspace.blobs.has(parsed.output.blob))) return null;
	return { run: parsed.output, bytes: await workspace.blobs.get(parsed.output.blob) };
}

/** Forgets a run that was cut, and its bytes. */
export async function discardInterrupted(workspace: Workspace, key: string): Promise<void> {
	const parsed = v.safeParse(InterruptedRunSchema, await workspace.catalog.get(workspace.project, collection, key));
	await workspace.catalog.write([{ delete: { project: workspace.project, collection, key } }]);
	if (parsed.success) await workspace.blobs.delete(parsed.output.blob);
}

export interface StateKeeper {
	/** Keeps a state instead of the last one; one that comes while another is written waits, and only the newest of those. */
	keep(event: StateEvent): void;
	/** Waits until nothing is written. */
	settle(): Promise<void>;
	/** The run has ended: nothing is left of it. */
	forget(): Promise<void>;
}

/** What a keeper tells: a state is safe, or it could not be stored, which ends the keeping and not the run. */
export type KeeperEvent =
	| { readonly type: 'kept'; readonly phase: 'fit' | 'refit'; readonly step: number }
	| { readonly type: 'unkept'; readonly error: unknown };

/** Keeps where a run stands as it goes. */
export function keepStates(workspace: Workspace, about: About, onEvent: (event: KeeperEvent) => void): StateKeeper {
	const { project, catalog, blobs, clock } = workspace;
	let waiting: StateEvent | null = null;
	let writing: Promise<void> | null = null;
	let isOver = false;
	const write = async ({ bytes, phase, step, total }: StateEvent) => {
		const before = v.safeParse(InterruptedRunSchema, await catalog.get(project, collection, about.key));
		const blob = await blobs.put(bytes);
		const run: InterruptedRun = { schemaVersion: 1, ...about, phase, step, total, blob, at: clock.now() };
		await catalog.write([{ put: { project, collection, key: about.key, value: toJson(run) } }]);
		if (before.success && before.output.blob !== blob) await blobs.delete(before.output.blob);
	};
	const drain = async () => {
		while (waiting && !isOver) {
			const next: StateEvent = waiting;
			waiting = null;
			try {
				await write(next);
				onEvent({ type: 'kept', phase: next.phase, step: next.step });
			} catch (error) {
				isOver = true;
				onEvent({ type: 'unkept', error });
			}
		}
		writing = null;
	};
	return {
		keep: (event) => {
			waiting = event;
			writing ??= drain();
		},
		settle: async () => {
			await writing;
		},
		forget: async () => {
			isOver = true;
			await writing;
			await discardInterrupted(workspace, about.key);
		}
	};
}

/** Blobs that runs which were cut need. */
export async function interruptedBlobs(workspace: Workspace): Promise<string[]> {
	return (await listInterrupted(workspace)).map(({ blob }) => blob);
}
