import * as v from 'valibot';
import type { Json } from '../json';
import type { BiasReport } from './bias';
import type { JudgedGroup } from './limit';

/** JSON has no endless numbers: they are kept as text. */
const NumberSchema = v.pipe(v.union([v.number(), v.picklist(['Infinity', '-Infinity', 'NaN'])]), v.transform(Number));
const end = v.optional(v.nullable(NumberSchema), null);
const MeasuredSchema = v.object({ value: v.nullable(NumberSchema), lower: end, upper: end, lowest: end, highest: end });
const MetricsSchema = v.record(v.string(), MeasuredSchema);

const KeptReportSchema = v.object({
	schemaVersion: v.literal(1),
	spec: v.optional(v.object({ group: v.optional(v.nullable(v.string()), null) }), { group: null }),
	report: v.object({
		rows: v.number(),
		label: v.string(),
		positive: v.string(),
		facets: v.array(
			v.object({
				facet: v.string(),
				value: v.string(),
				nFacet: v.number(),
				nRest: v.number(),
				pre: MetricsSchema,
				post: v.nullable(MetricsSchema)
			})
		)
	})
});

/** What limits are held against. */
export interface KeptReport {
	readonly rows: number;
	readonly label: string;
	readonly positive: string;
	/** The column whose groups were compared like with like. */
	readonly group: string | null;
	readonly facets: readonly JudgedGroup[];
}

/** A report as an artifact keeps it. */
export function reportToKeep(report: BiasReport): Json {
	const kept: Json = JSON.parse(
		JSON.stringify(report, (_, value: unknown) =>
			typeof value === 'number' && !Number.isFinite(value) ? String(value) : value
		)
	);
	return kept;
}

/** The report in the meta of an artifact of type `bias-report`; null for any other. */
export function readKeptReport(meta: unknown): KeptReport | null {
	const parsed = v.safeParse(KeptReportSchema, meta);
	if (!parsed.success) return null;
	const { spec, report } = parsed.output;
	return { ...report, group: spec.group };
}
