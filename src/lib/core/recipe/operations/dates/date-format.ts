import * as v from 'valibot';
import type { Control } from '../../control';

const written = /^(?:[^%\0]|%-?[dHIjmMSy]|%[aAbBcfgGnpuUVwWxXYzZ%])*$/u;

/** A format as DuckDB's strftime takes it. */
export const dateFormatField = (initial: string) =>
	v.pipe(
		v.optional(v.pipe(v.string(), v.minLength(1), v.regex(written)), () => initial),
		v.metadata({ field: { control: 'text' } satisfies Control })
	);
