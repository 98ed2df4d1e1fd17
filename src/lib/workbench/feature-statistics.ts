import type { FeatureStatistics } from '$lib/core/feature/batch';
import { commonestSql, featuresAtOnce, isCounted, readStatistics, statisticsSql } from '$lib/core/feature/statistics';
import type { Workspace } from '$lib/core/ports';
import { toRows } from '$lib/core/table/columns';
import type { Field } from '$lib/core/table/schema';

/** Above this many rows distinct values are estimated. */
const exactRows = 200_000;

/** What a relation's rows say of features: one pass, and a count of values where they are few or text. */
export async function measureFeatures(
	workspace: Pick<Workspace, 'sql'>,
	relation: string,
	features: readonly Field[],
	rows: number,
	signal?: AbortSignal
): Promise<FeatureStatistics[]> {
	const measured: FeatureStatistics[] = [];
	for (let start = 0; start < features.length; start += featuresAtOnce) {
		const part = features.slice(start, start + featuresAtOnce);
		const statement = statisticsSql(relation, part, rows <= exactRows);
		const [row = {}] = toRows(await workspace.sql.query(statement, signal));
		const facts = readStatistics(part, row);
		const counted = part.flatMap((field, place): (readonly [number, Field])[] => {
			const found = facts[place];
			return found && isCounted(field, found) ? [[place, field]] : [];
		});
		const tops = facts.map((): FeatureStatistics['top'] => []);
		if (counted.length > 0)
			for (const { place, value, n } of toRows(await workspace.sql.query(commonestSql(relation, counted), signal)))
				tops[Number(place)]?.push({ value: String(value ?? ''), count: Number(n) });
		measured.push(...facts.map((one, place) => ({ ...one, top: tops[place] ?? [] })));
	}
	return measured;
}
