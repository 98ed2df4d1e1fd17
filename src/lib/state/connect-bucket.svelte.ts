import { SvelteMap } from 'svelte/reactivity';
import type { BucketObject } from '$lib/core/connection/bucket';
import type { AwsKeys, BucketConnection } from '$lib/core/connection/connection';
import { listBucket, type AwsPorts } from '$lib/workbench/bucket';

/** What is in a bucket, a folder at a time, and the objects chosen of it. */
export class BucketBrowser {
	readonly #ports: AwsPorts;
	readonly #connection: BucketConnection;
	readonly #keys: AwsKeys | null;
	prefix = $state('');
	folders = $state.raw<readonly string[]>([]);
	objects = $state.raw<readonly BucketObject[]>([]);
	next = $state.raw<string | null>(null);
	/** By key; those of other folders stay chosen. */
	readonly chosen = new SvelteMap<string, BucketObject>();

	constructor(ports: AwsPorts, connection: BucketConnection, keys: AwsKeys | null) {
		this.#ports = ports;
		this.#connection = connection;
		this.#keys = keys;
		this.prefix = connection.prefix;
	}

	get bucket(): string {
		return this.#connection.bucket;
	}

	readonly chosenBytes = $derived([...this.chosen.values()].reduce((sum, { sizeBytes }) => sum + sizeBytes, 0));

	/** Shows the first page of a folder. */
	async enter(prefix: string, signal: AbortSignal): Promise<void> {
		const { folders, objects, next } = await this.#list(prefix, null, signal);
		this.prefix = prefix;
		this.folders = folders;
		this.objects = objects;
		this.next = next;
	}

	/** Adds the next page. */
	async more(signal: AbortSignal): Promise<void> {
		const { folders, objects, next } = await this.#list(this.prefix, this.next, signal);
		this.folders = [...this.folders, ...folders.filter((folder) => !this.folders.includes(folder))];
		this.objects = [...this.objects, ...objects];
		this.next = next;
	}

	choose(object: BucketObject, isChosen: boolean): void {
		if (isChosen) this.chosen.set(object.key, object);
		else this.chosen.delete(object.key);
	}

	#list(prefix: string, next: string | null, signal: AbortSignal) {
		return listBucket(this.#ports, { ...this.#connection, prefix }, this.#keys, next, signal);
	}
}
