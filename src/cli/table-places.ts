import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '$lib/core/errors';
import { formatOfName } from '$lib/core/table/format';

/** One file a TABLE names, and which part of it. */
export interface TablePlace {
	readonly place: string;
	readonly part?: string;
	/** What stands for it among several. */
	readonly label: string;
}

/**
 * The files that a TABLE names: itself, those in a folder, those that match a pattern (`*` and `?` within a name, `**` for any
 * folders), in the order of their names; `#PART` behind a file names a table in it.
 */
export async function tablePlaces(text: string): Promise<readonly TablePlace[]> {
	const found = await stat(text).catch(() => null);
	if (found?.isDirectory()) return filesIn(text, isTable, false);
	if (found) return [{ place: text, label: path.basename(text) }];
	const hash = text.indexOf('#');
	if (hash > 0) {
		const [place, part] = [text.slice(0, hash), text.slice(hash + 1)];
		return [{ place, part, label: part }];
	}
	if (!/[*?]/.test(text)) return [{ place: text, label: path.basename(text) }];
	const parts = text.split('/');
	const wild = parts.findIndex((part) => /[*?]/.test(part));
	const folder = parts.slice(0, wild).join('/') || (text.startsWith('/') ? '/' : '.');
	const pattern = patternOf(parts.slice(wild).join('/'));
	return filesIn(folder, (name) => pattern.test(name), wild < parts.length - 1, text);
}

function patternOf(glob: string): RegExp {
	const source = glob.replaceAll(/\*\*\/|\*\*|\*|\?|[\\^$.|+()[\]{}]/g, (found) => {
		if (found === '**/') return '(?:.*/)?';
		if (found === '**') return '.*';
		if (found === '*') return '[^/]*';
		return found === '?' ? '[^/]' : `\\${found}`;
	});
	return new RegExp(`^${source}$`);
}

function isTable(name: string): boolean {
	return formatOfName(name) !== null || /\.(zip|gz)$/i.test(name);
}

async function filesIn(
	folder: string,
	fits: (name: string) => boolean,
	isDeep: boolean,
	asked = folder
): Promise<TablePlace[]> {
	const entries = await readdir(folder, { recursive: isDeep, withFileTypes: true }).catch((error: unknown) => {
		throw new AppError('file/missing', { file: asked }, { cause: error });
	});
	const names = entries
		.filter((entry) => entry.isFile())
		.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
		.filter((name) => !/(^|\/)\./.test(name) && fits(name))
		.sort();
	if (names.length === 0) throw new AppError('file/missing', { file: asked });
	return names.map((name) => ({ place: path.join(folder, name), label: name }));
}
