export interface RunningSite {
	readonly url: string;
	close(): Promise<void>;
}
export function serveFolder(
	folder: string,
	options?: { readonly port?: number; readonly host?: string; readonly headers?: boolean }
): Promise<RunningSite>;
