import * as v from 'valibot';
import { AppError } from '../errors';
import type { Artifact } from '../project/artifact';
import { TableSchemaSchema } from './schema';

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
			encoding: v.nullable(v.string())
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
