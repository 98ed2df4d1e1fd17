import { AppError } from '$lib/core/errors';
import { parseDuration, parseList, splitEscaped } from './options';

/** A feature group as `--group` names it. */
export interface GroupOption {
	readonly name: string;
	readonly file: string;
	readonly entity: readonly string[];
	readonly eventTime: string;
	readonly writeTime: string | null;
	readonly deleted: string | null;
	readonly ttlMs: number | null;
	/** null: every column that has no other part. */
	readonly features: readonly string[] | null;
}

const grammar =
	'NAME=FILE:entity=COL[,COL]:event-time=COL[:write-time=COL][:deleted=COL][:ttl=10d][:features=COL[,COL]]';
const parts = ['entity', 'event-time', 'write-time', 'deleted', 'ttl', 'features'] as const;

/** Reads `NAME=FILE:entity=...:event-time=...`; a colon ends a value only where one of the parts follows, so paths may hold some. */
export function parseGroupOption(text: string): GroupOption {
	const bad = (value: string, allowed: string) => new AppError('usage/bad-option', { option: 'group', value, allowed });
	const head = /^((?:\\.|[^=\\])+)=(.+)$/s.exec(text);
	if (!head) throw bad(text, grammar);
	const [file = '', ...rest] = (head[2] ?? '').split(/:(?=[a-z-]+=)/);
	const found = new Map<string, string>();
	for (const part of rest) {
		const name = part.slice(0, part.indexOf('='));
		if (!parts.some((known) => known === name)) throw bad(`${text} (${name})`, grammar);
		if (found.has(name)) throw bad(text, `${name} once`);
		found.set(name, part.slice(name.length + 1));
	}
	const column = (name: string): string | null => {
		const value = found.get(name);
		if (value === undefined) return null;
		const columns = parseList(value);
		if (columns.length !== 1 || !columns[0]) throw bad(text, `one column as ${name}`);
		return columns[0];
	};
	const list = (name: string): string[] | null => {
		const value = found.get(name);
		if (value === undefined) return null;
		const columns = parseList(value);
		if (columns.includes('')) throw bad(text, `columns as ${name}`);
		return columns;
	};
	const entity = list('entity');
	const eventTime = column('event-time');
	if (!entity || eventTime === null || file === '') throw bad(text, grammar);
	const ttl = found.get('ttl');
	return {
		name: splitEscaped(head[1] ?? '', '\0').join(''),
		file: splitEscaped(file, '\0').join(''),
		entity,
		eventTime,
		writeTime: column('write-time'),
		deleted: column('deleted'),
		ttlMs: ttl === undefined ? null : parseDuration('group ttl', ttl),
		features: list('features')
	};
}
