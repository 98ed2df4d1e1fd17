import * as v from 'valibot';
import { AppError } from '../errors';
import { PlaceSchema } from '../connection/place';
import type { Artifact } from '../project/artifact';
import { ReadOptionsSchema } from './read-options';
import { TableSchemaSchema } from './schema';

/** A file, or a part of one, that came from elsewhere, and how it was read. */
export const FetchedPartSchema = v.object({ place: PlaceSchema, label: v.string(), options: ReadOptionsSchema });
export type FetchedPart = v.InferOutput<typeof FetchedPartSchema>;

/** What a dataset artifact says of its table; the table itself is the blob `table` (an Arrow IPC stream), its rejects the blob `rejects`. */
export const DatasetMetaSchema = v.object({
	rows: v.number(),
	schema: TableSchemaSchema,
	/** Where an imported table came from; null for one that was made here. */
	source: v.nullable(
		v.object({
			file: v.string(),
			format: v.string(),
			delimiter: v.nullable(v.string()),
			encoding: v.nullable(v.string()),
			/** Where it can be read again from; left out for files of this device. */
			fetched: v.exactOptional(v.pipe(v.array(FetchedPartSchema), v.minLength(1)))
		})
	),
	rejected: v.number()
});
export type DatasetMeta = v.InferOutput<typeof DatasetMetaSchema>;

export function datasetMeta(artifact: Artifact): DatasetMeta {
	const parsed = v.safeParse(DatasetMetaSchema, artifact.meta);
	if (!parsed.success)
		throw new AppError('project/invalid', { artifact: artifact.id, reason: parsed.issues[0].message });
	return parsed.output;
}

/** The name under which a dataset's table is known to the SQL engine. */
export function tableName(artifact: Pick<Artifact, 'id'>): string {
	return `t_${artifact.id.slice(0, 16)}`;
}
