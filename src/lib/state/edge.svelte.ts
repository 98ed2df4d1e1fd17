import { AppError, isAbort } from '$lib/core/errors';
import type { Explanation } from '$lib/core/clarify/explanation';
import type { Capture } from '$lib/core/edge/capture';
import type { InstalledPackage } from '$lib/core/edge/device';
import { relayUrl } from '$lib/core/edge/enrolment';
import type { Enrolment, SyncState } from '$lib/core/edge/enrolment';
import type { TrustedKey } from '$lib/core/edge/package';
import type { RelayPackage, SentBatch, SyncLevel } from '$lib/core/edge/sync';
import type { CheckResult } from '$lib/core/edge/verify';
import { inputsOf } from '$lib/core/model/preparation';
import type { Artifact } from '$lib/core/project/artifact';
import { toRows } from '$lib/core/table/columns';
import type { Cell } from '$lib/core/table/columns';
import { explainOnDevice, listCaptures, modelRow, predictOnDevice, readOutbox } from '$lib/workbench/device';
import type { DevicePrediction } from '$lib/workbench/device';
import { readPackage, signingKey, verifyPackage } from '$lib/workbench/edge';
import { enrol, findEnrolment } from '$lib/workbench/enrolment';
import { downloadPackage, listRelayPackages, uploadPackage } from '$lib/workbench/fleet';
import { findInstalled } from '$lib/workbench/find-installed';
import { installPackage, listTrust, requireInstalled, trustKey } from '$lib/workbench/installed';
import type { LoadedPackage } from '$lib/workbench/installed';
import { readInputs } from '$lib/workbench/model';
import { listSent, previewSync, readSyncState, setSyncLevel, sync } from '$lib/workbench/sync';
import type { SyncPreview, SyncResult } from '$lib/workbench/sync';
import { openTable } from '$lib/workbench/table';
import type { Session } from './session.svelte';

/** A table asked at once is cut here; the outbox holds no more. */
export const mostRows = 2000;
const automaticKey = 'temoto.sync-by-itself';

/** The device: what is installed, what it was asked, what waits and what went to the relay. */
export class EdgeState {
	readonly #session: Session;
	installed = $state.raw<InstalledPackage | null>(null);
	loaded = $state.raw<LoadedPackage | null>(null);
	checks = $state.raw<readonly CheckResult[]>([]);
	inputs = $state<Record<string, string>>({});
	answer = $state.raw<DevicePrediction | null>(null);
	explanation = $state.raw<Explanation | null>(null);
	captures = $state.raw<readonly Capture[]>([]);
	dropped = $state(0);
	enrolment = $state.raw<Enrolment | null>(null);
	hasKey = $state(true);
	sync = $state.raw<SyncState | null>(null);
	preview = $state.raw<SyncPreview | null>(null);
	sent = $state.raw<readonly SentBatch[]>([]);
	offered = $state.raw<readonly RelayPackage[] | null>(null);
	/** A package whose signer is not trusted yet. */
	stranger = $state.raw<{ readonly bytes: Uint8Array; readonly key: TrustedKey } | null>(null);
	isReady = $state(false);
	error = $state.raw<unknown>(null);
	#automatic = $state(localStorage.getItem(automaticKey) === 'yes');
	#flushing: Promise<unknown> | null = null;

	constructor(session: Session) {
		this.#session = session;
	}

	/** The row that was asked about as the model reads it. */
	readonly reasonRow = $derived(this.loaded && this.answer ? modelRow(this.loaded, this.answer.capture.inputs) : {});
	readonly packages = $derived.by(() => this.#session.artifacts.filter(({ type }) => type === 'package'));
	readonly datasets = $derived.by(() => this.#session.datasets);

	get automatic(): boolean {
		return this.#automatic;
	}

	set automatic(on: boolean) {
		this.#automatic = on;
		localStorage.setItem(automaticKey, on ? 'yes' : 'no');
	}

	/** Reads everything that is kept; call when the page opens. */
	async open(): Promise<void> {
		await this.#guard(async () => {
			const { workspace } = this.#session;
			const installed = await findInstalled(workspace);
			this.installed = installed;
			await this.#readOutbox();
			if (installed && installed.hash !== this.loaded?.hash) {
				this.loaded = null;
				const loaded = await requireInstalled(workspace);
				this.loaded = loaded;
				this.inputs = Object.fromEntries(inputsOf(loaded).map(({ name }) => [name, startOf(loaded, name)]));
				this.answer = null;
				this.explanation = null;
			}
		});
		this.isReady = true;
	}

	async #readOutbox(): Promise<void> {
		const { workspace } = this.#session;
		this.captures = await listCaptures(workspace);
		this.dropped = (await readOutbox(workspace)).dropped;
		this.enrolment = (await findEnrolment(workspace)) ?? null;
		this.hasKey = !this.enrolment || (await workspace.keys.get(this.enrolment.keyName)) !== undefined;
		this.sync = await readSyncState(workspace);
		this.sent = await listSent(workspace);
		this.preview = await previewSync(workspace, this.sync.level);
	}

	/** One prediction from the form, with its reason. The latest wins. */
	async predict(): Promise<void> {
		await this.#guard(async () => {
			const { workspace } = this.#session;
			const row = this.#row();
			const [answer] = await predictOnDevice(workspace, [row]);
			this.answer = answer ?? null;
			this.explanation = null;
			await this.#readOutbox();
			const explanation = await explainOnDevice(workspace, row);
			if (this.answer === answer) this.explanation = explanation;
		});
	}

	#row(): Record<string, Cell> {
		const inputs = this.loaded ? inputsOf(this.loaded) : [];
		return Object.fromEntries(
			inputs.map(({ name, type, kind }): [string, Cell] => {
				const text = (this.inputs[name] ?? '').trim();
				if (text === '') return [name, null];
				if (type === 'text') return [name, text];
				const number = numberOf(text, kind);
				if (Number.isNaN(number))
					throw new AppError('table/column-kind', { column: name, kind: 'text', wanted: 'number' });
				return [name, number];
			})
		);
	}

	async predictTable(dataset: Artifact, title: string): Promise<number> {
		const { workspace, tasks } = this.#session;
		const count = await tasks.run(title, async (signal, onProgress) => {
			const { loaded } = this;
			if (!loaded) throw new AppError('edge/no-model', {});
			const relation = await openTable(workspace, dataset, signal);
			const columns = await readInputs(workspace, loaded, `(SELECT * FROM ${relation} LIMIT ${mostRows})`, signal);
			await predictOnDevice(workspace, toRows(columns), signal, onProgress);
			return columns.rows;
		});
		await this.#readOutbox();
		return count;
	}

	/** Installs what this machine signed itself, or a signer that is trusted; asks about any other. */
	async install(bytes: Uint8Array, title: string): Promise<boolean> {
		return (
			(await this.#guard(async () => {
				const { workspace, tasks } = this.#session;
				const own = await signingKey(workspace, 'signing');
				const trust = [...(await listTrust(workspace)), { algorithm: own.algorithm, publicKey: own.publicKey }];
				const { signature } = await readPackage(workspace, bytes.slice());
				if (!trust.some(({ publicKey }) => publicKey === signature.publicKey)) {
					const { algorithm, publicKey } = signature;
					this.checks = (await verifyPackage(workspace, bytes.slice(), trust)).checks;
					this.stranger = { bytes, key: { algorithm, publicKey } };
					return false;
				}
				await tasks.run(title, async () => {
					const { verification } = await installPackage(workspace, bytes, trust);
					this.checks = verification.checks;
				});
				await this.#session.refresh();
				await this.open();
				return true;
			})) ?? false
		);
	}

	async installArtifact(artifact: Artifact, title: string): Promise<boolean> {
		const bytes = await this.#session.workspace.blobs.get(artifact.blobs['package'] ?? '');
		return this.install(bytes, title);
	}

	async trustStranger(title: string): Promise<boolean> {
		const { stranger } = this;
		this.stranger = null;
		if (!stranger) return false;
		await trustKey(this.#session.workspace, stranger.key);
		return this.install(stranger.bytes, title);
	}

	async chooseLevel(level: SyncLevel): Promise<void> {
		await this.#guard(async () => {
			await setSyncLevel(this.#session.workspace, level);
			await this.#readOutbox();
		});
	}

	/** Sends what the preview shows, and nothing that came after it. */
	async send(title: string): Promise<SyncResult | undefined> {
		return this.#guard(async () => {
			const { workspace, tasks } = this.#session;
			const { preview } = this;
			if (!preview) return undefined;
			try {
				return await tasks.run(title, (signal, onProgress) =>
					sync(workspace, preview.level, preview.through, signal, onProgress)
				);
			} finally {
				await this.#readOutbox();
			}
		});
	}

	/** Sends by itself where the person asked for that; says nothing when it cannot. */
	async flush(): Promise<void> {
		const level = this.sync?.level ?? 'nothing';
		if (!this.automatic || level === 'nothing' || !this.enrolment || this.captures.length === 0 || this.#flushing)
			return;
		this.#flushing = sync(this.#session.workspace, level);
		try {
			await this.#flushing;
		} catch (error) {
			if (!(error instanceof AppError)) throw error;
		} finally {
			this.#flushing = null;
			await this.#readOutbox();
		}
	}

	/** Whether the page may talk to the address. Throws what is wrong with it. */
	originOf(url: string): string {
		return relayUrl(url);
	}

	async enrol(url: string, code: string, name: string): Promise<boolean> {
		return (
			(await this.#guard(async () => {
				await enrol(this.#session.workspace, url, code, name);
				await this.#readOutbox();
				return true;
			})) ?? false
		);
	}

	async lookAtRelay(): Promise<void> {
		await this.#guard(async () => {
			this.offered = await listRelayPackages(this.#session.workspace);
		});
	}

	async takeFromRelay(hash: string, title: string): Promise<boolean> {
		const bytes = await this.#guard(() => downloadPackage(this.#session.workspace, hash));
		return bytes ? this.install(bytes, title) : false;
	}

	async handOut(artifact: Artifact, title: string): Promise<boolean> {
		return (
			(await this.#guard(async () => {
				const { workspace, tasks } = this.#session;
				const bytes = await workspace.blobs.get(artifact.blobs['package'] ?? '');
				await tasks.run(title, (signal) => uploadPackage(workspace, bytes, signal));
				return true;
			})) ?? false
		);
	}

	/** Shows on the page what went wrong; giving up is nothing wrong. */
	async #guard<T>(work: () => Promise<T>): Promise<T | undefined> {
		this.error = null;
		try {
			return await work();
		} catch (error) {
			if (!isAbort(error)) this.error = error;
			return undefined;
		}
	}
}

/** What is typed for a column read as numbers: a date may be written out, and true and false are 1 and 0. */
function numberOf(text: string, kind: string): number {
	const number = Number(text);
	if (!Number.isNaN(number)) return number;
	if (kind === 'datetime') return Date.parse(text);
	if (kind === 'boolean' && ['true', 'false'].includes(text.toLowerCase()))
		return text.toLowerCase() === 'true' ? 1 : 0;
	return NaN;
}

/** A likely value to begin with: the middle of the training data, or its commonest value. */
function startOf({ manifest }: LoadedPackage, name: string): string {
	const baseline = manifest.baselines[name];
	if (!baseline) return '';
	if (baseline.type === 'text') return baseline.values[0] ?? '';
	const { min, max, mean } = baseline;
	if (min !== null && max !== null && Number.isInteger(min) && Number.isInteger(max) && max - min > 1)
		return String(Math.round(mean));
	return String(Number(mean.toPrecision(3)));
}
