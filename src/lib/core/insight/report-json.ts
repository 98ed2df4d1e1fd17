import { writeJson } from '../json';
import type { InsightReport } from './report';

/** As the command line prints it. */
export function reportJson(report: InsightReport): string {
	return `${writeJson(report, '\t')}\n`;
}
