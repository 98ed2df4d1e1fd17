import type { Command } from 'commander';
import { AppError } from '$lib/core/errors';
import type { PointInTimeGroup } from '$lib/core/feature/point-in-time';
import type { Workspace } from '$lib/core/ports';
import type { ReadOptions } from '$lib/core/table/source';
import { joinSelect, typesOf } from '$lib/workbench/feature-join';
import type { CliContext } from '../context';
import { parseGroupOption, type GroupOption } from '../feature-group-option';
import { parseList, readOptionsOf, repeated, withTableOptions, type TableFlags } from '../options';
import { readTable, writeTable, type ReadTable } from '../tables';
import { inWorkspace } from '../workspace';
import { registerFeatureStore } from './feature-store';

interface TrainingSetFlags extends TableFlags {
	readonly spine: string;
	readonly entity: string;
	readonly at: string;
	readonly group: readonly string[];
	readonly asKnown?: boolean;
	readonly output: string;
	readonly json?: boolean;
}

export function registerFeatures(program: Command, context: CliContext): void {
	const features = program.command('features').description('keep features, and join them point in time');
	withTableOptions(
		features.command('training-set').description('join groups to a spine: what was known at each row, never later')
	)
		.requiredOption('--spine <table>', 'the rows to learn from: entity keys, a time, labels')
		.requiredOption('--entity <col,...>', "the spine's entity keys")
		.requiredOption('--at <col>', 'the time of each row of the spine')
		.requiredOption(
			'--group <spec>',
			'NAME=FILE:entity=COL[,COL]:event-time=COL[:write-time=COL][:deleted=COL][:ttl=10d][:features=a,b] (repeats)',
			repeated
		)
		.option('--as-known', 'a record written after the time of the row did not exist yet')
		.requiredOption('-o, --output <file>', 'where the training set goes (csv, tsv, ndjson, json, parquet, arrow, xlsx)')
		.option('--json', 'print one JSON document')
		.action((flags: TrainingSetFlags) => inWorkspace((workspace) => trainingSet(workspace, flags, context)));
	registerFeatureStore(features, context);
}

async function trainingSet(workspace: Workspace, flags: TrainingSetFlags, context: CliContext): Promise<void> {
	const asked = flags.group.map(parseGroupOption);
	const entity = parseList(flags.entity);
	checkNames(asked, entity);
	const reader = tableReader(workspace, readOptionsOf(flags), context);
	const spine = await reader.read(flags.spine, 'spine');
	const spineTypes = typesOf(spine.schema);
	for (const column of entity)
		if (spineTypes[column] === undefined)
			throw new AppError('table/column-missing', { column, columns: Object.keys(spineTypes).join(', ') });
	const groups: PointInTimeGroup[] = [];
	for (const [place, group] of asked.entries()) {
		const { relation, schema } = await reader.read(group.file, `group_${place}`);
		const parts = new Set([...group.entity, group.eventTime, group.writeTime, group.deleted]);
		const features = group.features ?? schema.map(({ name }) => name).filter((name) => !parts.has(name));
		groups.push({ ...group, relation, types: typesOf(schema), features });
	}
	reader.checkTypes();
	const select = await joinSelect(workspace, { relation: spine.relation, types: spineTypes, at: flags.at }, groups, {
		asKnown: flags.asKnown === true
	});
	await writeTable(workspace, select, flags.output);
	const columns = groups.flatMap(({ name, features }) => features.map((feature) => `${name}__${feature}`));
	const rows = spine.report.rows;
	if (flags.json) context.json({ rows, columns: [...Object.keys(spineTypes), ...columns], output: flags.output });
	else context.log(`${rows} rows, ${columns.length} features`);
}

function checkNames(groups: readonly GroupOption[], entity: readonly string[]): void {
	const names = new Set<string>();
	for (const group of groups) {
		if (names.has(group.name.toLowerCase()))
			throw new AppError('usage/bad-option', { option: 'group', value: group.name, allowed: 'each name once' });
		names.add(group.name.toLowerCase());
		for (const column of group.entity)
			if (!entity.includes(column))
				throw new AppError('usage/bad-option', {
					option: 'group',
					value: `${group.name}: entity ${column}`,
					allowed: `entity columns among --entity ${entity.join(',')}`
				});
	}
}

/** Reads several tables with one set of options; a `--types` entry counts for the tables that have its column. */
function tableReader(workspace: Workspace, options: ReadOptions, context: CliContext) {
	const unused = new Set(Object.keys(options.types ?? {}));
	let last: unknown = null;
	async function read(place: string, name: string): Promise<ReadTable> {
		let types = options.types;
		for (;;) {
			try {
				const table = await readTable(workspace, place, { ...options, ...(types ? { types } : {}) }, name);
				for (const column of Object.keys(types ?? {})) unused.delete(column);
				if (table.report.rejected > 0)
					context.log(`${place}: ${table.report.rejected} rows could not be read and were left out`);
				return table;
			} catch (error) {
				const column = error instanceof AppError ? error.details['column'] : undefined;
				if (!(error instanceof AppError) || error.code !== 'table/column-missing' || typeof column !== 'string')
					throw error;
				if (types?.[column] === undefined) throw error;
				last = error;
				types = Object.fromEntries(Object.entries(types).filter(([other]) => other !== column));
			}
		}
	}
	return {
		read,
		checkTypes: () => {
			if (unused.size > 0) throw last;
		}
	};
}
