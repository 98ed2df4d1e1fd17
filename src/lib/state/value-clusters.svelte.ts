import { isAbort } from '$lib/core/errors';
import type { ClusterMethod, ValueCluster } from '$lib/core/cluster/cluster-values';
import type { Progress, Workspace } from '$lib/core/ports';
import { clusterColumn } from '$lib/workbench/value-finder';

/** A group of values as a person settles it: which of them are merged, and into what. */
export interface ClusterChoice {
	readonly cluster: ValueCluster;
	merge: boolean;
	into: string;
	/** Values that stay as they are. */
	left: readonly string[];
}

/** The setting each method begins with. */
export const firstSettings: Readonly<Record<ClusterMethod, number>> = {
	fingerprint: 0,
	'ngram-fingerprint': 2,
	soundex: 0,
	cologne: 0,
	levenshtein: 1,
	'jaro-winkler': 0.92
};

/** Values of a column that may be one thing written differently, and what a person makes of them. */
export class ValueClusters {
	readonly #workspace: Workspace;
	#asked = new AbortController();
	method = $state<ClusterMethod>('fingerprint');
	setting = $state(0);
	choices = $state<ClusterChoice[]>([]);
	skipped = $state(0);
	progress = $state.raw<Progress | null>(null);
	isBusy = $state(false);
	error = $state.raw<unknown>(null);

	constructor(
		workspace: Workspace,
		readonly relation: string,
		readonly column: string
	) {
		this.#workspace = workspace;
	}

	readonly replacements = $derived(
		Object.fromEntries(
			this.choices
				.filter(({ merge }) => merge)
				.flatMap(({ cluster, into, left }) =>
					cluster.values
						.filter(({ value }) => value !== into && !left.includes(value))
						.map(({ value }) => [value, into] as const)
				)
		)
	);

	/** Looks again; an earlier search is ended. */
	async find(): Promise<void> {
		this.#asked.abort();
		const asked = new AbortController();
		this.#asked = asked;
		this.isBusy = true;
		this.error = null;
		try {
			const { clusters, skipped } = await clusterColumn(
				this.#workspace,
				this.relation,
				this.column,
				this.method,
				this.setting,
				asked.signal,
				(progress) => {
					if (!asked.signal.aborted) this.progress = progress;
				}
			);
			if (asked.signal.aborted) return;
			this.skipped = skipped;
			this.choices = clusters.map((cluster) => ({
				cluster,
				merge: false,
				into: cluster.values[0]?.value ?? '',
				left: []
			}));
		} catch (error) {
			if (!isAbort(error) && !asked.signal.aborted) this.error = error;
		} finally {
			if (this.#asked === asked) {
				this.isBusy = false;
				this.progress = null;
			}
		}
	}

	use(method: ClusterMethod): void {
		this.method = method;
		this.setting = firstSettings[method];
		void this.find();
	}

	mergeAll(merge: boolean): void {
		for (const choice of this.choices) choice.merge = merge;
	}

	stop(): void {
		this.#asked.abort();
		this.isBusy = false;
	}
}
