import type { Command } from 'commander';
import type { FeatureGroup } from '$lib/core/feature/group';
import type { Workspace } from '$lib/core/ports';
import { AppError } from '$lib/core/errors';
import { getGroup, listBatches } from '$lib/workbench/feature';
import { deleteEntities } from '$lib/workbench/feature-delete';
import { countEntities, scanLatest, type Scanned, type ScanRange } from '$lib/workbench/feature-latest';
import { getAsOf, getFeatures, scanAsOf, withComputed, type AsOf } from '$lib/workbench/feature-read';
import { takeBack } from '$lib/workbench/feature-take-back';
import type { CliContext } from '../context';
import { inKnownStore, parseKeys, parseRequest, parseTime, withStore, type StoreFlags } from '../feature-store-options';
import { parseInteger, repeated, splitEscaped } from '../options';

interface GetFlags extends StoreFlags, AsOfFlags {
	readonly key: readonly string[];
}

interface AsOfFlags {
	readonly at?: string;
	readonly knownAt?: string;
	readonly request?: readonly string[];
}

interface ScanFlags extends StoreFlags, AsOfFlags {
	readonly from?: string;
	readonly to?: string;
	readonly prefix?: string;
	readonly after?: string;
	readonly limit: string;
	readonly withDeleted?: boolean;
}

/** Reading a group and saying that an entity is gone: get, scan, delete. */
export function registerFeatureReads(features: Command, context: CliContext): void {
	withStore(features.command('get').description('features of entities: the latest, or as they were at a time'))
		.argument('<group>')
		.requiredOption('--key <value,...>', 'the keys of an entity in the order of the group (repeats)', repeated)
		.option('--at <time>', 'as it was at this time')
		.option('--known-at <time>', 'as it was known at this time')
		.option('--request <name=value>', 'what computed features are told (repeats)', repeated)
		.action((name: string, flags: GetFlags) =>
			inKnownStore(flags, (workspace) => get(workspace, name, flags, context))
		);
	withStore(
		features
			.command('scan')
			.description('features of entities in the order of their keys: the latest, or as they were at a time')
	)
		.argument('<group>')
		.option('--from <key,...>', 'from this key on')
		.option('--to <key,...>', 'up to this key, included')
		.option('--prefix <text,...>', 'keys that begin so')
		.option('--after <next>', 'go on where the scan before ended: its "next"')
		.option('--limit <n>', 'so many entities', '100')
		.option('--with-deleted', 'those that are gone too')
		.option('--at <time>', 'as they were at this time')
		.option('--known-at <time>', 'as they were known at this time')
		.option('--request <name=value>', 'what computed features are told (repeats)', repeated)
		.action((name: string, flags: ScanFlags) =>
			inKnownStore(flags, async (workspace) => {
				const group = await getGroup(workspace, name);
				const [from] = flags.from === undefined ? [] : parseKeys(group, [flags.from], 'from');
				const [to] = flags.to === undefined ? [] : parseKeys(group, [flags.to], 'to');
				const scanned = await scan(workspace, group, flags, {
					limit: parseInteger('limit', flags.limit, 1),
					...(from && { from }),
					...(to && { to }),
					...(flags.prefix !== undefined && { prefix: splitEscaped(flags.prefix, ',') }),
					...(flags.after !== undefined && { after: flags.after }),
					...(flags.withDeleted && { withDeleted: true })
				});
				if (flags.json) context.json({ group: name, ...scanned });
				else {
					for (const { key, values } of scanned.entities) context.line(`${key.join(',')}\t${JSON.stringify(values)}`);
					if (scanned.next !== null) context.log(`more: --after ${JSON.stringify(scanned.next)}`);
				}
			})
		);
	withStore(features.command('delete').description('say of entities that they are gone; their history stays'))
		.argument('<group>')
		.requiredOption('--key <value,...>', 'the keys of an entity in the order of the group (repeats)', repeated)
		.option('--at <time>', 'since when (now)')
		.action((name: string, flags: GetFlags) =>
			inKnownStore(flags, async (workspace) => {
				const group = await getGroup(workspace, name);
				const keys = parseKeys(group, flags.key);
				const at = flags.at === undefined ? workspace.clock.now() : parseTime(group, 'at', flags.at);
				const { meta, isNew } = await deleteEntities(workspace, group, keys, at);
				const entities = await countEntities(workspace, await getGroup(workspace, name));
				if (flags.json) context.json({ group: name, batch: meta.batch, isNew, rows: meta.rows, at, entities });
				else context.line(isNew ? `${name}: ${meta.rows} entities deleted` : `${name}: they were deleted then already`);
			})
		);
	withStore(features.command('take-back').description('take an ingest or a deletion out of a group again'))
		.argument('<group>')
		.option('--batch <hash>', 'which one, by the first letters of its hash in `describe`; else the newest')
		.action((name: string, flags: StoreFlags & { readonly batch?: string }) =>
			inKnownStore(flags, async (workspace) => {
				const group = await getGroup(workspace, name);
				const batches = await listBatches(workspace, name);
				const wanted = flags.batch ?? '';
				const [batch, second] = batches.filter(({ meta }) => meta.batch.startsWith(wanted));
				if (batch === undefined || (second !== undefined && wanted !== ''))
					throw new AppError('usage/bad-option', {
						option: 'batch',
						value: wanted,
						allowed: batches.map(({ meta }) => meta.batch).join(', ') || 'nothing: the group has no ingest'
					});
				await takeBack(workspace, batch);
				const entities = await countEntities(workspace, group);
				const { batch: hash, rows } = batch.meta;
				if (flags.json) context.json({ group: name, batch: hash, rows, entities });
				else context.line(`${name}: ${rows} rows taken back, ${entities} entities known`);
			})
		);
}

async function get(workspace: Workspace, name: string, flags: GetFlags, context: CliContext): Promise<void> {
	const group = await getGroup(workspace, name);
	const keys = parseKeys(group, flags.key);
	const found = await read(workspace, group, keys, flags);
	const time = flags.at ?? flags.knownAt;
	const reason =
		time === undefined
			? 'the group has no record of this entity'
			: 'the group has no record of this entity that counted then';
	const entities = keys.map((key, at) => ({ ...(found[at] ?? { values: null, reason }), key }));
	if (flags.json) context.json({ group: name, entities });
	else for (const { key, values } of entities) context.line(`${key.join(',')}\t${JSON.stringify(values)}`);
}

function read(workspace: Workspace, group: FeatureGroup, keys: readonly string[][], flags: GetFlags) {
	const asOf = asOfOf(group, flags);
	return asOf === null
		? getFeatures(workspace, group, keys, parseRequest(group, flags.request))
		: getAsOf(workspace, group, keys, asOf);
}

async function scan(workspace: Workspace, group: FeatureGroup, flags: ScanFlags, range: ScanRange): Promise<Scanned> {
	const asOf = asOfOf(group, flags);
	if (asOf !== null) return scanAsOf(workspace, group, range, asOf);
	const { entities, next } = await scanLatest(workspace, group, range);
	// the stored features alone need to be told nothing
	if (flags.request === undefined) return { entities, next };
	const found = await withComputed(workspace, group, entities, parseRequest(group, flags.request));
	return { entities: found.filter((one) => one !== null), next };
}

/** The time that is asked for; null for the latest. */
function asOfOf(group: FeatureGroup, { at, knownAt, request }: AsOfFlags): AsOf | null {
	const time = at ?? knownAt;
	if (time === undefined) return null;
	return {
		at: parseTime(group, 'at', time),
		request: parseRequest(group, request),
		...(knownAt !== undefined && { knownAt: parseTime(group, 'known-at', knownAt) })
	};
}
