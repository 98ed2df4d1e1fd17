import { openWorkspace } from '../../src/cli/workspace';
import { operationAnswers, type Answer } from './answers';

/** What the operations give in the engine of the command line. */
export async function nodeAnswers(): Promise<Answer[]> {
	const { workspace, close } = await openWorkspace();
	try {
		return await operationAnswers(workspace);
	} finally {
		await close();
	}
}
