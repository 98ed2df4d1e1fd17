import type { TableSchema } from '../table/schema';
import { fieldsNamed, passColumn, type StepQuery } from './operation';
import type { PortableValue } from './portable';

/** Old name to new for every column; a name that is taken, case aside as DuckDB compares, gets _2, _3 and on. */
function newNames(input: TableSchema, rename: (name: string) => string): Map<string, string> {
	const taken = new Set<string>();
	return new Map(
		input.map(({ name }) => {
			const wanted = rename(name);
			let made = wanted;
			for (let n = 2; taken.has(made.toLowerCase()); n++) made = `${wanted}_${n}`;
			taken.add(made.toLowerCase());
			return [name, made];
		})
	);
}

/** Every column under a new name. Throws recipe/column-missing for one `needed` that is not there. */
export function renameAll(
	input: TableSchema,
	rename: (name: string) => string,
	needed: readonly string[] = []
): StepQuery {
	fieldsNamed(input, needed);
	const names = newNames(input, rename);
	return {
		columns: input.map((field) => ({
			...passColumn(field),
			field: { ...field, name: names.get(field.name) ?? field.name }
		}))
	};
}

export function renamePortable(
	input: TableSchema,
	values: ReadonlyMap<string, PortableValue>,
	rename: (name: string) => string
): ReadonlyMap<string, PortableValue> {
	const names = newNames(input, rename);
	return new Map([...values].map(([name, value]) => [names.get(name) ?? name, value]));
}

/** A name as snake_case, Latin accents off; `column` where nothing is left. */
export function snakeName(name: string): string {
	const words = name
		.normalize('NFKC')
		.normalize('NFD')
		.replaceAll(/(\p{Script=Latin})\p{M}+/gu, '$1')
		.normalize('NFC')
		.replaceAll(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
		.replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
		.toLowerCase()
		.match(/[\p{L}\p{M}\p{N}]+/gu);
	return words?.join('_') ?? 'column';
}
