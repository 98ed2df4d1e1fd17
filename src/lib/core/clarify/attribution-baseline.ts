import * as v from 'valibot';
import type { ModelInput } from '../model/model';
import type { Artifact } from '../project/artifact';
import { cellAt, columnNamed, numberVector, textVector, type Cell, type Columns } from '../table/columns';

const CellSchema = v.nullable(v.union([v.number(), v.string()]));

/**
 * What each column of a model adds to its answers over the rows it was trained on, to compare later rows with. Rows are explained
 * against one typical row, which is nobody's, so that a model can be watched where its data is not.
 */
export const AttributionBaselineSchema = v.object({
	schemaVersion: v.literal(1),
	kind: v.literal('attribution-baseline'),
	method: v.picklist(['tree', 'tree-path', 'linear', 'exact', 'kernel', 'permutation']),
	exact: v.boolean(),
	output: v.picklist(['margin', 'probability']),
	/** The class whose answer is explained; null for a number. */
	class: v.nullable(v.string()),
	/** Rows explained. */
	rows: v.number(),
	/** Of the sampling, where values are estimated. */
	samples: v.number(),
	seed: v.number(),
	/** The row all others are compared with: one cell a column of the model, in their order. */
	typical: v.array(CellSchema),
	/** The mean of the absolute Shapley values by column, the largest first. */
	importance: v.array(v.object({ feature: v.string(), meanAbs: v.number() }))
});
export type AttributionBaseline = v.InferOutput<typeof AttributionBaselineSchema>;

/** What an artifact of type `explanation` keeps of attributions; null when it is something else. */
export function readAttributionBaseline(artifact: Pick<Artifact, 'type' | 'meta'>): AttributionBaseline | null {
	if (artifact.type !== 'explanation') return null;
	const parsed = v.safeParse(AttributionBaselineSchema, artifact.meta);
	return parsed.success ? parsed.output : null;
}

/** A row's cells as a table of that one row, as a model of these inputs reads it. */
export function typicalColumns(inputs: readonly ModelInput[], typical: AttributionBaseline['typical']): Columns {
	return {
		rows: 1,
		columns: inputs.map(({ name, type }, at) => {
			const cell = typical[at] ?? null;
			return type === 'number'
				? { name, type: 'DOUBLE', vector: numberVector([typeof cell === 'number' ? cell : null]) }
				: { name, type: 'VARCHAR', vector: textVector([cell === null ? null : String(cell)]) };
		})
	};
}

/** The typical row: the median of numbers (the lower one of two), the commonest text (the first of equals); missing where all are. */
export function typicalRow(inputs: readonly ModelInput[], rows: Columns): AttributionBaseline['typical'] {
	return inputs.map(({ name, type }) => {
		const vector = columnNamed(rows, name)?.vector;
		const cells = Array.from({ length: vector ? rows.rows : 0 }, (_, row): Cell =>
			vector ? cellAt(vector, row) : null
		);
		if (type === 'number') return median(cells.filter((cell) => typeof cell === 'number'));
		return commonest(cells.flatMap((cell) => (cell === null ? [] : [String(cell)])));
	});
}

function median(numbers: readonly number[]): number | null {
	const sorted = Float64Array.from(numbers.filter(Number.isFinite)).sort();
	return sorted[(sorted.length - 1) >> 1] ?? null;
}

function commonest(texts: readonly string[]): string | null {
	const counts = new Map<string, number>();
	for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
	let best: string | null = null;
	for (const [text, count] of counts) if (best === null || count > (counts.get(best) ?? 0)) best = text;
	return best;
}
