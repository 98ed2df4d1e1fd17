import type { SlicePart } from './slices';

/** A part of a slice for programs and terminals: `sex is Female`, `age > 30 and <= 40`. Ends of `temporal` columns are days. */
export function sliceName(part: SlicePart, temporal: ReadonlySet<string>): string {
	if (part.type === 'value') return `${part.column} is ${part.value}`;
	if (part.type === 'missing') return `${part.column} is missing`;
	if (part.type === 'others') return `${part.column} is one of ${part.values} rarer values`;
	const end = (value: number) => (temporal.has(part.column) ? new Date(value).toISOString().slice(0, 10) : value);
	const ends = [
		...(part.from === null ? [] : [`> ${end(part.from)}`]),
		...(part.to === null ? [] : [`<= ${end(part.to)}`])
	];
	return `${part.column} ${ends.join(' and ')}`;
}
