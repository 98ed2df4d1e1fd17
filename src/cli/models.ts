import type { Workspace } from '$lib/core/ports';
import { readModel, type OpenModel } from '$lib/workbench/model';
import { AppError } from '$lib/core/errors';
import { readBytes } from './files';

/** Reads a MODEL of the command line; model/invalid names the file. */
export async function readModelFile(workspace: Workspace, place: string): Promise<OpenModel> {
	const bytes = await readBytes(place);
	try {
		return await readModel(workspace, bytes);
	} catch (error) {
		if (!(error instanceof AppError)) throw error;
		const reason = error.code === 'model/invalid' ? String(error.details['reason'] ?? '') : 'it is no archive';
		throw new AppError('model/invalid', { file: place, reason }, { cause: error });
	}
}
