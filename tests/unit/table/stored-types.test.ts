import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { datasetMeta } from '$lib/core/table/dataset';
import { saveTable } from '$lib/workbench/table';
import { openWorkspace } from '../../../src/cli/workspace';

it('stores every type as one that every engine reads, and times as times', async () => {
	const folder = await mkdtemp(path.join(tmpdir(), 'temoto-types-'));
	const { workspace, close } = await openWorkspace({ store: folder });
	const select = `SELECT TIMESTAMP '2024-02-29 12:34:56.789' AS at, DATE '2024-02-29' AS day, TIME '12:34:56' AS clock,
		TIMESTAMPTZ '2024-02-29 12:34:56+00' AS zoned, TIMESTAMP_S '2024-02-29 12:34:56' AS seconds, 1.25::DECIMAL(9, 2) AS price,
		170141183460469231731687303715884105727::HUGEINT AS huge, 7::UTINYINT AS small, 'a'::ENUM('a', 'b') AS letter,
		TRUE AS yes, INTERVAL 3 DAY AS wait`;
	const dataset = await saveTable(workspace, select, { name: 'types', parents: {} });
	expect(Object.fromEntries(datasetMeta(dataset).schema.map(({ name, type }) => [name, type]))).toEqual({
		at: 'TIMESTAMP',
		day: 'DATE',
		clock: 'VARCHAR',
		zoned: 'TIMESTAMP',
		seconds: 'TIMESTAMP',
		price: 'DOUBLE',
		huge: 'DOUBLE',
		small: 'BIGINT',
		letter: 'VARCHAR',
		yes: 'BOOLEAN',
		wait: 'VARCHAR'
	});
	await close();
	await rm(folder, { recursive: true });
});
