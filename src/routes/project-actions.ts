import type { I18n } from '$lib/i18n/i18n.svelte';
import type { Session } from '$lib/state/session.svelte';
import { exportOpenProject, importProjectFile, openSample } from '$lib/state/projects';

/** Offers bytes, or the parts of a file, as a download. */
export function download(name: string, bytes: Uint8Array | readonly Blob[], type = 'application/octet-stream'): void {
	const parts = bytes instanceof Uint8Array ? [new Uint8Array(bytes)] : [...bytes];
	const url = URL.createObjectURL(new Blob(parts, { type }));
	const link = document.createElement('a');
	link.href = url;
	link.download = name;
	link.click();
	setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

export async function exportProjectFile(session: Session, i18n: I18n): Promise<void> {
	const name = session.project?.name ?? i18n.t.frame.project.untitled;
	const bytes = await session.tasks.run(i18n.t.frame.project.export, () => exportOpenProject(session, name));
	download(`${name.replaceAll(/[\\/:*?"<>|]/g, '-')}.temoto`, bytes, 'application/zip');
	session.toasts.show(i18n.t.frame.project.exported(name));
}

export async function openProjectFile(session: Session, i18n: I18n, file: Blob): Promise<void> {
	const project = await session.tasks.run(i18n.t.frame.project.import, async () =>
		importProjectFile(session, new Uint8Array(await file.arrayBuffer()))
	);
	session.toasts.show(i18n.t.frame.project.imported(project.name));
}

export async function openSampleProject(session: Session, i18n: I18n): Promise<void> {
	await session.tasks.run(i18n.t.frame.home.sample, () => openSample(session, (url) => fetch(url)));
}
