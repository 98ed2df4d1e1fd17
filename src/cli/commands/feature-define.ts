import type { Command } from 'commander';
import { AppError } from '$lib/core/errors';
import type { ComputedFeature, FeatureGroup } from '$lib/core/feature/group';
import { definitionChanges } from '$lib/core/feature/version';
import type { Workspace } from '$lib/core/ports';
import type { Field } from '$lib/core/table/schema';
import { getGroup, listVersions, updateGroup, type GroupChange } from '$lib/workbench/feature';
import type { CliContext } from '../context';
import { inKnownStore, withStore, type StoreFlags } from '../feature-store-options';
import { oneOf, parseDuration, parseList, parsePair, parsePairs, repeated } from '../options';

interface DefineFlags extends StoreFlags {
	readonly ttl?: string;
	readonly description?: string;
	readonly owner?: string;
	readonly tags?: string;
	readonly describe?: readonly string[];
	readonly computed?: readonly string[];
	readonly request?: readonly string[];
	readonly remove?: string;
	readonly source?: string;
}

const requestTypes = { number: 'DOUBLE', text: 'VARCHAR', boolean: 'BOOLEAN', time: 'TIMESTAMP' } as const;
const requestKinds = { number: 'numeric', text: 'categorical', boolean: 'boolean', time: 'datetime' } as const;

/** Changing a definition and looking at what it was: define, versions. */
export function registerFeatureDefinition(features: Command, context: CliContext): void {
	withStore(
		features.command('define').description('change the definition of a group: a new version, the old ones stay')
	)
		.argument('<group>')
		.option('--ttl <time>', 'how long a record counts: 30m, 24h, 7d; none: for ever')
		.option('--description <text>', 'what the group is')
		.option('--owner <name>', 'who answers for it')
		.option('--tags <tag,...>', 'words to find it by')
		.option('--describe <feature=text>', 'what a feature is (repeats)', repeated)
		.option(
			'--computed <name=formula>',
			'a feature computed when it is read; an empty formula takes it out (repeats)',
			repeated
		)
		.option(
			'--request <name=type>',
			'what a reader tells: number, text, boolean or time; empty takes it out (repeats)',
			repeated
		)
		.option('--remove <feature,...>', 'features that nobody wants any more')
		.option('--source <table[,recipe]>', 'the names of the table and recipe it is made of; none: of nothing')
		.action((name: string, flags: DefineFlags) =>
			inKnownStore(flags, async (workspace) => {
				const before = await getGroup(workspace, name);
				const after = await updateGroup(workspace, name, changeOf(before, flags));
				const changes = definitionChanges(before, after);
				if (flags.json) context.json({ group: name, version: after.version, changes });
				else if (changes.length === 0) context.line(`${name}: version ${after.version} says so already`);
				else context.line(`${name}: version ${after.version}, ${changes.length} changes`);
			})
		);
	withStore(features.command('versions').description('every version of a definition, and what each changed'))
		.argument('<group>')
		.action((name: string, flags: StoreFlags) =>
			inKnownStore(flags, (workspace) => listAll(workspace, name, flags, context))
		);
}

async function listAll(workspace: Workspace, name: string, flags: StoreFlags, context: CliContext): Promise<void> {
	const versions = await listVersions(workspace, name);
	const told = versions.map((group, place) => {
		const before = versions[place + 1];
		const changes = before ? definitionChanges(before, group) : [];
		return { version: group.version, changedAt: group.changedAt, changes, definition: group };
	});
	if (flags.json) {
		context.json({ group: name, versions: told });
		return;
	}
	for (const { version, changedAt, changes } of told) {
		context.line(`version ${version}, ${new Date(changedAt).toISOString()}`);
		for (const { what, about, before, after } of changes)
			context.line(`  ${[what, about].filter(Boolean).join(' ')}: ${before || '(none)'} -> ${after || '(none)'}`);
	}
}

function changeOf(group: FeatureGroup, flags: DefineFlags): GroupChange {
	const { ttl, description, owner, tags, source } = flags;
	const [dataset = '', recipe = null] = parseList(source);
	return {
		...(ttl !== undefined && { ttlMs: ttl === 'none' ? null : parseDuration('ttl', ttl) }),
		...(description !== undefined && { description }),
		...(owner !== undefined && { owner }),
		...(tags !== undefined && { tags: parseList(tags) }),
		...(source !== undefined && { source: source === 'none' ? null : { dataset, recipe } }),
		descriptions: parsePairs('describe', flags.describe),
		removed: parseList(flags.remove),
		computed: changed(group.computed, flags.computed, (text): ComputedFeature => {
			const [name, formula] = parsePair('computed', text);
			const description = group.computed.find((one) => one.name === name)?.description ?? '';
			return { name, formula, description };
		}).filter(({ formula }) => formula.trim() !== ''),
		request: changed(
			group.request,
			flags.request?.filter((text) => !text.endsWith('=')),
			requestField
		).filter(({ name }) => !flags.request?.includes(`${name}=`))
	};
}

/** What is given takes the place of what has its name, or comes after the others. */
function changed<T extends { readonly name: string }>(
	before: readonly T[],
	texts: readonly string[] = [],
	read: (text: string) => T
): T[] {
	const given = new Map(texts.map(read).map((one) => [one.name, one]));
	const kept = before.map((one) => given.get(one.name) ?? one);
	return [...kept, ...[...given.values()].filter(({ name }) => !before.some((one) => one.name === name))];
}

function requestField(text: string): Field {
	const [name, word] = parsePair('request', text);
	if (name.trim() === '')
		throw new AppError('usage/bad-option', { option: 'request', value: text, allowed: 'NAME=TYPE' });
	const type = oneOf('request', word, ['number', 'text', 'boolean', 'time']);
	return { name, type: requestTypes[type], kind: requestKinds[type] };
}
