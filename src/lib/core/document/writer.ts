/** How figures are written in a language. */
export interface Writer {
	count(value: number): string;
	number(value: number, digits?: number): string;
	/** Three decimals even where they are noughts, so that a column of figures stands straight. */
	score(value: number): string;
	percent(share: number, digits?: number): string;
}

/** Of a language tag, for those who have no page. */
export function writerFor(tag: string): Writer {
	return {
		count: (value) => new Intl.NumberFormat(tag, { maximumFractionDigits: 0 }).format(value),
		number: (value, digits = 4) =>
			Number.isFinite(value)
				? new Intl.NumberFormat(tag, { signDisplay: 'negative', maximumSignificantDigits: digits }).format(value)
				: value > 0
					? '∞'
					: '–',
		score: (value) =>
			Number.isFinite(value)
				? new Intl.NumberFormat(tag, {
						signDisplay: 'negative',
						minimumFractionDigits: Math.abs(value) < 10 ? 3 : 0,
						maximumFractionDigits: Math.abs(value) < 10 ? 3 : 1
					}).format(value)
				: Number.isNaN(value)
					? '–'
					: value > 0
						? '∞'
						: '-∞',
		percent: (share, digits = 1) =>
			new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: digits }).format(share)
	};
}
