import { describe, expect, it } from 'vitest';
import { cellOf, readKeys, timeOf } from '$lib/core/feature/written';

const field = (type: string) => ({ type });

describe('what people write', () => {
	it('is a time on the scale of the column, in UTC where no zone is said', () => {
		expect(timeOf(field('DATE'), '2026-01-31')).toBe(Date.UTC(2026, 0, 31));
		expect(timeOf(field('TIMESTAMP'), ' 2026-01-31 12:30 ')).toBe(Date.UTC(2026, 0, 31, 12, 30));
		expect(timeOf(field('TIMESTAMP'), '2026-01-31T12:30+09:00')).toBe(Date.UTC(2026, 0, 31, 3, 30));
		expect(timeOf(field('TIMESTAMP'), '1767225600000')).toBe(Date.UTC(2026, 0, 1));
		expect(timeOf(field('BIGINT'), '12')).toBe(12);
		expect([timeOf(field('DATE'), ''), timeOf(field('DATE'), 'soon'), timeOf(field('BIGINT'), 'x')]).toEqual([
			null,
			null,
			null
		]);
	});

	it('is a value of its type, missing, or none', () => {
		expect(cellOf(field('DOUBLE'), ' 1.5 ')).toBe(1.5);
		expect(cellOf(field('BIGINT'), 'many')).toBeUndefined();
		expect([cellOf(field('BOOLEAN'), 'TRUE'), cellOf(field('BOOLEAN'), '0')]).toEqual([1, 0]);
		expect(cellOf(field('BOOLEAN'), 'perhaps')).toBeUndefined();
		expect([cellOf(field('VARCHAR'), ''), cellOf(field('VARCHAR'), 'a b')]).toEqual([null, 'a b']);
	});

	it('is a list of keys, a line each', () => {
		expect(readKeys([field('VARCHAR')], 't1, the first\n\n t2 \nt2\n')).toEqual({
			keys: [['t1, the first'], ['t2']],
			badLine: null
		});
		expect(readKeys([field('BIGINT')], '7\n9007199254740993')).toEqual({
			keys: [[7], ['9007199254740993']],
			badLine: null
		});
		expect(readKeys([field('VARCHAR'), field('BIGINT')], 'a,1\nb\t2\r\nc')).toEqual({
			keys: [
				['a', 1],
				['b', 2]
			],
			badLine: 3
		});
		expect(readKeys([field('VARCHAR'), field('DATE')], 'a,').badLine).toBe(1);
	});
});
