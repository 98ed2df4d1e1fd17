import type { SpanName } from '$lib/core/profile/profile';
import { computedColor } from '$lib/ui/chart/computed-color';
import { toneOf } from './tones';

/** The colours of the page as a canvas needs them. */
export interface Palette {
	readonly ink: string;
	readonly quiet: string;
	readonly surface: string;
	readonly hairline: string;
	readonly accent: string;
	readonly font: string;
	/** How each name is filled, and what is written on it. */
	readonly fills: readonly { readonly fill: string | CanvasPattern; readonly text: string }[];
}

const size = 8;

/** Reads the tokens where `node` stands. */
export function readPalette(node: HTMLElement, context: CanvasRenderingContext2D, names: readonly SpanName[]): Palette {
	const color = (token: string) => computedColor(node, token);
	const surface = color('--surface');
	const ink = color('--ink');
	const onAccent = color('--on-accent');
	const holder = color('--hairline');
	const made = new Map<string, string | CanvasPattern>();
	const fills = names.map((name) => {
		const { series, pattern } = toneOf(name);
		const key = `${series} ${pattern}`;
		let fill = made.get(key);
		if (fill === undefined) {
			const tone = series === 0 ? holder : color(`--series-${series}`);
			fill = pattern === 'plain' ? tone : (patterned(context, pattern, tone, surface) ?? tone);
			made.set(key, fill);
		}
		return { fill, text: series === 0 ? ink : onAccent };
	});
	return {
		...{ ink, surface, fills },
		quiet: color('--ink-quiet'),
		hairline: holder,
		accent: color('--accent'),
		font: getComputedStyle(node).fontFamily
	};
}

function patterned(
	context: CanvasRenderingContext2D,
	pattern: 'striped' | 'dotted',
	tone: string,
	surface: string
): CanvasPattern | null {
	const tile = document.createElement('canvas');
	tile.width = tile.height = size;
	const draw = tile.getContext('2d');
	if (!draw) return null;
	draw.fillStyle = surface;
	draw.fillRect(0, 0, size, size);
	draw.fillStyle = tone;
	draw.fillRect(0, 0, size, size);
	draw.globalAlpha = 0.32;
	draw.fillStyle = draw.strokeStyle = surface;
	if (pattern === 'dotted') draw.fillRect(2, 2, 2, 2);
	else {
		draw.lineWidth = 2;
		for (const shift of [-size, 0, size]) {
			draw.beginPath();
			draw.moveTo(shift, size);
			draw.lineTo(shift + size, 0);
			draw.stroke();
		}
	}
	return context.createPattern(tile, 'repeat');
}
