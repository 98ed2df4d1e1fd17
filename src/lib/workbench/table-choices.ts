import type { SourceFile, Workspace } from '$lib/core/ports';
import { partsOf, type TablePart } from '$lib/core/table/import-files';

const headBytes = 65_536;

/** The tables in files that were dropped together, and what is wrong with those that cannot be looked into. */
export async function listTables(
	workspace: Pick<Workspace, 'sql'>,
	files: readonly SourceFile[]
): Promise<{ readonly parts: TablePart[]; readonly errors: unknown[] }> {
	const parts: TablePart[] = [];
	const errors: unknown[] = [];
	for (const file of files)
		try {
			parts.push(...(await partsOf(workspace.sql, file, {})));
		} catch (error) {
			errors.push(error);
		}
	return { parts, errors };
}

/**
 * Whether tables are likely rows of one: their files begin with the same line, or their names differ by numbers only. Tables of a
 * database are not.
 */
export async function lookAlike(parts: readonly TablePart[]): Promise<boolean> {
	const shapes = new Set(parts.map(({ label }) => label.replace(/^.*[/\\]/, '').replaceAll(/\d+/g, '#')));
	if (parts.some(({ label, options }) => options.part !== undefined && !/\.[a-z]+$/i.test(label))) return false;
	if (shapes.size === 1 && /#/.test([...shapes].join(''))) return true;
	const heads = await Promise.all(parts.map(headOf));
	return heads[0] !== null && heads.every((head) => head === heads[0]);
}

/** The first line of a file that is not packed; null for others. */
async function headOf({ file, options }: TablePart): Promise<string | null> {
	if (!file.blob || options.part !== undefined) return null;
	const text = await file.blob.slice(0, headBytes).text();
	const end = text.search(/[\r\n]/);
	return end < 0 || text.includes('\0') ? null : text.slice(0, end);
}
