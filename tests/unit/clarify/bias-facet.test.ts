import { describe, expect, it } from 'vitest';
import { biasFacet } from '../../../src/cli/selections';

const columns = ['sex', 'race', 'age', 'dept', 'D', 'R&D', 'a=b'];
const read = (text: string) => biasFacet(text, columns, (column) => column !== 'age');
const each = (column: string) => ({ column, selection: { each: true } });
const values = (column: string, ...chosen: string[]) => ({ column, selection: { values: chosen } });
const above = (column: string, threshold: number) => ({ column, selection: { threshold } });

describe('a facet on the command line', () => {
	it.each([
		['sex', each('sex')],
		['sex=F,M', values('sex', 'F', 'M')],
		['age>40', above('age', 40)],
		['a\\=b=x\\,y', values('a=b', 'x,y')],
		['sex&race', { all: [each('sex'), each('race')] }],
		['sex=F&age>40', { all: [values('sex', 'F'), above('age', 40)] }],
		['age>40&sex=F,X', { all: [above('age', 40), values('sex', 'F', 'X')] }],
		['race&sex=F&age>40', { all: [each('race'), values('sex', 'F'), above('age', 40)] }]
	])('%s', (text, facet) => {
		expect(read(text)).toEqual(facet);
	});

	it.each([
		['dept=R&D', values('dept', 'R&D')],
		['dept=R&D&sex=F', { all: [values('dept', 'R&D'), values('sex', 'F')] }],
		['dept=R\\&D', values('dept', 'R&D')],
		['dept=x\\&sex=F', values('dept', 'x&sex=F')],
		['R&D', each('R&D')],
		['R&D=1', values('R&D', '1')],
		['sex=F&nowhere=1', values('sex', 'F&nowhere=1')],
		['nowhere&sex', each('nowhere&sex')]
	])('%s, where & belongs to a name or a value', (text, facet) => {
		expect(read(text)).toEqual(facet);
	});
});
