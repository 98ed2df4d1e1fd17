import { createContext } from 'svelte';
import { AppError } from '$lib/core/errors';
import type { Ports, SourceFile, Workspace } from '$lib/core/ports';
import { modelsInUse } from '$lib/core/model/threshold';
import type { Artifact } from '$lib/core/project/artifact';
import { listArtifacts } from '$lib/workbench/artifact';
import { createProject, listProjects, type ProjectInfo } from '$lib/workbench/project';
import { ProjectLock } from './project-lock.svelte';
import { Room } from './room.svelte';
import { Tasks } from './tasks.svelte';
import { Toasts } from './toasts.svelte';

const lastProjectKey = 'temoto.project';
/** After this long what nothing names is collected: by then the page has opened. */
const collectAfterMs = 5000;

/** The project on screen and what every stage shares: ports, artifacts, tasks, notices. */
export class Session {
	readonly ports: Ports;
	readonly tasks = new Tasks();
	readonly toasts = new Toasts();
	readonly lock = new ProjectLock();
	readonly room: Room;
	#projects = $state.raw<readonly ProjectInfo[]>([]);
	#project = $state.raw<ProjectInfo | null>(null);
	#artifacts = $state.raw<readonly Artifact[]>([]);
	#loaded = $state(false);
	readonly #kept = new Map<string, unknown>();
	/** A file dropped somewhere else than on the data page, on its way there. */
	incoming = $state.raw<readonly SourceFile[]>([]);

	constructor(ports: Ports) {
		this.room = new Room(ports, () => this.toasts.list.every(({ undo }) => undo === null));
		this.ports = { ...ports, blobs: this.room.blobs };
	}

	get projects(): readonly ProjectInfo[] {
		return this.#projects;
	}
	get project(): ProjectInfo | null {
		return this.#project;
	}
	get artifacts(): readonly Artifact[] {
		return this.#artifacts;
	}
	/** Whether the catalog has been read once. */
	get loaded(): boolean {
		return this.#loaded;
	}
	get readOnly(): boolean {
		return this.lock.readOnly;
	}
	get workspace(): Workspace {
		return { ...this.ports, project: this.#project?.id ?? '' };
	}

	/** The models that answer, newest first. */
	models = $derived(modelsInUse(this.#artifacts));
	datasets = $derived(this.#artifacts.filter(({ type }) => type === 'dataset' || type === 'training-set'));

	/** Reads the projects and opens the one that was open last; later collects what an earlier visit left without a name. */
	async start(): Promise<void> {
		this.room.enter();
		this.#projects = await listProjects(this.ports);
		const last = localStorage.getItem(lastProjectKey);
		const project = this.#projects.find(({ id }) => id === last) ?? this.#projects[0] ?? null;
		if (project) await this.open(project.id);
		this.#loaded = true;
		// without a first project nothing was ever stored, and no engine starts
		if (last !== null) setTimeout(() => void this.#collect(), collectAfterMs);
	}

	async #collect(): Promise<void> {
		try {
			await this.room.collect();
		} catch (error) {
			// the next visit collects
			if (!(error instanceof AppError && error.code === 'worker/crashed')) throw error;
		}
	}

	async open(id: string): Promise<void> {
		this.#projects = await listProjects(this.ports);
		this.#project = this.#projects.find((project) => project.id === id) ?? null;
		this.#kept.clear();
		if (!this.#project) return;
		localStorage.setItem(lastProjectKey, id);
		await this.lock.hold(id);
		await this.refresh();
	}

	async close(): Promise<void> {
		this.#project = null;
		this.#artifacts = [];
		this.#kept.clear();
		this.lock.release();
		this.#projects = await listProjects(this.ports);
	}

	/** The open project; one is started when there is none. */
	async ensureProject(name: string): Promise<void> {
		if (this.#project) return;
		const { id } = await createProject(this.ports, name);
		await this.open(id);
	}

	/** Reads the artifacts again: call after making one. */
	async refresh(): Promise<void> {
		if (this.#project) this.#artifacts = await listArtifacts(this.workspace);
		if (this.datasets.length > 0) void this.room.askToKeep();
	}

	async refreshProjects(): Promise<void> {
		this.#projects = await listProjects(this.ports);
		const id = this.#project?.id;
		this.#project = this.#projects.find((project) => project.id === id) ?? null;
	}

	/** One state of a stage a project, kept while people move between pages. */
	keep<T>(key: string, make: () => T): T {
		// a root of its own: what a state derives must outlive the page that asked for it first
		if (!this.#kept.has(key)) $effect.root(() => void this.#kept.set(key, make()));
		// the key names one type of state: each stage keeps its own under its own name
		return this.#kept.get(key) as T;
	}
}

export const [getSession, setSession] = createContext<Session>();
