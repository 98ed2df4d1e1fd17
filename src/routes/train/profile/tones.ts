import type { SpanName } from '$lib/core/profile/profile';

/** How spans of a name are filled: a colour of the series and, as a second channel, a pattern. */
export interface Tone {
	/** 1 to 8; 0 for what only holds others or waits. */
	readonly series: number;
	readonly pattern: 'plain' | 'striped' | 'dotted';
}

const fixed: Readonly<Record<string, Tone>> = {
	read: { series: 8, pattern: 'plain' },
	bin: { series: 5, pattern: 'plain' },
	gradient: { series: 1, pattern: 'plain' },
	histogram: { series: 2, pattern: 'plain' },
	split: { series: 3, pattern: 'plain' },
	partition: { series: 4, pattern: 'plain' },
	prepare: { series: 5, pattern: 'striped' },
	upload: { series: 8, pattern: 'striped' },
	forward: { series: 1, pattern: 'plain' },
	backward: { series: 2, pattern: 'striped' },
	update: { series: 3, pattern: 'plain' },
	index: { series: 5, pattern: 'plain' },
	distance: { series: 1, pattern: 'plain' },
	select: { series: 3, pattern: 'plain' },
	evaluate: { series: 6, pattern: 'dotted' },
	checkpoint: { series: 7, pattern: 'plain' },
	idle: { series: 0, pattern: 'striped' },
	table: { series: 8, pattern: 'dotted' },
	train: { series: 0, pattern: 'striped' },
	pack: { series: 7, pattern: 'striped' },
	keep: { series: 4, pattern: 'dotted' }
};

/** The same name always looks the same; those without a place of their own get one by their letters. */
export function toneOf({ name, kind }: SpanName): Tone {
	if (kind === 'group') return { series: 0, pattern: 'plain' };
	const own = fixed[name];
	if (own) return own;
	const sum = Array.from(name).reduce((all, letter) => all + (letter.codePointAt(0) ?? 0), 0);
	return { series: (sum % 7) + 1, pattern: 'dotted' };
}
