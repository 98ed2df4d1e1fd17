import { escaped, htmlPage, htmlTable, note, section, withContents, type HtmlCell } from '../document/html';
import { writerFor, type Writer } from '../document/writer';
import { isBreach, type LimitCheck } from './limit';
import { limitText } from './limit-text';
import { fairValue, postMetrics, preMetrics, type MetricName } from './metric';
import { metricFormulas } from './metric-formula';
import type { AuditReport } from './report';
import { biasSections, furthestOf, metricFacts } from './report-bias';
import { changesSection } from './report-changes';
import { effectsSection, errorsSection } from './report-effects';
import { numberWriter } from './report-number';
import { ruleWords } from './rule-words';
import { explanationSection } from './report-explanation';
import { mitigationsSection } from './report-mitigations';
import { pairsSection } from './report-pairs';
import type { AuditTexts } from './texts/report-en';

interface Ink {
	readonly t: AuditTexts;
	readonly w: Writer;
}

/** The audit as one file: no script, nothing fetched, pictures inside, to read and to print. */
export function auditHtml(report: AuditReport, texts: AuditTexts): string {
	const ink: Ink = { t: texts, w: writerFor(texts.tag) };
	const { subject, limits, explanation, pairs, effects, errors, mitigations, changes } = report;
	const title = texts.title(subject.model?.name ?? null, subject.dataset.name);
	const sections = [
		shortSection(report, ink),
		subjectSection(report, ink),
		biasSections(report, ink),
		limits.length > 0 ? limitsSection(limits, ink) : '',
		explanation ? explanationSection(explanation, subject.model?.task === 'regression', ink) : '',
		pairs ? pairsSection(pairs, ink) : '',
		effectsSection(effects, ink),
		errors ? errorsSection(errors, numberWriter(explanation?.rows ?? null, ink.w), ink) : '',
		mitigations ? mitigationsSection(mitigations, ink) : '',
		changes
			? changesSection(changes, {
					...{ ...ink, rows: explanation?.rows ?? null },
					...{ classes: subject.model?.classes ?? [], threshold: subject.model?.threshold }
				})
			: '',
		readingSection(report, ink)
	];
	return htmlPage(
		texts.tag,
		title,
		`<h1>${escaped(title)}</h1>${note(texts.made(utc(subject.madeAt)))}${withContents(texts.contents, sections.join('\n'))}`
	);
}

/** `2026-11-27 21:30 UTC`: the same wherever it is read. */
export function utc(milliseconds: number): string {
	return `${new Date(milliseconds).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function shortSection(report: AuditReport, ink: Ink): string {
	const { before, after, limits, explanation, errors, subject } = report;
	const { t, w } = ink;
	const far = furthestOf(before.facets.map((facet) => ({ before: facet })));
	const judged = after?.facets.find(({ facet, value }) => facet === far?.facet && value === far.value);
	const [dpl, dppl] = [far?.pre.DPL?.value ?? null, judged?.post?.DPPL?.value ?? null];
	const held = limits.filter(({ finding }) => finding !== 'absent' && finding !== 'small');
	const broken = limits.filter(isBreach).length;
	const [first, ...others] = explanation?.found.importance.map(({ feature }) => feature) ?? [];
	const worst = errors?.slices.find(({ isWorse }) => isWorse);
	const share = (value: number | null | undefined) =>
		value === null || value === undefined
			? t.notDefined
			: errors?.task === 'classification'
				? w.percent(value)
				: w.number(value, 3);
	const sentences = [
		t.short.groups(w.count(before.facets.length), w.count(before.rows)),
		far && dpl !== null ? t.says.DPL(metricFacts(far, dpl, subject, t)) : t.bias.even,
		...(far && dppl !== null ? [t.says.DPPL(metricFacts(far, dppl, subject, t))] : []),
		held.length === 0
			? t.short.noLimits
			: broken > 0
				? t.short.breaches(w.count(broken), w.count(held.length))
				: t.short.within(w.count(held.length)),
		...(first === undefined ? [] : [t.short.importance(first, others.slice(0, 2).join(', '))]),
		...(worst && errors
			? [
					t.short.worst(
						ruleWords(worst.rule, t.errors.rule, numberWriter(explanation?.rows ?? null, w)),
						share(worst.value),
						share(errors.whole.value)
					)
				]
			: [])
	];
	const absent = absentParts(report, t);
	return section(
		t.short.title,
		`<ul>${sentences.map((text) => `<li>${escaped(text)}</li>`).join('')}</ul>${absent === '' ? '' : note(t.short.notMeasured(absent))}`
	);
}

/** The titles of what a report may hold and this one does not. */
function absentParts({ explanation, pairs, errors, mitigations, changes }: AuditReport, t: AuditTexts): string {
	const parts: readonly [unknown, string][] = [
		[explanation, t.explanation.title],
		[pairs, t.pairs.title],
		[errors, t.errors.title],
		[mitigations, t.mitigations.title],
		[changes, t.changes.title]
	];
	return parts.flatMap(([part, title]) => (part === null ? [title] : [])).join(t.short.between);
}

function subjectSection({ subject }: AuditReport, { t, w }: Ink): string {
	const s = t.subject;
	const { dataset, model, predictions } = subject;
	const versions = Object.entries(subject.versions).map(([name, version]) => `${name} ${version}`);
	const lines: [string, string | null][] = [
		[s.dataset, `${dataset.name}, ${s.size(w.count(dataset.rows), w.count(dataset.columns))}`],
		[s.hash, dataset.hash],
		[s.label, subject.label],
		[s.positive, subject.positive],
		[s.facets, subject.facets.join(', ')],
		[s.within, subject.group],
		[
			s.model,
			model && `${model.name}: ${s.about(s.estimators[model.estimator], model.target, w.count(model.inputs.length))}`
		],
		[s.modelHash, model?.hash ?? null],
		[s.predictions, predictions && s.sources[predictions.from](w.count(predictions.rows), predictions.column ?? '')],
		[s.resampling, subject.intervals > 0 ? s.draws(w.count(subject.intervals), String(subject.seed)) : null],
		[s.versions, versions.join(', ')]
	];
	const shown = lines.flatMap(([name, value]) => (value === null || value === '' ? [] : [[name, value] as const]));
	const rows = shown.map(
		([name, value]) => `<tr><th scope="row">${escaped(name)}</th><td class="wide">${escaped(value)}</td></tr>`
	);
	return section(s.title, `<table class="facts"><tbody>${rows.join('')}</tbody></table>`);
}

function limitsSection(limits: readonly LimitCheck[], { t, w }: Ink): string {
	const rows = limits.map((check): HtmlCell[] => {
		const words = t.limits.findings[check.finding];
		const doubt = check.doubt === null ? '' : ` (${t.limits.doubts[check.doubt]})`;
		return [
			limitText(check.limit),
			check.facet === '' ? null : t.group(check.facet, check.value),
			check.measured === null ? null : { markup: escaped(w.score(check.measured)), isNumber: true },
			{ markup: `<span class="words${isBreach(check) ? ' high' : ''}">${escaped(words + doubt)}</span>` }
		];
	});
	return section(
		t.limits.title,
		note(t.limits.lead) + htmlTable([t.limits.limit, t.limits.who, t.limits.measured, t.limits.finding], rows)
	);
}

function readingSection({ before, after, explanation }: AuditReport, { t }: Ink): string {
	const r = t.reading;
	const used = new Set(
		[before, ...(after ? [after] : [])].flatMap(({ facets }) =>
			facets.flatMap(({ pre, post }) => Object.keys({ ...pre, ...post }))
		)
	);
	const names: readonly MetricName[] = [...preMetrics, ...postMetrics, 'FT'];
	const rows = names
		.filter((name) => used.has(name))
		.map((name): HtmlCell[] => [
			`${name} · ${t.metrics[name]}`,
			{ markup: `<code>${escaped(metricFormulas[name])}</code>` },
			String(fairValue(name))
		]);
	const notes = [r.signs, r.interval, ...(explanation ? [r.shapley] : [])];
	return section(r.title, notes.map(note).join('') + htmlTable([t.bias.metric, r.formula, r.fair], rows));
}
