import * as v from 'valibot';
import { sampleMethods } from './sample';
import { tableFormats, type ReadOptions } from './source';

/** ReadOptions as they are stored, to read a source again as it was read. */
export const ReadOptionsSchema = v.object({
	format: v.exactOptional(v.picklist(tableFormats)),
	part: v.exactOptional(v.string()),
	delimiter: v.exactOptional(v.string()),
	quote: v.exactOptional(v.string()),
	header: v.exactOptional(v.boolean()),
	encoding: v.exactOptional(v.string()),
	widths: v.exactOptional(v.array(v.number())),
	nulls: v.exactOptional(v.array(v.string())),
	sheet: v.exactOptional(v.string()),
	types: v.exactOptional(v.record(v.string(), v.string())),
	sample: v.exactOptional(
		v.object({
			method: v.picklist(sampleMethods),
			rows: v.number(),
			seed: v.exactOptional(v.number()),
			column: v.exactOptional(v.string())
		})
	)
}) satisfies v.GenericSchema<unknown, ReadOptions>;
