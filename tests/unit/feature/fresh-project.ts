import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { importTable } from '$lib/workbench/table';
import { openWorkspace, type NodeWorkspace } from '../../../src/cli/workspace';

/** A folder for the tests of a file; each call gives an empty project in it, whose clock stands at `now()`. */
export function projectsIn(name: string, now: () => number): () => Workspace {
	let folder = '';
	let node: NodeWorkspace | null = null;
	let projects = 0;
	beforeAll(async () => {
		folder = await mkdtemp(path.join(tmpdir(), `temoto-${name}-`));
		node = await openWorkspace({ store: folder });
	});
	afterAll(async () => {
		await node?.close();
		await rm(folder, { recursive: true, force: true });
	});
	return () => {
		if (!node) throw new Error('not open yet');
		return { ...node.workspace, clock: { now, elapsed: () => performance.now() }, project: `p${projects++}` };
	};
}

export async function takeTable(workspace: Workspace, name: string, csv: string): Promise<Artifact> {
	return (await importTable(workspace, { name: `${name}.csv`, blob: new Blob([csv]) }, {})).dataset;
}
