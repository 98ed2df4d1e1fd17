import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { AppError } from '$lib/core/errors';
import { groupMatches, type FeatureGroup } from '$lib/core/feature/group';
import type { Workspace } from '$lib/core/ports';
import { datasetMeta } from '$lib/core/table/dataset';
import { isTemporalType } from '$lib/core/table/schema';
import { createGroup, getGroup, listBatches, listGroups } from '$lib/workbench/feature';
import { ingest } from '$lib/workbench/feature-ingest';
import { countEntities, getLatest } from '$lib/workbench/feature-latest';
import { importTable } from '$lib/workbench/table';
import type { CliContext } from '../context';
import { sourceFile } from '../files';
import { parseDuration, parseList, readOptionsOf, repeated, splitEscaped, withTableOptions } from '../options';
import type { TableFlags } from '../options';
import { inWorkspace } from '../workspace';

interface StoreFlags {
	readonly store: string;
	readonly json?: boolean;
}

interface IngestFlags extends TableFlags, StoreFlags {
	readonly entity?: string;
	readonly eventTime?: string;
	readonly writeTime?: string;
	readonly deleted?: string;
	readonly features?: string;
	readonly ttl?: string;
	readonly description?: string;
	readonly owner?: string;
	readonly tags?: string;
}

/** The commands of a feature store in a folder: ingest, get, list, describe. */
export function registerFeatureStore(features: Command, context: CliContext): void {
	const withStore = (command: Command) =>
		command
			.requiredOption('--store <folder>', 'the folder of the feature store')
			.option('--json', 'print one JSON document');
	withTableOptions(
		withStore(
			features.command('ingest').description('take the rows of a table into a group, made when it is not there')
		)
	)
		.argument('<group>')
		.argument('<table>')
		.option('--entity <col,...>', 'the keys of an entity (for a new group)')
		.option('--event-time <col>', 'when a record happened (for a new group)')
		.option('--write-time <col>', 'when a record was written down; else the time of its ingest')
		.option('--deleted <col>', 'true or 1 where the entity is gone')
		.option('--features <col,...>', 'the features to keep (all other columns)')
		.option('--ttl <time>', 'how long a record counts: 30m, 24h, 7d')
		.option('--description <text>', 'what the group is')
		.option('--owner <name>', 'who answers for it')
		.option('--tags <tag,...>', 'words to find it by')
		.action((name: string, table: string, flags: IngestFlags) =>
			inStore(flags, (workspace) => ingestFile(workspace, name, table, flags, context))
		);
	withStore(features.command('get').description('the latest features of entities'))
		.argument('<group>')
		.requiredOption('--key <value,...>', 'the keys of an entity in the order of the group (repeats)', repeated)
		.action((name: string, flags: StoreFlags & { key: readonly string[] }) =>
			inKnownStore(flags, async (workspace) => {
				const group = await getGroup(workspace, name);
				const keys = flags.key.map((key) => splitEscaped(key, ','));
				for (const key of keys)
					if (key.length !== group.entity.length)
						throw new AppError('usage/bad-option', {
							option: 'key',
							value: key.join(','),
							allowed: `a value for each of ${group.entity.map((field) => field.name).join(', ')}`
						});
				const found = await getLatest(workspace, group, keys);
				const unknown = { values: null, reason: 'the group has no record of this entity' };
				const entities = keys.map((key, at) => ({ ...(found[at] ?? unknown), key }));
				if (flags.json) context.json({ group: name, entities });
				else for (const { key, values } of entities) context.line(`${key.join(',')}\t${JSON.stringify(values)}`);
			})
		);
	withStore(features.command('list').description('the groups of a store'))
		.argument('[words]', 'only those with these words in a name, description, tag or type')
		.action((words: string | undefined, flags: StoreFlags) =>
			inKnownStore(flags, async (workspace) => {
				const groups = (await listGroups(workspace)).filter((group) => groupMatches(group, words ?? ''));
				const facts = await Promise.all(groups.map((group) => describeGroup(workspace, group)));
				if (flags.json) context.json(facts);
				else
					for (const { name, entities, rows, features: list } of facts)
						context.line(`${name}\t${entities} entities\t${rows} rows\t${list.map((one) => one.name).join(', ')}`);
			})
		);
	withStore(features.command('describe').description('a group: its features, and the statistics of each ingest'))
		.argument('<group>')
		.action((name: string, flags: StoreFlags) =>
			inKnownStore(flags, async (workspace) => {
				const facts = await describeGroup(workspace, await getGroup(workspace, name));
				if (flags.json) {
					context.json(facts);
					return;
				}
				context.line(`${name}, version ${facts.version}: ${facts.entities} entities, ${facts.rows} rows`);
				for (const { name: feature, type, kind, description } of facts.features)
					context.line(`  ${feature}  ${type} (${kind})  ${description}`);
				for (const { rows, entities, writtenAt, eventTime } of facts.ingests)
					context.line(
						`  ${new Date(writtenAt).toISOString()}  ${rows} rows of ${entities} entities, events ${[eventTime.from, eventTime.to].map((time) => eventText(time, facts.eventTime.type)).join(' to ')}`
					);
			})
		);
}

/** Reads a store that must be there; only an ingest makes one. */
async function inKnownStore(flags: StoreFlags, work: (workspace: Workspace) => Promise<void>): Promise<void> {
	if (!existsSync(flags.store)) throw new AppError('file/missing', { file: flags.store });
	return inStore(flags, work);
}

function inStore(flags: StoreFlags, work: (workspace: Workspace) => Promise<void>): Promise<void> {
	return inWorkspace(work, { store: path.resolve(flags.store) });
}

/** An event time as people write it; groups may also count events in numbers of their own. */
function eventText(time: number, type: string): string {
	return isTemporalType(type) ? new Date(time).toISOString() : String(time);
}

async function describeGroup(workspace: Workspace, group: FeatureGroup) {
	const ingests = (await listBatches(workspace, group.name)).map(({ meta }) => {
		const { batch, rows, entities, eventTime, writtenAt, statistics } = meta;
		return { batch, rows, entities, eventTime, writtenAt, statistics };
	});
	const rows = ingests.reduce((sum, one) => sum + one.rows, 0);
	return { ...group, entities: await countEntities(workspace, group), rows, ingests };
}

async function ingestFile(
	workspace: Workspace,
	name: string,
	table: string,
	flags: IngestFlags,
	context: CliContext
): Promise<void> {
	const options = readOptionsOf(flags);
	const { dataset, report } = await importTable(
		workspace,
		await sourceFile(table, options),
		options,
		undefined,
		context.progress
	);
	if (report.rejected > 0) context.log(`${table}: ${report.rejected} rows could not be read and were left out`);
	const group = await findOrMake(workspace, name, flags, datasetMeta(dataset).schema);
	const { meta, isNew } = await ingest(workspace, group, dataset, undefined, context.progress);
	const entities = await countEntities(workspace, await getGroup(workspace, name));
	if (flags.json) context.json({ group: name, batch: meta.batch, isNew, rows: meta.rows, entities });
	else if (isNew) context.line(`${name}: ${meta.rows} rows ingested, ${entities} entities known`);
	else context.line(`${name}: these rows are there already`);
}

async function findOrMake(
	workspace: Workspace,
	name: string,
	flags: IngestFlags,
	schema: ReturnType<typeof datasetMeta>['schema']
): Promise<FeatureGroup> {
	const found = (await listGroups(workspace)).find((group) => group.name === name);
	if (found) return found;
	if (flags.entity === undefined || flags.eventTime === undefined)
		throw new AppError('usage/bad-option', {
			option: flags.entity === undefined ? 'entity' : 'event-time',
			value: '',
			allowed: `the ${flags.entity === undefined ? 'keys' : 'time'} of the new group '${name}'`
		});
	const draft = {
		name,
		entity: parseList(flags.entity),
		eventTime: flags.eventTime,
		writeTime: flags.writeTime ?? null,
		deleted: flags.deleted ?? null,
		ttlMs: flags.ttl === undefined ? null : parseDuration('ttl', flags.ttl),
		description: flags.description ?? '',
		owner: flags.owner ?? '',
		tags: parseList(flags.tags),
		...(flags.features === undefined ? {} : { features: parseList(flags.features) })
	};
	return createGroup(workspace, draft, schema);
}
