import * as v from 'valibot';
import type { Artifact } from '$lib/core/project/artifact';
import type { ConnectState } from '$lib/state/connect.svelte';

const key = 'temoto.connect';
const DraftSchema = v.object({ form: v.string(), refreshing: v.nullable(v.string()) });

/** Writes down what is typed, without keys, and gives the address at which the page finds it again. */
export function keepDraft(connect: ConnectState): string {
	const draft = { form: connect.form.draft(), refreshing: connect.refreshing?.id ?? null };
	sessionStorage.setItem(key, JSON.stringify(draft));
	return '/data';
}

/** Shows the dialog as it was before the page was loaded again, once. */
export function resumeDraft(connect: ConnectState, datasets: readonly Artifact[]): void {
	const kept = sessionStorage.getItem(key);
	if (kept === null) return;
	sessionStorage.removeItem(key);
	const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), DraftSchema), kept);
	if (!parsed.success) return;
	connect.form.resume(parsed.output.form);
	connect.refreshing = datasets.find(({ id }) => id === parsed.output.refreshing) ?? null;
	connect.isShown = true;
}
