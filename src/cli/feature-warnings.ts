import type { BatchWarning } from '$lib/core/feature/validation';
import type { Workspace } from '$lib/core/ports';
import { getGroup } from '$lib/workbench/feature';
import type { Ingested } from '$lib/workbench/feature-ingest';
import { countEntities } from '$lib/workbench/feature-latest';
import type { CliContext } from './context';

const percent = (share: number): string => `${Number((share * 100).toPrecision(3))} %`;
const number = (value: number): string => String(Number(value.toPrecision(5)));

/** How a feature stands off from the batch before, in words. */
export function warningText(warning: BatchWarning): string {
	switch (warning.code) {
		case 'type':
			return `${warning.feature}: ${warning.now}, was ${warning.before}`;
		case 'missing':
			return `${warning.feature}: ${percent(warning.now)} missing, was ${percent(warning.before)}`;
		case 'mean':
			return `${warning.feature}: mean ${number(warning.now)}, was ${number(warning.before)}`;
		case 'range':
			return `${warning.feature}: from ${warning.now.map(number).join(' to ')}, was from ${warning.before.map(number).join(' to ')}`;
		case 'new-values':
			return `${warning.feature}: new ${warning.values.join(', ')} (${percent(warning.share)} of the rows)`;
		case 'gone-values':
			return `${warning.feature}: no more ${warning.values.join(', ')} (${percent(warning.share)} of the rows before)`;
	}
}

/** Says what an ingest did; a batch that was refused is a gate that failed. */
export async function tellIngest(
	workspace: Workspace,
	name: string,
	{ meta, isNew, isRefused }: Ingested,
	isJson: boolean,
	context: CliContext
): Promise<void> {
	const entities = await countEntities(workspace, await getGroup(workspace, name));
	const { batch, rows, warnings } = meta;
	if (isRefused) context.exitCode = 1;
	if (isJson) {
		context.json({ group: name, batch, isNew, isRefused, rows, entities, warnings });
		return;
	}
	for (const warning of isNew || isRefused ? warnings : []) context.log(warningText(warning));
	if (isRefused) context.line(`${name}: refused, ${rows} rows stand off from the ones before`);
	else if (isNew) context.line(`${name}: ${rows} rows ingested, ${entities} entities known`);
	else context.line(`${name}: these rows are there already`);
}
