import type { Writer } from '../document/writer';
import { isBreach } from '../clarify/limit';
import { limitText } from '../clarify/limit-text';
import { cardFields, groupDoubts, type ModelCard } from './card';
import type { CardTexts } from './texts/card-en';

/** A section of a card, for whichever format it is written in. */
export interface CardSection {
	readonly title: string;
	readonly paragraphs: readonly string[];
	readonly bullets: readonly string[];
	readonly table: { readonly heads: readonly string[]; readonly rows: readonly (readonly (string | null)[])[] } | null;
}

const mostGroups = 20;
const mostColumns = 15;
const day = (milliseconds: number) => new Date(milliseconds).toISOString().slice(0, 10);

/** What a card says, in words of a language. */
export function cardSections(card: ModelCard, t: CardTexts, w: Writer): CardSection[] {
	const { about, words, training, versions } = card;
	const section = (title: string, parts: Partial<Omit<CardSection, 'title'>>): CardSection => ({
		...{ title, paragraphs: [], bullets: [], table: null },
		...parts
	});
	const predicts = t.predicts[about.task](about.target, about.classes.join(', '));
	return [
		section(t.what, {
			paragraphs: [
				`${predicts} ${t.estimators[about.estimator]}.`,
				...(about.threshold === null ? [] : [t.threshold(about.classes[1] ?? '', w.number(about.threshold, 4))]),
				...(card.hash === null ? [] : [`${t.hash}: ${card.hash}`])
			]
		}),
		...cardFields.map((field) =>
			section(t.fields[field], {
				paragraphs: words[field].trim() === '' ? [t.none] : words[field].trim().split(/\n{2,}/)
			})
		),
		section(t.data, {
			paragraphs: training ? [t.trained(w.count(training.rows.train), w.count(training.rows.test))] : [],
			table: {
				heads: [t.type, t.name, t.when],
				rows: card.lineage.map(({ type, name, madeAt }) => [t.types[type] ?? type, name, day(madeAt)])
			}
		}),
		goodSection(card, t, w),
		...fairnessSections(card, t, w),
		...attributionSections(card, t, w),
		section(t.inputs(w.count(about.inputs.length)), {
			table: { heads: [t.input, t.kind], rows: about.inputs.map(({ name, kind }) => [name, kind]) }
		}),
		section(t.environment, {
			bullets: [
				...(training
					? [
							`${t.parts.engine}: ${training.engine}`,
							`${t.parts.seed}: ${training.seed}`,
							`${t.parts.params}: ${Object.entries(training.params)
								.map(([name, value]) => `${name} ${value}`)
								.join(', ')}`
						]
					: []),
				...(card.parity ? [t.parity(w.count(card.parity.rows), card.parity.largest.toExponential(1))] : []),
				`${t.parts.versions}: ${Object.entries(versions)
					.map(([name, version]) => `${name} ${version}`)
					.join(', ')}`
			]
		})
	];
}

function goodSection({ training }: ModelCard, t: CardTexts, w: Writer): CardSection {
	if (!training || training.rows.test === 0)
		return { title: t.good, paragraphs: [t.notMeasured], bullets: [], table: null };
	const rows = Object.entries(training.metrics).map(([name, value]) => [
		t.scores[name] ?? name,
		value === null ? null : w.score(value)
	]);
	return {
		title: t.good,
		paragraphs: [t.goodSays(w.count(training.rows.test))],
		bullets: training.findings.flatMap((finding) => t.findings[finding] ?? []),
		table: { heads: [t.metric, t.value], rows }
	};
}

/** How groups fare, for whom not, and the limits. */
export function fairnessSections({ fairness }: ModelCard, t: CardTexts, w: Writer): CardSection[] {
	if (!fairness) return [{ title: t.groups, paragraphs: [t.groupsNot], bullets: [], table: null }];
	const { label, positive, rows, groups, limits } = fairness;
	const shown = groups.toSorted((a, b) => b.nFacet - a.nFacet).slice(0, mostGroups);
	const name = ({ facet, value }: { readonly facet: string; readonly value: string }) => `${facet}: ${value}`;
	const metrics = ['DPL', 'DPPL', 'AD'] as const;
	const doubts = groupDoubts(groups).map(({ group, why, size }) =>
		why === 'worse' ? t.worse(name(group), w.percent(size)) : t.few(name(group), w.count(size))
	);
	const held = limits.filter(({ finding }) => finding !== 'absent' && finding !== 'small');
	return [
		{
			title: t.groups,
			paragraphs: [t.groupsSay(label, positive, w.count(rows))],
			bullets: [],
			table: {
				heads: [t.group, t.rows, ...metrics.map((metric) => `${t.metrics[metric]} (${metric})`)],
				rows: shown.map((group) => [
					name(group),
					w.count(group.nFacet),
					...metrics.map((metric) => {
						const value = { ...group.pre, ...group.post }[metric]?.value ?? null;
						return value === null ? null : w.score(value);
					})
				])
			}
		},
		{ title: t.forWhomNot, paragraphs: doubts.length === 0 ? [t.noDoubts] : [], bullets: doubts, table: null },
		...(held.length === 0
			? []
			: [
					{
						title: t.limits,
						paragraphs: [],
						bullets: [],
						table: {
							heads: [t.limits, t.group, t.measured, t.finding],
							rows: held.map((check) => [
								limitText(check.limit),
								name(check),
								check.measured === null ? null : w.score(check.measured),
								isBreach(check) ? t.breached : t.holds
							])
						}
					}
				])
	];
}

/** What the answers rest on; none where the model was not explained. */
export function attributionSections({ attribution }: ModelCard, t: CardTexts, w: Writer): CardSection[] {
	const [first] = attribution?.importance ?? [];
	if (!attribution || !first) return [];
	const rows = attribution.importance.slice(0, mostColumns);
	return [
		{
			title: t.why,
			paragraphs: [t.whySays(w.count(attribution.rows), first.feature)],
			bullets: [],
			table: { heads: [t.column, t.size], rows: rows.map(({ feature, meanAbs }) => [feature, w.number(meanAbs, 3)]) }
		}
	];
}
