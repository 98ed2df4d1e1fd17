import * as v from 'valibot';
import { limitedMetrics, LimitSchema, type Limit } from './limit';

/** A limit as `METRIC<=NUMBER`, `METRIC>=NUMBER` or `|METRIC|<=NUMBER`; null for any other text. Whom it is about is left open. */
export function parseLimit(text: string): Limit | null {
	const found = /^(\|?)([A-Z]+)\1\s*(<=|>=)\s*(\S+)$/.exec(text.trim());
	const metric = limitedMetrics.find((name) => name === found?.[2]);
	const bound = Number(found?.[4] ?? 'none');
	if (!found || !metric || !Number.isFinite(bound)) return null;
	return {
		metric,
		absolute: found[1] === '|',
		side: found[3] === '<=' ? 'at-most' : 'at-least',
		bound,
		facet: null,
		value: null,
		minRows: 0,
		wholeInterval: false
	};
}

/** `|DPL|<=0.1`: what parseLimit reads. */
export function limitText({ metric, absolute, side, bound }: Limit): string {
	return `${absolute ? `|${metric}|` : metric}${side === 'at-most' ? '<=' : '>='}${bound}`;
}

const LimitTextSchema = v.pipe(
	v.string(),
	v.rawTransform<string, Limit>(({ dataset, addIssue, NEVER }) => {
		const limit = parseLimit(dataset.value);
		if (limit) return limit;
		addIssue({ message: `'${dataset.value}' is no limit: METRIC<=NUMBER, METRIC>=NUMBER or |METRIC|<=NUMBER` });
		return NEVER;
	})
);

/** A limit in a file people write: as text, or with everything it can say. Chosen by type, so that what is wrong is said of that one. */
export const LimitInputSchema = v.lazy((given) => (typeof given === 'string' ? LimitTextSchema : LimitSchema));
