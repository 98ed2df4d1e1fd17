import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { AppError } from '$lib/core/errors';
import type { FeatureGroup } from '$lib/core/feature/group';
import { timeMeasure } from '$lib/core/feature/point-in-time';
import { cellOf, timeOf } from '$lib/core/feature/written';
import type { Workspace } from '$lib/core/ports';
import type { Cell } from '$lib/core/table/columns';
import { isTemporalType, type Field } from '$lib/core/table/schema';
import { parsePairs, splitEscaped } from './options';
import { inWorkspace } from './workspace';

export interface StoreFlags {
	readonly store: string;
	readonly json?: boolean;
}

export function withStore(command: Command): Command {
	return command
		.requiredOption('--store <folder>', 'the folder of the feature store')
		.option('--json', 'print one JSON document');
}

/** Reads a store that must be there; only an ingest makes one. */
export async function inKnownStore(flags: StoreFlags, work: (workspace: Workspace) => Promise<void>): Promise<void> {
	if (!existsSync(flags.store)) throw new AppError('file/missing', { file: flags.store });
	return inStore(flags, work);
}

export function inStore(flags: StoreFlags, work: (workspace: Workspace) => Promise<void>): Promise<void> {
	return inWorkspace(work, { store: path.resolve(flags.store) });
}

/** Keys as `--key` gives them: a value for each part of the group's key. */
export function parseKeys(group: FeatureGroup, texts: readonly string[], option = 'key'): string[][] {
	const keys = texts.map((text) => splitEscaped(text, ','));
	for (const key of keys)
		if (key.length !== group.entity.length)
			throw new AppError('usage/bad-option', {
				option,
				value: key.join(','),
				allowed: `a value for each of ${group.entity.map((field) => field.name).join(', ')}`
			});
	return keys;
}

/** A time on the scale of a group: a date, or the group's own number. */
export function parseTime(group: FeatureGroup, option: string, text: string): number {
	const isNumber = timeMeasure(group.eventTime.type) === 'milliseconds';
	const at = timeOf(group.eventTime, text);
	if (at === null)
		throw new AppError('usage/bad-option', {
			option,
			value: text,
			allowed: isNumber ? 'a number' : 'a time such as 2026-01-31 or 2026-01-31T12:00'
		});
	return at;
}

/** What `--request NAME=VALUE` tells, as cells of the group's types; an empty value is missing. */
export function parseRequest(group: FeatureGroup, texts: readonly string[] | undefined): Record<string, Cell> {
	const found = Object.entries(parsePairs('request', texts));
	return Object.fromEntries(
		found.map(([name, text]) => {
			const field = group.request.find((one) => one.name === name);
			if (!field)
				throw new AppError('usage/bad-option', {
					option: 'request',
					value: name,
					allowed:
						group.request.length === 0
							? 'nothing: the group asks for nothing'
							: group.request.map((one) => one.name).join(', ')
				});
			return [name, requestCell(group, field, text)];
		})
	);
}

function requestCell(group: FeatureGroup, { name, type }: Field, text: string): Cell {
	if (isTemporalType(type) && text !== '')
		return parseTime({ ...group, eventTime: { name, type, kind: 'datetime' } }, 'request', text);
	const cell = cellOf({ type }, text);
	if (cell === undefined)
		throw new AppError('usage/bad-option', {
			option: 'request',
			value: `${name}=${text}`,
			allowed: type === 'BOOLEAN' ? 'true or false' : 'a number'
		});
	return cell;
}
