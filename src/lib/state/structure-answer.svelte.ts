import type { OnProgress, Progress } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { datasetMeta } from '$lib/core/table/dataset';
import type { RowsJob } from '$lib/core/unsupervised/encoded-rows';
import { structureJob } from '$lib/workbench/structure';
import { openTable } from '$lib/workbench/table';
import { LatestAnswer } from './latest-answer.svelte';
import type { Session } from './session.svelte';

/** Looks for structure in rows; the columns of the job are given away. */
export type FindStructure<Found> = (
	job: RowsJob,
	asked: StructureAsked,
	signal: AbortSignal,
	onProgress: OnProgress
) => Promise<Found>;

export interface StructureAsked {
	readonly dataset: Artifact;
	readonly ignore: readonly string[];
	readonly seed: number;
	readonly groups: number | 'auto';
}

/** What one question found in the rows of a table, and what it was asked of. */
export class StructureAnswer<Found> {
	readonly #session: Session;
	readonly #find: FindStructure<Found>;
	readonly #latest = new LatestAnswer<{ readonly asked: StructureAsked; readonly found: Found }>();
	progress = $state.raw<Progress | null>(null);

	constructor(session: Session, find: FindStructure<Found>) {
		this.#session = session;
		this.#find = find;
	}

	get last() {
		return this.#latest.answer;
	}
	/** What the last answer was asked with. */
	get key(): string | null {
		return this.#latest.question;
	}
	get error(): unknown {
		return this.#latest.error;
	}
	get isAsking(): boolean {
		return this.#latest.isAsking;
	}

	cancel(): void {
		this.#latest.cancel();
	}

	/** `key` names all that the answer depends on. */
	async ask(asked: StructureAsked, key: string, title: string): Promise<void> {
		const { workspace, tasks } = this.#session;
		const { dataset, ignore, seed } = asked;
		this.progress = null;
		await this.#latest.ask(key, (outer) =>
			tasks.run(
				title,
				async (signal, onProgress) => {
					const table = {
						relation: await openTable(workspace, dataset, signal),
						schema: datasetMeta(dataset).schema
					};
					const job = await structureJob(workspace, table, { ignore, seed }, signal);
					const found = await this.#find(job, asked, signal, (progress) => {
						this.progress = progress;
						onProgress(progress);
					});
					return { asked, found };
				},
				outer
			)
		);
	}
}
