import { eachBox, type Flame } from '$lib/core/profile/flame';
import type { Part } from '$lib/core/profile/part';
import type { Profile } from '$lib/core/profile/profile';
import type { Palette } from './palette';

export const rowHeight = 20;
export const headHeight = 20;
export const rulerHeight = 22;

/** What is drawn, in CSS pixels. */
export interface FlamePicture {
	readonly profile: Profile;
	readonly flame: Flame;
	readonly shown: Part;
	readonly width: number;
	readonly selected: number;
	readonly hovered: number;
	readonly found: ReadonlySet<number> | null;
	readonly palette: Palette;
	readonly nameOf: (name: number, number: number) => string;
	readonly workerOf: (worker: string) => string;
	readonly timeOf: (ms: number) => string;
}

/** Where each row begins; a worker's first row has its name above it. */
export function rowTops({ rows }: Flame): { tops: number[]; height: number } {
	let top = rulerHeight;
	const tops = rows.map(({ worker }, at) => {
		if (rows[at - 1]?.worker !== worker) top += headHeight;
		const own = top;
		top += rowHeight;
		return own;
	});
	return { tops, height: top + 4 };
}

/** Draws a flame chart; gives how many boxes it took. */
export function drawFlame(context: CanvasRenderingContext2D, picture: FlamePicture): number {
	const { profile, flame, shown, width, selected, hovered, found, palette } = picture;
	const { tops, height } = rowTops(flame);
	const scale = width / (shown.to - shown.from);
	const x = (time: number) => (time - shown.from) * scale;
	let boxes = 0;
	context.clearRect(0, 0, width, height);
	drawRuler(context, picture, height);
	context.font = `11px ${palette.font}`;
	context.textBaseline = 'middle';
	flame.rows.forEach((row, at) => {
		const top = tops[at] ?? 0;
		if (flame.rows[at - 1]?.worker !== row.worker) {
			context.fillStyle = palette.quiet;
			context.fillText(picture.workerOf(profile.workers[row.worker] ?? ''), 4, top - headHeight / 2 + 1, width - 8);
		}
		eachBox(row, shown.from, shown.to, 1 / scale, (start, end, place, count) => {
			boxes += 1;
			const span = row.places[place] ?? 0;
			const name = profile.spans.name[span] ?? 0;
			const left = Math.max(0, x(start));
			const wide = Math.max(1, Math.min(width, x(end)) - left - (x(end) - left > 3 ? 1 : 0));
			const { fill, text } = palette.fills[name] ?? { fill: palette.hairline, text: palette.ink };
			context.globalAlpha = found && !found.has(name) ? 0.18 : 1;
			context.fillStyle = fill;
			context.fillRect(left, top, wide, rowHeight - 2);
			if (wide > 34 && count === 1) {
				context.fillStyle = text;
				writeWithin(
					context,
					picture.nameOf(name, profile.spans.number[span] ?? 0),
					left + 4,
					top + rowHeight / 2,
					wide - 8
				);
			}
		});
	});
	context.globalAlpha = 1;
	for (const [place, color] of [
		[hovered, palette.quiet],
		[selected, palette.ink]
	] as const) {
		const at = flame.rows.findIndex(
			(row) => row.worker === profile.spans.worker[place] && row.level === profile.spans.level[place]
		);
		if (place < 0 || at < 0) continue;
		const left = x(profile.spans.start[place] ?? 0);
		const right = Math.max(left + 2, x(profile.spans.end[place] ?? 0));
		context.strokeStyle = color;
		context.lineWidth = 2;
		context.strokeRect(left, (tops[at] ?? 0) - 1, right - left, rowHeight);
	}
	return boxes;
}

function drawRuler(
	context: CanvasRenderingContext2D,
	{ shown, width, palette, timeOf }: FlamePicture,
	height: number
): void {
	const span = shown.to - shown.from;
	const rough = (span * 90) / Math.max(width, 1);
	const power = 10 ** Math.floor(Math.log10(rough));
	const step = ([1, 2, 5, 10].find((times) => times * power >= rough) ?? 10) * power;
	context.font = `11px ${palette.font}`;
	context.textBaseline = 'top';
	for (let time = Math.ceil(shown.from / step) * step; time < shown.to; time += step) {
		const left = Math.round(((time - shown.from) / span) * width) + 0.5;
		context.fillStyle = palette.hairline;
		context.fillRect(left, rulerHeight - 6, 1, height);
		context.fillStyle = palette.quiet;
		if (left < width - 50) context.fillText(timeOf(time), left + 3, 2);
	}
}

function writeWithin(context: CanvasRenderingContext2D, text: string, x: number, y: number, room: number): void {
	// a letter takes about 6 pixels, a Japanese one 11: adding up is far cheaper than measuring each text
	let wide = 0;
	let fits = 0;
	for (const letter of text) {
		wide += letter > '\u2e7f' ? 11 : 6.2;
		if (wide > room) break;
		fits += letter.length;
	}
	if (fits < 2 && fits < text.length) return;
	context.fillText(fits === text.length ? text : `${text.slice(0, fits - 1)}…`, x, y, room);
}
