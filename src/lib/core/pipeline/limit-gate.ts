import { checkLimits, isBreach, type JudgedGroup, type Limit, type LimitCheck } from '../clarify/limit';
import { limitText } from '../clarify/limit-text';
import type { GateResult, Reason } from './pipeline';

/**
 * Limits on a report as gates of the step that made it. Of the project's limits only those that the report measures are judged; one that
 * the pipeline names fails also where there is nothing to hold it against. Groups too small for a limit are not judged.
 */
export function limitGates(
	id: string,
	limits: readonly Limit[],
	groups: readonly JudgedGroup[],
	from: 'project' | 'pipeline'
): { readonly gates: readonly GateResult[]; readonly breach: Reason | null } {
	const checks = checkLimits(limits, groups).filter(
		({ finding }) => finding !== 'small' && (finding !== 'absent' || from === 'pipeline')
	);
	const broken = checks.filter((check) => isBreach(check) || check.finding === 'absent');
	const gates = checks.map((check) => ({
		id,
		metric: place(check),
		value: check.measured,
		limit: wanted(check.limit),
		ok: !broken.includes(check)
	}));
	return { gates, breach: broken.length === 0 ? null : { code: 'limits', about: summary(broken) } };
}

/** The first that are broken, and how many more; the gates hold them all. */
function summary(broken: readonly LimitCheck[]): string {
	const named = broken
		.slice(0, 2)
		.map((check) => `${limitText(check.limit)}, ${place(check)} ${shown(check.measured)}`);
	return [...named, ...(broken.length > 2 ? [`+${broken.length - 2}`] : [])].join('; ');
}

/** As the step names its values: `sex=Female.DPL`. */
function place({ facet, value, limit, finding }: LimitCheck): string {
	if (finding !== 'absent' || (facet !== '' && value !== '')) return `${facet}=${value}.${limit.metric}`;
	return facet === '' ? limit.metric : `${facet}.${limit.metric}`;
}

/** As a gate says it: `<= 0.1`, or `|x| <= 0.1` for the distance from 0. */
function wanted({ absolute, side, bound }: Limit): string {
	return `${absolute ? '|x| ' : ''}${side === 'at-most' ? '<=' : '>='} ${bound}`;
}

function shown(measured: number | null): string {
	return measured === null ? '–' : String(Number(measured.toPrecision(4)));
}
