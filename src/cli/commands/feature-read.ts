import type { Command } from 'commander';
import type { FeatureGroup } from '$lib/core/feature/group';
import type { Workspace } from '$lib/core/ports';
import { getGroup } from '$lib/workbench/feature';
import { deleteEntities } from '$lib/workbench/feature-delete';
import { countEntities, scanLatest } from '$lib/workbench/feature-latest';
import { getAsOf, getFeatures } from '$lib/workbench/feature-read';
import type { CliContext } from '../context';
import { inKnownStore, parseKeys, parseRequest, parseTime, withStore, type StoreFlags } from '../feature-store-options';
import { parseInteger, repeated, splitEscaped } from '../options';

interface GetFlags extends StoreFlags {
	readonly key: readonly string[];
	readonly at?: string;
	readonly knownAt?: string;
	readonly request?: readonly string[];
}

interface ScanFlags extends StoreFlags {
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
	withStore(features.command('scan').description('the latest features of entities in the order of their keys'))
		.argument('<group>')
		.option('--from <key,...>', 'from this key on')
		.option('--to <key,...>', 'up to this key, included')
		.option('--prefix <text,...>', 'keys that begin so')
		.option('--after <next>', 'go on where the scan before ended: its "next"')
		.option('--limit <n>', 'so many entities', '100')
		.option('--with-deleted', 'those that are gone too')
		.action((name: string, flags: ScanFlags) =>
			inKnownStore(flags, async (workspace) => {
				const group = await getGroup(workspace, name);
				const [from] = flags.from === undefined ? [] : parseKeys(group, [flags.from], 'from');
				const [to] = flags.to === undefined ? [] : parseKeys(group, [flags.to], 'to');
				const scanned = await scanLatest(workspace, group, {
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
	const request = parseRequest(group, flags.request);
	if (flags.at === undefined && flags.knownAt === undefined) return getFeatures(workspace, group, keys, request);
	const at = flags.at ?? flags.knownAt ?? '';
	return getAsOf(workspace, group, keys, {
		at: parseTime(group, 'at', at),
		request,
		...(flags.knownAt !== undefined && { knownAt: parseTime(group, 'known-at', flags.knownAt) })
	});
}
