export interface LineLook {
	readonly colour: string;
	/** As of stroke-dasharray; empty where the line is whole. */
	readonly dash: string;
}

const colours = 8;
const dashes = ['', '7 3', '2 3', '9 3 2 3', '14 4'] as const;

/** How line `at` of many is drawn: neighbours differ in colour and in dash, and the first forty in the pair of them. */
export function lineLook(at: number): LineLook {
	return { colour: `var(--series-${(at % colours) + 1})`, dash: dashes[at % dashes.length] ?? '' };
}
