import { AppError } from '../errors';

/** A place is a gap between columns when it is blank in all lines but this share (titles and notes may cross it). */
const crossing = 0.05;
const sampleLines = 1000;

/**
 * The widths of the columns of a fixed-width text, from white space that stands at the same places in (nearly) all of its first lines.
 * A column begins where text does; the last one takes what is left of a line. Full-width characters count as one.
 */
export function guessWidths(text: string): number[] {
	const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
	// the head of a file may end within a line
	const sample = (lines.length > 2 ? lines.slice(0, -1) : lines).slice(0, sampleLines).map((line) => [...line]);
	const width = sample.reduce((most, line) => Math.max(most, line.length), 0);
	const filled = Array.from(
		{ length: width },
		(_, place) => sample.filter((line) => (line[place] ?? ' ').trim() !== '').length > sample.length * crossing
	);
	const starts = filled.flatMap((isFilled, place) => (isFilled && !(filled[place - 1] ?? false) ? [place] : []));
	const [, ...later] = starts;
	const edges = [0, ...later, width];
	return edges.slice(1).map((edge, i) => edge - (edges[i] ?? 0));
}

/** Refuses widths that are not whole numbers from 1. */
export function checkWidths(widths: readonly number[]): void {
	if (widths.length === 0 || widths.some((width) => !Number.isSafeInteger(width) || width < 1))
		throw new AppError('usage/bad-option', {
			option: 'widths',
			value: widths.join(','),
			allowed: 'whole numbers from 1 with commas between, such as 12,8,20'
		});
}

/** One line as a CSV record: cells cut at the widths and trimmed, quoted where text; a line of blanks stays one. */
export function csvLine(line: string, widths: readonly number[]): string {
	if (line.trim() === '') return '';
	const characters = [...line];
	let from = 0;
	const cells = widths.map((width, i) => {
		const to = i === widths.length - 1 ? characters.length : from + width;
		const cell = characters.slice(from, to).join('').trim();
		from = to;
		return cell === '' ? '' : `"${cell.replaceAll('"', '""')}"`;
	});
	return cells.join(',');
}

/** Fixed-width text as CSV, line by line, so that a line keeps its number. */
export function csvLines(widths: readonly number[]): TransformStream<string, string> {
	let rest = '';
	const write = (lines: readonly string[]) => lines.map((line) => `${csvLine(line, widths)}\n`).join('');
	return new TransformStream({
		transform: (chunk, controller) => {
			// a carriage return may be the first half of a line end
			const lines = (rest + chunk).split(/\r\n|\n|\r(?!$)/);
			rest = lines.pop() ?? '';
			if (lines.length > 0) controller.enqueue(write(lines));
		},
		flush: (controller) => {
			const last = rest.replace(/\r$/, '');
			if (last !== '') controller.enqueue(write([last]));
		}
	});
}
