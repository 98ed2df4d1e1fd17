import { open, readFile, rename } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import * as v from 'valibot';
import { AppError } from '$lib/core/errors';
import type { Json } from '$lib/core/json';
import type { Catalog, CatalogRecord } from '$lib/core/ports';
import { makeFolder } from './folder';

const JsonSchema: v.GenericSchema<Json> = v.lazy(() =>
	v.union([v.null(), v.boolean(), v.number(), v.string(), v.array(JsonSchema), v.record(v.string(), JsonSchema)])
);
const FileSchema = v.object({
	schemaVersion: v.literal(1),
	records: v.array(v.object({ project: v.string(), collection: v.string(), key: v.string(), value: JsonSchema }))
});

/** Metadata in `<folder>/catalog.json`, rewritten whole and moved into place at every write: a crash leaves the old one. */
export function folderCatalog(folder: string): Catalog {
	const file = path.join(folder, 'catalog.json');
	let records: Map<string, CatalogRecord> | null = null;
	let writing: Promise<void> = Promise.resolve();
	const id = ({ project, collection, key }: Omit<CatalogRecord, 'value'>) => JSON.stringify([project, collection, key]);

	async function load(): Promise<Map<string, CatalogRecord>> {
		if (records) return records;
		let text: string | null = null;
		try {
			text = await readFile(file, 'utf8');
		} catch (error) {
			if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
		}
		if (text === null) return (records = new Map());
		let json: unknown;
		try {
			json = JSON.parse(text);
		} catch (error) {
			throw new AppError('project/invalid', { file, reason: 'not JSON' }, { cause: error });
		}
		const parsed = v.safeParse(FileSchema, json);
		if (!parsed.success) throw new AppError('project/invalid', { file, reason: parsed.issues[0].message });
		return (records = new Map(parsed.output.records.map((record) => [id(record), record])));
	}

	async function save(next: Map<string, CatalogRecord>): Promise<void> {
		await makeFolder(folder);
		const temporary = path.join(folder, `.catalog-${randomUUID()}`);
		const handle = await open(temporary, 'wx');
		try {
			await handle.writeFile(JSON.stringify({ schemaVersion: 1, records: [...next.values()] }));
			await handle.sync();
		} finally {
			await handle.close();
		}
		await rename(temporary, file);
		records = next;
	}

	return {
		get: async (project, collection, key) => (await load()).get(id({ project, collection, key }))?.value,
		list: async (project, collection) =>
			[...(await load()).values()]
				.filter((record) => record.project === project && record.collection === collection)
				.map(({ key, value }) => ({ key, value })),
		all: async (project) => [...(await load()).values()].filter((record) => record.project === project),
		write: (changes) => {
			const turn = writing.then(async () => {
				const next = new Map(await load());
				for (const change of changes) {
					if ('put' in change) next.set(id(change.put), change.put);
					else next.delete(id(change.delete));
				}
				await save(next);
			});
			writing = turn.catch(() => undefined);
			return turn;
		}
	};
}
