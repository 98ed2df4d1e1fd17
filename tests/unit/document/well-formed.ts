/** Names of the elements of markup, in order; fails where it is not well formed as XML is, written apart from what writes it. */
export function elementsOf(markup: string): string[] {
	const names: string[] = [];
	const open: string[] = [];
	const body = markup.replace(/^<!doctype html>\n/, '');
	const token = /<(\/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s+[a-zA-Z][a-zA-Z0-9-]*="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
	let at = 0;
	for (let found = token.exec(body); found; found = token.exec(body)) {
		at = token.lastIndex;
		const [whole, close, name = '', attributes = '', single, text] = found;
		if (/&(?!(?:amp|lt|gt|quot|apos|#\d+);)/.test(text ?? attributes)) throw new Error(`a bare ampersand in ${whole}`);
		if (text !== undefined) continue;
		if (close === '/') {
			const last = open.pop();
			if (last !== name) throw new Error(`</${name}> closes <${last}>`);
			continue;
		}
		const keys = [...attributes.matchAll(/\s([a-zA-Z][a-zA-Z0-9-]*)=/g)].map(([, key]) => key);
		if (new Set(keys).size !== keys.length) throw new Error(`an attribute twice in ${whole}`);
		names.push(name);
		if (single !== '/') open.push(name);
	}
	if (at !== body.length) throw new Error(`not markup: ${body.slice(at, at + 60)}`);
	if (open.length > 0) throw new Error(`left open: ${open.join(', ')}`);
	return names;
}
