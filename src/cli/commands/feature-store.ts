import type { Command } from 'commander';
import { AppError } from '$lib/core/errors';
import { groupMatches, type FeatureGroup, type GroupSource } from '$lib/core/feature/group';
import type { Workspace } from '$lib/core/ports';
import { datasetMeta } from '$lib/core/table/dataset';
import { isTemporalType } from '$lib/core/table/schema';
import { findArtifact, listArtifacts } from '$lib/workbench/artifact';
import { draftGroup, getGroup, listBatches, listGroups, updateGroup } from '$lib/workbench/feature';
import { ingest } from '$lib/workbench/feature-ingest';
import { countEntities } from '$lib/workbench/feature-latest';
import { featureLineage } from '$lib/workbench/feature-lineage';
import { stalenessOf, type Staleness } from '$lib/workbench/feature-materialise';
import { recipeOf, runRecipe } from '$lib/workbench/recipe';
import { importTable } from '$lib/workbench/table';
import type { CliContext } from '../context';
import { inKnownStore, inStore, withStore, type StoreFlags } from '../feature-store-options';
import { tellIngest } from '../feature-warnings';
import { sourceFile } from '../files';
import { parseDuration, parseList, readOptionsOf, withTableOptions, type TableFlags } from '../options';
import { registerFeatureDefinition } from './feature-define';
import { registerFeatureMaterialise, takeRecipe } from './feature-materialise';
import { registerFeatureReads } from './feature-read';

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
	readonly recipe?: string;
	readonly failOnChange?: boolean;
}

/** The commands of a feature store in a folder. */
export function registerFeatureStore(features: Command, context: CliContext): void {
	registerFeatureReads(features, context);
	registerFeatureDefinition(features, context);
	registerFeatureMaterialise(features, context);
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
		.option('--recipe <file>', 'run this recipe on the table first, and bind the group to both')
		.option('--fail-on-change', 'exit 1, and take nothing, where the rows stand off from the ones before')
		.action((name: string, table: string, flags: IngestFlags) =>
			inStore(flags, (workspace) => ingestFile(workspace, name, table, flags, context))
		);
	withStore(features.command('list').description('the groups of a store'))
		.argument(
			'[words]',
			'only those with these words in a name, description, tag or type; owner:ann, tag:x, type:numeric'
		)
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
				for (const { feature, sources, steps } of facts.lineage)
					context.line(
						`  ${feature} from ${sources.map(({ dataset, column }) => `${dataset}.${column}`).join(', ') || '(nothing here)'}${steps.map(({ op }) => ` > ${op}`).join('')}`
					);
				if (facts.stale !== null) context.line(`  stale: ${staleTexts[facts.stale]}`);
				for (const { rows, entities, writtenAt, eventTime } of facts.ingests)
					context.line(
						`  ${new Date(writtenAt).toISOString()}  ${rows} rows of ${entities} entities, events ${[eventTime.from, eventTime.to].map((time) => eventText(time, facts.eventTime.type)).join(' to ')}`
					);
			})
		);
}

/** An event time as people write it; groups may also count events in numbers of their own. */
function eventText(time: number, type: string): string {
	return isTemporalType(type) ? new Date(time).toISOString() : String(time);
}

const staleTexts: Readonly<Record<Staleness, string>> = {
	never: 'never materialised',
	dataset: 'there is a newer table',
	recipe: 'its recipe has changed',
	both: 'there is a newer table and its recipe has changed'
};

async function describeGroup(workspace: Workspace, group: FeatureGroup) {
	const batches = await listBatches(workspace, group.name);
	const artifacts = await listArtifacts(workspace);
	const ingests = batches.map(({ meta }) => {
		const { batch, groupVersion, rows, entities, eventTime, writtenAt, statistics, warnings } = meta;
		return { batch, groupVersion, rows, entities, eventTime, writtenAt, statistics, warnings };
	});
	return {
		...group,
		entities: await countEntities(workspace, group),
		rows: ingests.reduce((sum, one) => sum + one.rows, 0),
		stale: stalenessOf(group, batches, artifacts),
		lineage: featureLineage(group, batches, artifacts),
		ingests
	};
}

async function ingestFile(
	workspace: Workspace,
	name: string,
	place: string,
	flags: IngestFlags,
	context: CliContext
): Promise<void> {
	const { dataset: table, report } = await importTable(
		workspace,
		await sourceFile(place),
		readOptionsOf(flags),
		undefined,
		context.progress
	);
	if (report.rejected > 0) context.log(`${place}: ${report.rejected} rows could not be read and were left out`);
	const recipe = flags.recipe === undefined ? null : await takeRecipe(workspace, flags.recipe, null);
	const prepared = recipe === null ? null : await findArtifact(workspace, 'recipe', recipe);
	const dataset = prepared
		? (await runRecipe(workspace, recipeOf(prepared), table, { name: prepared.name })).dataset
		: table;
	const source = recipe === null ? undefined : { dataset: table.name, recipe };
	const { group, isDraft } = await findOrDraft(workspace, name, flags, datasetMeta(dataset).schema, source);
	if (source && !isDraft) await updateGroup(workspace, name, { source: { ...group.source, ...source } });
	const taken = await ingest(workspace, group, dataset, undefined, context.progress, {
		refuseChanges: flags.failOnChange === true,
		isDraft
	});
	await tellIngest(workspace, name, taken, flags.json === true, context);
}

async function findOrDraft(
	workspace: Workspace,
	name: string,
	flags: IngestFlags,
	schema: ReturnType<typeof datasetMeta>['schema'],
	source: GroupSource | undefined
): Promise<{ readonly group: FeatureGroup; readonly isDraft: boolean }> {
	const found = (await listGroups(workspace)).find((group) => group.name === name);
	if (found) return { group: found, isDraft: false };
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
		...(source && { source }),
		...(flags.features === undefined ? {} : { features: parseList(flags.features) })
	};
	return { group: await draftGroup(workspace, draft, schema), isDraft: true };
}
