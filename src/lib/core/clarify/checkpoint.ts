/** Called now and then by long work: lets other work in, tells how far it is, and throws an AbortError when it is to stop. */
export type Checkpoint = (done: number, total: number) => Promise<void>;
