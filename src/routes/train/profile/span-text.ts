import type { SpanName } from '$lib/core/profile/profile';
import type { Texts } from '$lib/i18n/catalogue';

/** What a person calls the spans of a name; a kernel keeps its own. */
export function spanText(t: Texts['train'], name: SpanName | undefined, number = 0): string {
	if (!name) return '';
	const texts: Readonly<Record<string, string>> = { ...t.phases, ...t.profile.names };
	const text = name.kind === 'kernel' ? name.name : (texts[name.name] ?? name.name);
	return number > 0 ? `${text} ${number}` : text;
}

export function workerText(t: Texts['train']['profile'], worker: string): string {
	const [, base = worker, number = ''] = /^(.*?)(?: (\d+))?$/.exec(worker) ?? [];
	const texts: Readonly<Record<string, string>> = t.workers;
	return `${texts[base] ?? base}${number === '' ? '' : ` ${number}`}`;
}
