import { isAbort } from '$lib/core/errors';
import type { Enrolment } from '$lib/core/edge/enrolment';
import type { SyncLevel } from '$lib/core/edge/sync';
import type { Fleet, FleetDrift } from '$lib/core/monitor/fleet';
import type { Artifact } from '$lib/core/project/artifact';
import { findEnrolment } from '$lib/workbench/enrolment';
import { readFleet, readFleetDrift, revokeDevice, uploadPackage } from '$lib/workbench/fleet';
import { readSyncState } from '$lib/workbench/sync';
import type { Session } from './session.svelte';

/** Whether this device may see the fleet, and if not, what is missing. */
export type FleetAccess = 'none' | 'key-lost' | 'device' | 'operator';

/** The devices and packages of the team, as the relay tells an operator. */
export class FleetState {
	readonly #session: Session;
	enrolment = $state.raw<Enrolment | null>(null);
	access = $state<FleetAccess | null>(null);
	level = $state<SyncLevel>('nothing');
	fleet = $state.raw<Fleet | null>(null);
	drift = $state.raw<FleetDrift | null>(null);
	#package = $state('');
	#column = $state('');
	isAsking = $state(false);
	error = $state.raw<unknown>(null);

	constructor(session: Session) {
		this.#session = session;
	}

	readonly ownPackages = $derived.by(() => this.#session.artifacts.filter(({ type }) => type === 'package'));
	/** The one most is told of, when none was chosen. */
	readonly package = $derived.by(() => {
		const packages = this.fleet?.packages ?? [];
		const told = [...packages].sort((a, b) => b.predictions - a.predictions || b.uploadedAt - a.uploadedAt);
		return packages.find(({ hash }) => hash === this.#package) ?? told[0];
	});
	/** Drift of the package that is chosen; null before it was asked for or told. */
	readonly shown = $derived.by(() => (this.drift && this.drift.package === this.package?.hash ? this.drift : null));
	readonly columns = $derived.by(() =>
		[...(this.shown?.report.columns ?? [])].sort(
			(a, b) => Number(b.drifted) - Number(a.drifted) || (b.effect ?? -1) - (a.effect ?? -1)
		)
	);
	readonly column = $derived.by(() => this.columns.find(({ column }) => column === this.#column) ?? this.columns[0]);

	/** Reads how this device is enrolled and asks the relay where it may; call when the page opens. */
	async open(): Promise<void> {
		const { workspace, project } = this.#session;
		if (!project) {
			this.access = 'none';
			return;
		}
		await this.#guard(async () => {
			const enrolment = (await findEnrolment(workspace)) ?? null;
			const hasKey = enrolment !== null && (await workspace.keys.get(enrolment.keyName)) !== undefined;
			this.enrolment = enrolment;
			this.access = enrolment === null ? 'none' : hasKey ? enrolment.role : 'key-lost';
		});
		if (this.access === 'operator') await this.ask();
	}

	/** Asks the relay for the fleet and the drift of the package on screen. */
	async ask(): Promise<void> {
		this.error = null;
		this.isAsking = true;
		await this.#guard(async () => {
			const { workspace } = this.#session;
			this.level = (await readSyncState(workspace)).level;
			this.fleet = await readFleet(workspace);
			await this.#askDrift();
		});
		this.isAsking = false;
	}

	async #askDrift(): Promise<void> {
		const hash = this.package?.hash;
		if (hash === undefined) return;
		const drift = await readFleetDrift(this.#session.workspace, hash);
		if (hash === this.package?.hash) this.drift = drift;
	}

	async choosePackage(hash: string): Promise<void> {
		this.#package = hash;
		this.error = null;
		await this.#guard(() => this.#askDrift());
	}

	chooseColumn(column: string): void {
		this.#column = column;
	}

	async revoke(device: string): Promise<boolean> {
		this.error = null;
		const done = await this.#guard(async () => {
			await revokeDevice(this.#session.workspace, device);
			this.fleet = await readFleet(this.#session.workspace);
			return true;
		});
		return done ?? false;
	}

	async handOut(artifact: Artifact, title: string): Promise<boolean> {
		this.error = null;
		const done = await this.#guard(async () => {
			const { workspace, tasks } = this.#session;
			const bytes = await workspace.blobs.get(artifact.blobs['package'] ?? '');
			await tasks.run(title, (signal) => uploadPackage(workspace, bytes, signal));
			this.fleet = await readFleet(workspace);
			await this.#askDrift();
			return true;
		});
		return done ?? false;
	}

	/** Shows on the page what went wrong; giving up is nothing wrong. */
	async #guard<T>(work: () => Promise<T>): Promise<T | undefined> {
		try {
			return await work();
		} catch (error) {
			if (!isAbort(error)) this.error = error;
			return undefined;
		}
	}
}
