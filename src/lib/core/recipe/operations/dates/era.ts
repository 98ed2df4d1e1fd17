import { sqlValue } from '../../../table/sql';

/** Eras of Japan by the day they began, newest first; Meiji from the day its first year is counted from in the Gregorian calendar. */
const eras = [
	{ name: '令和', letter: 'R', start: '2019-05-01' },
	{ name: '平成', letter: 'H', start: '1989-01-08' },
	{ name: '昭和', letter: 'S', start: '1926-12-25' },
	{ name: '大正', letter: 'T', start: '1912-07-30' },
	{ name: '明治', letter: 'M', start: '1868-01-25' }
] as const;

export const eraStyles = ['date', 'year', 'short', 'name', 'number'] as const;
export type EraStyle = (typeof eraStyles)[number];

/** SQL of a moment by the Japanese calendar. */
export function eraSql(style: EraStyle, moment: string): string {
	const whens = eras.map((era) => {
		const number = `(year(${moment}) - ${Number(era.start.slice(0, 4)) - 1})`;
		const year = `${sqlValue(era.name)} || CASE ${number} WHEN 1 THEN '元' ELSE ${number}::VARCHAR END || '年'`;
		const written = {
			date: `${year} || month(${moment}) || '月' || day(${moment}) || '日'`,
			year,
			short: `${sqlValue(era.letter)} || ${number} || '.' || month(${moment}) || '.' || day(${moment})`,
			name: sqlValue(era.name),
			number
		}[style];
		return `WHEN ${moment} >= DATE ${sqlValue(era.start)} THEN ${written}`;
	});
	return `CASE ${whens.join(' ')} END`;
}
