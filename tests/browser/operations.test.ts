import { expect, it } from 'vitest';
import { commands } from 'vitest/browser';
import { openPorts } from '$lib/app';
import { operations } from '$lib/core/recipe/operations';
import { operationAnswers } from '../operations/answers';
import { expectSameAnswers } from '../operations/same-answer';
import { expectFaultPlaced, sqlFaults } from '../operations/sql-faults';

const ports = openPorts();

it('gives with every operation in the workers of the page what the command line gives', async () => {
	const wanted = await commands.nativeAnswers();
	expect(wanted.filter(({ error }) => error !== null)).toEqual([]);
	expect(wanted).toHaveLength(operations.length);
	const found = await operationAnswers(ports);
	expectSameAnswers(found, wanted);
}, 300_000);

it.each(sqlFaults)('places what the engine of the page says of %j', (query, line, column) =>
	expectFaultPlaced(ports, query, line, column)
);
