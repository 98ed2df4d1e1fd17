import { sqlValue } from '../table/sql';

/** SQL of a row's turn in a random order: the MD5 of `seed:key`, so that a seed gives the same order on every engine. */
export function turnSql(seed: number, key: string): string {
	return `md5(${sqlValue(`${seed}:`)} || ${key})`;
}

/** SQL of a number from 0 (with it) to 1 (without it) for a key: the first 52 bits of the MD5 of `seed:key`. */
export function chanceSql(seed: number, key: string): string {
	return `('0x' || left(${turnSql(seed, key)}, 13))::BIGINT / ${2 ** 52}::DOUBLE`;
}
