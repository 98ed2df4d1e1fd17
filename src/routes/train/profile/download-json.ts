import type { Json } from '$lib/core/json';

export function downloadJson(name: string, content: Json): void {
	const url = URL.createObjectURL(new Blob([JSON.stringify(content)], { type: 'application/json' }));
	Object.assign(document.createElement('a'), { href: url, download: name }).click();
	setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
