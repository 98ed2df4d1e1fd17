import type { Levels } from '$lib/core/clarify/pictures';

type Level = Levels[number];

/** A dot is hollow and small for a low value, filled and larger for a high one; grey where the value is no number. */
export function levelFill(level: Level): string {
	if (level === null) return 'var(--hairline-strong)';
	return `color-mix(in oklab, var(--accent) ${Math.round(level * 20) * 5}%, var(--surface))`;
}

export function levelStroke(level: Level): string {
	return level === null ? 'var(--ink-quiet)' : 'var(--accent)';
}

export function levelRadius(level: Level): number {
	return level === null ? 2.2 : 1.9 + 1.1 * level;
}
