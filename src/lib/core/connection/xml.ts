const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function decodeEntities(text: string): string {
	return text.replaceAll(
		/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi,
		(whole, hex?: string, decimal?: string, name?: string) => {
			if (hex !== undefined) return String.fromCodePoint(parseInt(hex, 16));
			if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
			return entities[name ?? ''] ?? whole;
		}
	);
}

/** What stands inside each element of a name, markup and all. Enough for S3, whose elements never hold their like. */
export function xmlElements(xml: string, name: string): string[] {
	const pattern = new RegExp(`<${name}(?:\\s[^>]*)?>([\\s\\S]*?)</${name}>`, 'g');
	return [...xml.matchAll(pattern)].map(([, inside]) => inside ?? '');
}

/** The text of the first element of a name; null where there is none. */
export function xmlText(xml: string, name: string): string | null {
	const inside = xmlElements(xml, name)[0];
	return inside === undefined ? null : decodeEntities(inside);
}
