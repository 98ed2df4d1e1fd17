/** How figures are written in a language. */
export interface Writer {
	count(value: number): string;
	number(value: number, digits?: number): string;
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
		percent: (share, digits = 1) =>
			new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: digits }).format(share)
	};
}
