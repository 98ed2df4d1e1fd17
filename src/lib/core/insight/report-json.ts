import type { InsightReport } from './report';

/** As the command line prints it: what is infinite is the text Infinity. */
export function reportJson(report: InsightReport): string {
	const written = (_: string, value: unknown) => (value === Infinity ? 'Infinity' : value);
	return `${JSON.stringify(report, written, '\t')}\n`;
}
