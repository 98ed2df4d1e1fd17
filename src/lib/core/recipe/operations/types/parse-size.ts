import { sqlValue } from '../../../table/sql';
import { textFunction } from '../../text-function';
import { isMatch } from '../../text-pattern';

const pattern = '(?i)\\s*([0-9]+(?:\\.[0-9]+)?)\\s*([kmgtp]?)(i?)(?:b|bytes?)?\\s*';

function sizeSql(x: string): string {
	const part = (group: number) => `regexp_extract(${x}, ${sqlValue(pattern)}, ${group})`;
	const power = `greatest(instr('kmgtp', nullif(lower(${part(2)}), '')), 0)`;
	return `CASE WHEN ${isMatch(x, pattern)} THEN TRY_CAST(${part(1)} AS DOUBLE) * power(CASE WHEN ${part(3)} = '' THEN 1000 ELSE 1024 END, coalesce(${power}, 0)) END`;
}

export const parseSize = textFunction({
	id: 'parse-size',
	group: 'types',
	title: 'Read as size in bytes',
	description:
		'Reads 10 kB, 1.5 GiB and 512 as bytes: k M G T P times 1000, Ki Mi Gi Ti Pi times 1024. What is no size becomes missing.',
	result: 'DOUBLE',
	sql: (x) => sizeSql(x)
});
