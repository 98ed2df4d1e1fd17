import { escaped } from './html';

export type Scale = (value: number) => number;

/** From a domain to pixels, both in order; a domain of no width lies in the middle. */
export function linearScale([low, high]: readonly [number, number], [from, to]: readonly [number, number]): Scale {
	if (!(high > low)) return () => (from + to) / 2;
	return (value) => from + ((value - low) / (high - low)) * (to - from);
}

/** Round numbers within a domain, about `count` of them: steps of 1, 2 or 5 times a power of ten. */
export function roundTicks([low, high]: readonly [number, number], count: number): number[] {
	if (!(high > low) || !Number.isFinite(high - low)) return Number.isFinite(low) ? [low] : [];
	const rough = (high - low) / Math.max(1, count);
	const power = 10 ** Math.floor(Math.log10(rough));
	const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
	const first = Math.ceil(low / step - 1e-9);
	const last = Math.floor(high / step + 1e-9);
	return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => (first + at) * step + 0);
}

/** A coordinate with one decimal. */
export function at(value: number): string {
	return Number.isFinite(value) ? String(Math.round(value * 10) / 10) : '0';
}

/** A text cut to so many half-width characters; a full-width one counts for two. */
export function shortened(text: string, most: number): string {
	let width = 0;
	let kept = '';
	for (const { segment } of new Intl.Segmenter().segment(text)) {
		width += (segment.codePointAt(0) ?? 0) > 0x2fff ? 2 : 1;
		if (width > most) return `${kept}…`;
		kept += segment;
	}
	return kept;
}

type Anchor = 'start' | 'middle' | 'end';

export function svgText(x: number, y: number, text: string, anchor: Anchor = 'start', kind = ''): string {
	return `<text x="${at(x)}" y="${at(y)}"${anchor === 'start' ? '' : ` text-anchor="${anchor}"`}${kind === '' ? '' : ` class="${kind}"`}>${escaped(text)}</text>`;
}

export function svgLine(x1: number, y1: number, x2: number, y2: number, kind: string): string {
	return `<line x1="${at(x1)}" y1="${at(y1)}" x2="${at(x2)}" y2="${at(y2)}" class="${kind}"/>`;
}

export function svgBar(x: number, y: number, width: number, height: number, kind: string, says = ''): string {
	const title = says === '' ? '' : `<title>${escaped(says)}</title>`;
	return `<rect x="${at(x)}" y="${at(y)}" width="${at(Math.max(0, width))}" height="${at(Math.max(0, height))}" class="${kind}">${title}</rect>`;
}

/** Ticks of a horizontal axis at `y`, with hairlines up to `top`. */
export function horizontalAxis(
	scale: Scale,
	ticks: readonly number[],
	[top, y]: readonly [number, number],
	write: (value: number) => string
): string {
	return ticks
		.map(
			(tick) =>
				svgLine(scale(tick), top, scale(tick), y, 'grid') + svgText(scale(tick), y + 14, write(tick), 'middle', 'tick')
		)
		.join('');
}

/** A drawing with what it shows in words; it keeps its size, and a narrow screen scrolls it. */
export function drawing(width: number, height: number, label: string, body: string): string {
	return `<div class="scroll" role="group" aria-label="${escaped(label)}" tabindex="0"><svg class="chart" width="${at(width)}" height="${at(height)}" viewBox="0 0 ${at(width)} ${at(height)}" role="img" aria-label="${escaped(label)}">${body}</svg></div>`;
}

/** A drawing with its title, the sentence that says what it shows, and the table of its figures. */
export function figure(title: string, says: string, picture: string, table: string): string {
	return `<figure><figcaption><h3>${escaped(title)}</h3><p class="note">${escaped(says)}</p></figcaption><div class="beside">${picture}${table}</div></figure>`;
}
