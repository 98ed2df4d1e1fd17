import {
	at,
	drawing,
	horizontalAxis,
	linearScale,
	roundTicks,
	shortened,
	svgBar,
	svgLine,
	svgText
} from '../document/svg';
import { escaped } from '../document/html';
import type { Writer } from '../document/writer';
import { fairValue, metricRange, type MetricName } from './metric';
import type { Figure } from './mitigation-trial';
import type { SwarmDot, WaterfallStep } from './pictures';

const labelWidth = 172;
const chartWidth = 620;

/** What is drawn of a metric: its interval, or for FT the range over ties. */
export interface DrawnMetric {
	readonly value: number | null;
	readonly lower: number | null;
	readonly upper: number | null;
}

/** A metric as a dot with its interval on a line whose fair value is marked; beyond the line it is an arrow. Empty without a value. */
export function metricLine(name: MetricName, { value, lower, upper }: DrawnMetric, label: string): string {
	if (value === null || Number.isNaN(value)) return '';
	const fair = fairValue(name);
	const [least, most] = metricRange(name);
	const domain = [Math.max(least, fair - 1), Math.min(most, fair + 1)] as const;
	const x = linearScale(domain, [8, 192]);
	const within = (end: number) => x(Math.max(domain[0], Math.min(domain[1], end)));
	const whisker = lower === null || upper === null ? '' : svgLine(within(lower), 9, within(upper), 9, 'whisker');
	const mark =
		value > domain[1]
			? '<path d="M188 4l8 5l-8 5z" class="mark"/>'
			: value < domain[0]
				? '<path d="M12 4l-8 5l8 5z" class="mark"/>'
				: `<circle cx="${at(x(value))}" cy="9" r="4" class="mark"/>`;
	return `<svg class="metric" width="200" height="18" viewBox="0 0 200 18" role="img" aria-label="${escaped(label)}">${svgLine(8, 9, 192, 9, 'grid')}${svgLine(x(fair), 1, x(fair), 17, 'fair')}${whisker}${mark}</svg>`;
}

/** One row a column, one dot a row of the table: right raises the answer, left lowers it; the fuller a dot, the higher the value. */
export function beeswarm(dots: readonly SwarmDot[], order: readonly string[], label: string, w: Writer): string {
	const [lane, top] = [26, 8];
	const bottom = top + order.length * lane;
	const domain = domainOf(dots.map(({ value }) => value));
	const x = linearScale(domain, [labelWidth + 12, chartWidth - 12]);
	const rows = order.map((feature, place) => {
		const y = top + (place + 0.5) * lane;
		const own = dots.filter((dot) => dot.feature === feature && Number.isFinite(dot.value));
		const marks = own.map(
			(dot) =>
				`<circle cx="${at(x(dot.value))}" cy="${at(y + dot.lane * 4)}" r="2.6" class="l${Math.round((dot.level ?? 0.5) * 4)}"/>`
		);
		return svgText(labelWidth, y + 4, shortened(feature, 26), 'end') + marks.join('');
	});
	const axis = horizontalAxis(x, roundTicks(domain, 6), [top, bottom], (value) => w.number(value, 3));
	const zero = svgLine(x(0), top, x(0), bottom, 'fair');
	return drawing(chartWidth, bottom + 20, label, axis + zero + rows.join(''));
}

/** The way from the usual answer to the answer of a row, a bar for each step. */
export function waterfall(
	steps: readonly (WaterfallStep & { readonly name: string })[],
	base: number,
	label: string,
	w: Writer
): string {
	const [lane, top] = [24, 8];
	const bottom = top + steps.length * lane;
	const domain = domainOf([base, ...steps.map(({ to }) => to)], false);
	const x = linearScale(domain, [labelWidth + 56, chartWidth - 56]);
	const bars = steps.map(({ name, from, to, value }, place) => {
		const y = top + place * lane;
		const [left, right] = [Math.min(x(from), x(to)), Math.max(x(from), x(to))];
		const signed = `${value < 0 ? '' : '+'}${w.number(value, 3)}`;
		const figure =
			value < 0
				? svgText(left - 4, y + 16, signed, 'end', 'tick')
				: svgText(right + 4, y + 16, signed, 'start', 'tick');
		const next = place + 1 < steps.length ? svgLine(x(to), y + 20, x(to), y + lane + 4, 'grid') : '';
		return (
			svgText(labelWidth, y + 16, shortened(name, 26), 'end') +
			svgBar(left, y + 4, Math.max(1, right - left), 16, value < 0 ? 'down' : 'up') +
			figure +
			next
		);
	});
	const axis = horizontalAxis(x, roundTicks(domain, 5), [top, bottom], (value) => w.number(value, 3));
	return drawing(chartWidth, bottom + 20, label, axis + svgLine(x(base), top, x(base), bottom, 'fair') + bars.join(''));
}

/** Means on two axes before and after, a line for each: the dashed line is before, the dot after. */
export function beforeAfter(
	lines: readonly { readonly name: string; readonly left: Figure | null; readonly right: Figure | null }[],
	columns: Readonly<Record<'left' | 'right', { readonly title: string; readonly before: Figure | null }>>,
	label: string,
	write: (value: number) => string
): string {
	const [lane, top] = [26, 26];
	const bottom = top + lines.length * lane;
	const names = lines.map(({ name }, place) =>
		svgText(labelWidth, top + (place + 0.5) * lane + 4, shortened(name, 26), 'end')
	);
	const panel = (side: 'left' | 'right', from: number, to: number) => {
		const { title, before } = columns[side];
		const known = [...(before ? [before] : []), ...lines.flatMap((line) => line[side] ?? [])];
		const domain = domainOf(
			known.flatMap(({ least, most }) => [least, most]),
			side === 'left'
		);
		const x = linearScale(domain, [from + 8, to - 8]);
		const marks = lines.map((line, place) => {
			const after = line[side];
			if (!after) return '';
			const y = top + (place + 0.5) * lane;
			const way = before ? svgLine(x(before.mean), y, x(after.mean), y, 'way') : '';
			return `${way}${svgLine(x(after.least), y, x(after.most), y, 'whisker')}<circle cx="${at(x(after.mean))}" cy="${at(y)}" r="4" class="mark"/>`;
		});
		const start = before ? svgLine(x(before.mean), top, x(before.mean), bottom, 'fair') : '';
		return (
			svgText(from, 14, title, 'start', 'tick') +
			horizontalAxis(x, roundTicks(domain, 3), [top, bottom], write) +
			start +
			marks.join('')
		);
	};
	const panels = panel('left', labelWidth + 8, 390) + panel('right', 410, chartWidth);
	return drawing(chartWidth, bottom + 20, label, names.join('') + panels);
}

/** A value of a column and what it adds to the answer. */
export interface DependencePoint {
	/** A number, or the place of a category. */
	readonly x: number;
	readonly y: number;
}

/** What a column adds to the answer by its value; `categories` name the places of a column of text. */
export function dependence(
	points: readonly DependencePoint[],
	categories: readonly string[] | null,
	label: string,
	w: Writer
): string {
	const [width, height, left, bottom] = [320, 190, 52, 160];
	const shown = points.filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y));
	const across = categories
		? ([-0.5, categories.length - 0.5] as const)
		: domainOf(
				shown.map(({ x }) => x),
				false
			);
	const up = domainOf(shown.map(({ y }) => y));
	const x = linearScale(across, [left + 6, width - 8]);
	const y = linearScale(up, [bottom - 6, 10]);
	const names = categories
		? categories
				.map((name, place) =>
					svgText(x(place), bottom + 14, shortened(name, Math.floor(44 / categories.length)), 'middle', 'tick')
				)
				.join('')
		: horizontalAxis(x, roundTicks(across, 4), [10, bottom], (value) => w.number(value, 3));
	const levels = roundTicks(up, 4)
		.map(
			(tick) =>
				svgLine(left, y(tick), width - 8, y(tick), 'grid') +
				svgText(left - 4, y(tick) + 4, w.number(tick, 3), 'end', 'tick')
		)
		.join('');
	const dots = shown.map((point, place) => {
		const spread = categories ? (((place * 7) % 11) - 5) * Math.min(3, 90 / (categories.length * 11)) : 0;
		return `<circle cx="${at(x(point.x) + spread)}" cy="${at(y(point.y))}" r="2.4" class="l2"/>`;
	});
	return drawing(width, height, label, levels + names + svgLine(left, y(0), width - 8, y(0), 'fair') + dots.join(''));
}

/** Places of a line, ascending in x, with a band or single curves behind it. */
export function curve(
	line: readonly DependencePoint[],
	behind: readonly (readonly DependencePoint[])[],
	label: string,
	w: Writer
): string {
	const [width, height, left, bottom] = [320, 190, 52, 160];
	const all = [line, ...behind].flat();
	const across = domainOf(
		all.map(({ x }) => x),
		false
	);
	const up = domainOf(
		all.map(({ y }) => y),
		false
	);
	const x = linearScale(across, [left + 6, width - 8]);
	const y = linearScale(up, [bottom - 6, 10]);
	const path = (points: readonly DependencePoint[], kind: string) =>
		`<path d="${points.map((point, place) => `${place === 0 ? 'M' : 'L'}${at(x(point.x))} ${at(y(point.y))}`).join('')}" class="${kind}"/>`;
	const levels = roundTicks(up, 4)
		.map(
			(tick) =>
				svgLine(left, y(tick), width - 8, y(tick), 'grid') +
				svgText(left - 4, y(tick) + 4, w.number(tick, 3), 'end', 'tick')
		)
		.join('');
	return drawing(
		width,
		height,
		label,
		levels +
			horizontalAxis(x, roundTicks(across, 4), [10, bottom], (value) => w.number(value, 3)) +
			behind.map((points) => path(points, 'behind')).join('') +
			path(line, 'line')
	);
}

/** The least to the largest finite value, and 0 where the axis has it; widened where they are the same. */
function domainOf(values: readonly number[], withZero = true): readonly [number, number] {
	const finite = values.filter(Number.isFinite);
	let [low, high] = withZero ? [0, 0] : [Infinity, -Infinity];
	for (const value of finite) [low, high] = [Math.min(low, value), Math.max(high, value)];
	if (!(high >= low)) return [-1, 1];
	return high === low ? [low - 1, high + 1] : [low, high];
}
