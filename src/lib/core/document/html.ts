import type { HistogramBin } from '../table/profile';

/** A cell: text, a number to stand at the right, or markup that is ready. */
export type HtmlCell = string | number | null | Markup;
export interface Markup {
	readonly markup: string;
	readonly isNumber?: boolean;
}

const style = `:root{color-scheme:light dark;--paper:light-dark(#fbfaf7,#15171b);--surface:light-dark(#fff,#1c1f25);--ink:light-dark(#1d1f24,#e9e7e2);--accent:light-dark(#2b4c9b,#9db8f2);--alarm:light-dark(#b3362b,#f08a7d);--caution:light-dark(#8f5b00,#e5b454);--series-1:light-dark(#0072b2,#56a8e0);--series-2:light-dark(#d55e00,#f08a3c);--series-3:light-dark(#009e73,#35c79c);--series-4:light-dark(#b8679a,#dd93c1);--series-5:light-dark(#a87b00,#e6a92b);--series-6:light-dark(#3f97c9,#8ccbf2);--series-7:light-dark(#8a8200,#f0e442);--series-8:light-dark(#555,#bdbdbd);--quiet:color-mix(in oklab,var(--ink) 68%,var(--paper));--ink-quiet:var(--quiet);--line:color-mix(in oklab,var(--ink) 13%,transparent);--hairline:var(--line);--hairline-strong:color-mix(in oklab,var(--ink) 26%,transparent)}
*{box-sizing:border-box}body{margin:0 auto;max-width:1120px;padding:32px 24px;background:var(--paper);color:var(--ink);font:14px/1.5 system-ui,'Hiragino Sans','Yu Gothic UI','Noto Sans JP','Noto Sans CJK JP',sans-serif;font-variant-numeric:tabular-nums}
h1{margin:0 0 4px;font-size:24px;line-height:1.25;overflow-wrap:anywhere}h2{margin:0 0 8px;font-size:18px}h3{margin:16px 0 4px;font-size:14px}
section{margin:16px 0 0;padding:16px;border:1px solid var(--line);border-radius:6px;background:var(--surface)}p{margin:0 0 8px}.note{color:var(--quiet);max-width:80ch}
.scroll{overflow-x:auto}table{border-collapse:collapse;font-size:13px}th,td{padding:5px 16px 5px 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}th{color:var(--quiet);font-size:12px;font-weight:500;white-space:nowrap}
.n{text-align:right}td{white-space:nowrap}td.wide{white-space:normal}td svg{max-width:none}td.wide{min-width:24ch;overflow-wrap:anywhere}dl{display:flex;flex-wrap:wrap;gap:8px 32px;margin:0}dt{color:var(--quiet);font-size:12px}dd{margin:0;font-size:18px;font-weight:600}dl .small{font-size:14px;font-weight:400}
.high{color:var(--alarm);font-weight:600}.med{color:var(--caution);font-weight:600}svg{display:block;max-width:100%;overflow:visible}.fill{fill:var(--series-1)}.track{fill:var(--line)}.whisker{stroke:var(--ink);stroke-width:1.5}td.cell{min-width:72px;text-align:right}
.words{display:inline-block;white-space:normal;min-width:24ch;max-width:64ch}ul{margin:0;padding-left:18px}ul+p{margin-top:8px}li+li{margin-top:4px}code{font:12px ui-monospace,'SF Mono',Menlo,Consolas,monospace}.facts th{padding-right:24px}.facts td.wide{min-width:0}figure{margin:20px 0 0}figcaption h3{margin:0 0 4px}nav ol{display:flex;flex-wrap:wrap;gap:4px 24px;margin:8px 0 0;padding:0;list-style:none}nav li+li{margin:0}a{color:var(--accent)}.beside{display:flex;flex-wrap:wrap;align-items:flex-start;gap:0 32px}.beside>*{max-width:100%}td svg[height='10']{margin-top:5px}.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(340px,100%),1fr));gap:0 24px}
.chart{max-width:none;margin:4px 0 8px}.chart text{font-size:12px;fill:var(--ink)}.chart .tick{font-size:11px;fill:var(--quiet)}.grid{stroke:var(--line)}.fair{stroke:var(--ink);stroke-dasharray:3 3}.mark{fill:var(--series-1)}.up{fill:var(--series-2)}.down{fill:var(--series-1)}.l0,.l1,.l2,.l3,.l4{fill:var(--series-1);stroke:var(--series-1);stroke-width:.8}.l0{fill-opacity:0}.l1{fill-opacity:.25}.l2{fill-opacity:.5}.l3{fill-opacity:.75}.way{stroke:var(--series-1);stroke-opacity:.35;stroke-width:6}.line{fill:none;stroke:var(--series-1);stroke-width:2.5}.behind{fill:none;stroke:var(--hairline-strong)}
@media print{@page{margin:14mm}:root{color-scheme:light}body{max-width:none;padding:0;font-size:11px}section{padding:0;border:0;margin-top:14px}table{font-size:9.5px}th{font-size:9px}th,td{white-space:normal;word-break:keep-all}td.wide{word-break:normal}th,td{padding:3px 8px 3px 0}td.wide{min-width:0}td svg{width:64px;height:auto}td svg.metric{width:130px}body,section{background:none}.scroll{overflow:visible}tr,svg,h2,h3{break-inside:avoid}nav{display:none}.words{min-width:0}.pair{grid-template-columns:1fr 1fr}.chart{max-width:100%;height:auto}figcaption,.chart{break-after:avoid}h2,h3{break-after:avoid}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}`;

const unshowable = /(?![\t\n\r])[\p{Cc}\p{Cs}\ufffe\uffff]/gu;

/** Text as markup; characters that no document may hold (controls, halves of pairs) become the sign for one that cannot be shown. */
export function escaped(text: string): string {
	return text
		.replaceAll(unshowable, '\ufffd')
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');
}

/** One file of its own, well-formed as HTML and as XML: no script, nothing fetched, light and dark by what the reader prefers, ready to print. */
export function htmlPage(tag: string, title: string, body: string): string {
	return `<!doctype html>
<html lang="${escaped(tag.slice(0, 2))}"><head><meta charset="utf-8"/><meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
<title>${escaped(title)}</title><style>${style}</style></head>
<body><main>${body}
</main></body></html>
`;
}

export const note = (text: string) => `<p class="note">${escaped(text)}</p>`;
export const section = (title: string, body: string) => `<section><h2>${escaped(title)}</h2>${body}</section>`;
/** A page's body with a list of its sections before it, each a link within the page. */
export function withContents(title: string, body: string): string {
	const links: string[] = [];
	const marked = body.replaceAll(/<section><h2>(.*?)<\/h2>/g, (_, name: string) => {
		links.push(`<li><a href="#s${links.length + 1}">${name}</a></li>`);
		return `<section id="s${links.length}"><h2>${name}</h2>`;
	});
	return `<nav aria-label="${escaped(title)}"><ol>${links.join('')}</ol></nav>${marked}`;
}

export const heading = (title: string) => `<h3>${escaped(title)}</h3>`;

/** Columns that hold a number stand at the right, head and all. What is too wide scrolls, by keyboard as well. */
export function htmlTable(heads: readonly string[], rows: readonly (readonly HtmlCell[])[]): string {
	const isNumber = (value: HtmlCell | undefined) =>
		typeof value === 'number' || (typeof value === 'object' && value !== null && value.isNumber === true);
	const right = heads.map((_, at) => rows.some((row) => isNumber(row[at])));
	const cell = (value: HtmlCell, at: number) => {
		const text = value === null ? '–' : typeof value === 'object' ? value.markup : escaped(String(value));
		const kind = right[at] ? ' class="n"' : typeof value === 'string' && value.length > 24 ? ' class="wide"' : '';
		return `<td${kind}>${text}</td>`;
	};
	const head = heads
		.map((text, at) =>
			text === '' ? '<td></td>' : `<th scope="col"${right[at] ? ' class="n"' : ''}>${escaped(text)}</th>`
		)
		.join('');
	const body = rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('');
	const name = escaped(heads.filter((text) => text !== '').join(', '));
	return `<div class="scroll" role="group" aria-label="${name}" tabindex="0"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}

/** A share as a bar, with its interval where there is one, and its figure beside. */
export function shareBar(share: number, label: string, interval?: { lower: number; upper: number } | null): Markup {
	const x = (value: number) => (Math.max(0, Math.min(1, value)) * 96).toFixed(1);
	const whisker = interval
		? `<line class="whisker" x1="${x(interval.lower)}" x2="${x(interval.upper)}" y1="5" y2="5"/>`
		: '';
	return {
		markup: `<svg width="96" height="10" viewBox="0 0 96 10" role="img" aria-label="${escaped(label)}"><rect class="track" y="1" width="96" height="8" rx="2"/><rect class="fill" y="1" width="${x(share)}" height="8" rx="2"/>${whisker}</svg>`
	};
}

/** The bars of a distribution; each says its bin to whoever points at it. */
export function histogramBars(
	bins: readonly HistogramBin[],
	label: string,
	say: (bin: HistogramBin) => string,
	{ width, height }: { readonly width: number; readonly height: number } = { width: 120, height: 28 }
): Markup {
	const most = Math.max(1, ...bins.map(({ count }) => count));
	const step = width / Math.max(1, bins.length);
	const rects = bins.map((bin, at) => {
		const tall = (bin.count / most) * height;
		return `<rect class="fill" x="${(at * step).toFixed(1)}" y="${(height - tall).toFixed(1)}" width="${Math.max(1, step - 1).toFixed(1)}" height="${tall.toFixed(1)}"><title>${escaped(say(bin))}</title></rect>`;
	});
	return {
		markup: `<svg width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(label)}">${rects.join('')}</svg>`
	};
}
