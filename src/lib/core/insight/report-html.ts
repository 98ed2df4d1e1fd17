import type { HistogramBin } from '../table/profile';
import type { FeatureInsight, InsightReport, QuickModel, RowSample } from './report';
import { warningTexts } from './texts';
import type { InsightWarning } from './warning';

const style = `:root{color-scheme:light dark}body{font:14px/1.5 system-ui,sans-serif;max-width:1100px;margin:0 auto;padding:24px}
h1{font-size:22px;margin:0 0 4px}h2{font-size:16px;margin:28px 0 8px}.scroll{overflow-x:auto}
table{border-collapse:collapse;font-size:13px}th,td{padding:4px 12px 4px 0;text-align:left;vertical-align:top;border-bottom:1px solid color-mix(in srgb,currentColor 18%,transparent)}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}.note{opacity:.72;margin:0 0 8px}svg{display:block;fill:currentColor}
@media print{body{max-width:none;padding:0}.scroll{overflow:visible}tr{break-inside:avoid}}`;

/** The report as one file of its own: no script, nothing fetched, light and dark by what the reader prefers. */
export function reportHtml(report: InsightReport): string {
	const { table, summary, sample, target, quickModel, quickModelReason, warnings, features } = report;
	const sections = [
		section('Summary', rowsTable(['', ''], summaryRows(report))),
		section(`Warnings (${warnings.length})`, warnings.length > 0 ? warningTable(warnings) : note('None.')),
		target === null
			? ''
			: section(
					`Target: ${target.name}`,
					target.classes.length > 0
						? rowsTable(
								['Class', 'Rows'],
								target.classes.map(({ value, count }) => [value, count])
							)
						: note(`Numbers: ${target.outliers} outliers, ${target.invalid} missing or no number.`)
				),
		quickModel
			? section('Quick model', modelSection(quickModel))
			: quickModelReason === null
				? ''
				: section('Quick model', note(`The target cannot be learned: ${quickModelReason}.`)),
		section('Columns', featureTable(features)),
		sampleSection('Most unusual rows', 'Isolation score', report.anomalies),
		sampleSection('Most frequent repeated rows', 'Times', report.duplicates),
		section('Definitions', definitions)
	];
	return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(table)}: data quality and insights</title><style>${style}</style></head>
<body><h1>${escaped(table)}</h1>${note(
		`${summary.rows} rows. Models on ${sample.model} of them, anomalies on ${sample.analysis}; everything else on all.`
	)}
${sections.join('\n')}
</body></html>
`;
}

function escaped(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

const note = (text: string) => `<p class="note">${escaped(text)}</p>`;
const section = (title: string, body: string) => `<section><h2>${escaped(title)}</h2>${body}</section>`;
const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
const figure = (value: number | null | undefined) =>
	value === null || value === undefined ? '–' : String(Number(value.toPrecision(4)));

/** A cell: text, a number, or markup that is ready. */
type Cell = string | number | null | { readonly markup: string };

function rowsTable(heads: readonly string[], rows: readonly (readonly Cell[])[]): string {
	const cell = (value: Cell) => {
		if (typeof value === 'number') return `<td class="n">${value}</td>`;
		return `<td>${value === null ? '–' : typeof value === 'string' ? escaped(value) : value.markup}</td>`;
	};
	const head = heads.some((text) => text !== '')
		? `<thead><tr>${heads.map((text) => `<th>${escaped(text)}</th>`).join('')}</tr></thead>`
		: '';
	const body = rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('');
	return `<div class="scroll"><table>${head}<tbody>${body}</tbody></table></div>`;
}

function summaryRows({ summary }: InsightReport): Cell[][] {
	const types = Object.entries(summary.types).flatMap(([type, count]) => (count > 0 ? [`${type} ${count}`] : []));
	return [
		['Rows', summary.rows],
		['Columns', summary.columns],
		['Missing cells', `${summary.missing} (${percent(summary.missingShare)})`],
		['Missing or not a number', summary.invalid],
		['Repeated rows', percent(summary.duplicateRatio)],
		['Grave warnings', summary.highWarnings],
		['Types', types.join(', ')]
	];
}

function warningTable(warnings: readonly InsightWarning[]): string {
	return rowsTable(
		['Severity', 'Column', 'What', 'Figures', 'Steps that mend it'],
		warnings.map(({ severity, column, code, facts, mends }) => [
			severity,
			column ?? 'the table',
			warningTexts[code],
			Object.entries(facts)
				.map(
					([name, fact]) =>
						`${name} ${typeof fact === 'number' ? figure(fact) : typeof fact === 'string' ? fact : fact.join(' | ')}`
				)
				.join(', '),
			mends.map(({ op, params }) => `${op} ${JSON.stringify(params)}`).join(' or ')
		])
	);
}

function modelSection({ rows, rounds, metrics, classes, confusion }: QuickModel): string {
	const lead = note(`Trees: ${rounds} rounds on ${rows.train} rows, measured on ${rows.test} others.`);
	const scores = rowsTable(
		['Metric', 'Value'],
		Object.entries(metrics).map(([name, value]) => [name, figure(value)])
	);
	if (!confusion) return lead + scores;
	const table = rowsTable(
		['True class', ...classes.map((name) => `called ${name}`)],
		confusion.map((counts, at) => [classes[at] ?? '', ...counts])
	);
	return lead + scores + table;
}

function featureTable(features: readonly FeatureInsight[]): string {
	return rowsTable(
		[
			'Column',
			'Type',
			'Prediction power',
			'Missing',
			'Distinct',
			'Distribution',
			'Median',
			'Skew',
			'Kurtosis',
			'Outliers',
			'VIF'
		],
		features.map(({ name, type, predictionPower, missing, distinct, numbers, histogram, top, patterns, inflation }) => [
			name,
			type,
			predictionPower === null ? null : { markup: `${bar(predictionPower)}${predictionPower.toFixed(3)}` },
			missing,
			distinct,
			histogram.length > 1
				? { markup: bars(histogram) }
				: [
						...top.slice(0, 3).map(({ value, count }) => `${value} (${count})`),
						...patterns.slice(0, 1).map(({ pattern }) => pattern)
					].join(', '),
			figure(numbers?.median),
			figure(numbers?.skew),
			figure(numbers?.kurtosis),
			numbers?.outliers ?? null,
			figure(inflation)
		])
	);
}

function bar(share: number): string {
	return `<svg width="100" height="6" role="img" aria-label="${share.toFixed(3)}"><rect width="100" height="6" opacity=".15"/><rect width="${(share * 100).toFixed(1)}" height="6"/></svg>`;
}

function bars(bins: readonly HistogramBin[]): string {
	const most = Math.max(1, ...bins.map(({ count }) => count));
	const rects = bins.map(({ from, to, count }, at) => {
		const height = (count / most) * 28;
		return `<rect x="${at * 6}" y="${(28 - height).toFixed(1)}" width="5" height="${height.toFixed(1)}"><title>${figure(from)} to ${figure(to)}: ${count}</title></rect>`;
	});
	return `<svg width="${bins.length * 6}" height="28" role="img" aria-label="${bins.map(({ count }) => count).join(' ')}">${rects.join('')}</svg>`;
}

function sampleSection(title: string, head: string, { columns, rows }: RowSample): string {
	if (rows.length === 0) return section(title, note('None.'));
	return section(
		title,
		rowsTable(
			[head, ...columns],
			rows.map((row) => [figure(row.figure), ...row.cells])
		)
	);
}

const definitions = [
	'Prediction power: the share of a naive guesser’s loss that trees on this column alone save on held-out rows.',
	'Outliers: values beyond 5 robust standard deviations of the median; those are taken after clipping to the 5th and 95th percentile.',
	'Skew: m3 / sd³. Kurtosis: m4 / sd⁴, 3 for a normal distribution.',
	'Isolation score: below 0 for a row that is easier to single out than most (isolation forest).',
	'VIF: 1 / (1 - R²) of a column of numbers by the others of the sample; above 5 is high.'
]
	.map(note)
	.join('');
