import { AppError } from '$lib/core/errors';
import type { Phase, Recorder } from '$lib/core/profile/recorder';
import { loadSharedTreesKernel } from './load';
import * as mail from './team-mailbox';
import { phaseOf, runCalls, type Call, type Team } from './team';
import { treesNames, type TreesKernel } from './trees-kernel';

/** What a thread needs to serve: the kernel over the memory of the team, and its mailbox there. */
export interface ThreadSetup {
	readonly module: WebAssembly.Module;
	readonly memory: WebAssembly.Memory;
	readonly names: readonly string[];
	readonly mailbox: mail.Mailbox;
}

export interface KernelThread {
	/** Whether it is known to have ended. */
	readonly isLost: boolean;
	end(): Promise<void>;
}

/** The threads of a machine: how many there may be, the calling one among them, and how one starts. */
export interface Threads {
	readonly most: number;
	/** Cells for each thread from which it is worth its hand-overs, where that is known of the machine. */
	readonly leastCells?: number;
	start(name: string, setup: ThreadSetup): Promise<KernelThread>;
}

interface Member {
	readonly name: string;
	readonly thread: KernelThread;
	readonly mailbox: mail.Mailbox;
	/** Calls posted, and of them those whose answers were taken. */
	posted: number;
	taken: number;
}

const spins = 10_000;

/**
 * Starts a team over shared memory; null where there is none to be had or a thread does not start. `patience`: seconds without a call
 * done after which a thread is lost: worker/crashed.
 */
export async function startTeam(
	{ start }: Threads,
	size: number,
	recorder: Recorder,
	patience = 20
): Promise<Team | null> {
	const shared = await loadSharedTreesKernel();
	if (!shared) return null;
	const { kernel, module, memory } = shared;
	const starting = Array.from({ length: size - 1 }, async (_, at): Promise<Member> => {
		const mailbox = mail.openMailbox(memory.buffer, kernel.alloc(mail.mailboxBytes));
		const name = `trees ${at + 2}`;
		const setup = { module, memory, names: treesNames, mailbox };
		return { name, thread: await start(name, setup), mailbox, posted: 0, taken: 0 };
	});
	const settled = await Promise.allSettled(starting);
	const members = settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
	const team = teamOf(kernel, members, recorder, patience);
	if (members.length === size - 1) return team;
	await team.end();
	return null;
}

function teamOf(kernel: TreesKernel, members: readonly Member[], recorder: Recorder, patience: number): Team {
	let own: number[] = [];
	return {
		kernel,
		size: members.length + 1,
		begin(callsOf) {
			members.forEach((member, at) => {
				for (const call of callsOf(at + 1)) post(member, call);
			});
			runCalls(kernel, callsOf(0), recorder, own);
		},
		join() {
			const given = [own];
			own = [];
			for (const member of members) given.push(collect(member, recorder, patience));
			recorder.lap('idle');
			return given;
		},
		async end() {
			for (const { mailbox, posted } of members) {
				mailbox.calls[(posted % mail.capacity) * mail.fields] = -1;
				Atomics.store(mailbox.state, mail.posted, posted + 1);
				Atomics.notify(mailbox.state, mail.posted);
			}
			await Promise.all(members.map(({ thread }) => thread.end()));
		}
	};
}

function post(member: Member, [name, ...args]: Call): void {
	const { mailbox } = member;
	// one place stays free for the call that ends the thread
	if (member.posted - member.taken >= mail.capacity - 1) throw new AppError('internal', { reason: 'a full mailbox' });
	if (member.thread.isLost) throw lost(member);
	const at = (member.posted % mail.capacity) * mail.fields;
	mailbox.calls[at] = treesNames.indexOf(name);
	for (let i = 0; i < args.length; i++) mailbox.calls[at + mail.argumentsAt + i] = args[i] ?? 0;
	member.posted += 1;
	Atomics.store(mailbox.state, mail.posted, member.posted);
	if (Atomics.load(mailbox.state, mail.sleeps) === 1) Atomics.notify(mailbox.state, mail.posted);
}

/** Waits for a thread and takes its answers; what it did stands on a row of its own in the profile, what follows each other in a phase as one span. */
function collect(member: Member, recorder: Recorder, patience: number): number[] {
	const { mailbox } = member;
	wait(member, patience);
	if (Atomics.load(mailbox.state, mail.failed) === 1) throw lost(member);
	const answers: number[] = [];
	let began = 0;
	while (member.taken < member.posted) {
		const at = (member.taken % mail.capacity) * mail.fields;
		const phase = phaseAt(member, member.taken);
		member.taken += 1;
		if (began === 0) began = mailbox.calls[at + mail.beganAt] ?? 0;
		answers.push(mailbox.calls[at + mail.answerAt] ?? 0);
		if (!phase || (member.taken < member.posted && phaseAt(member, member.taken) === phase)) continue;
		const ended = mailbox.calls[at + mail.endedAt] ?? 0;
		recorder.add(member.name, phase, recorder.fromEpoch(began), recorder.fromEpoch(ended));
		began = 0;
	}
	return answers;
}

function phaseAt({ mailbox }: Member, call: number): Phase | undefined {
	const name = treesNames[mailbox.calls[(call % mail.capacity) * mail.fields] ?? -1];
	return name && phaseOf(name);
}

function wait(member: Member, patience: number): void {
	const { state } = member.mailbox;
	let spun = 0;
	let seen = -1;
	let waited = 0;
	for (;;) {
		const count = Atomics.load(state, mail.done);
		if (count === member.posted) return;
		if (++spun < spins) continue;
		if (member.thread.isLost) throw lost(member);
		if (count !== seen) waited = 0;
		seen = count;
		Atomics.store(state, mail.waits, 1);
		const woke = Atomics.wait(state, mail.done, count, patience * 100);
		Atomics.store(state, mail.waits, 0);
		if (woke === 'timed-out' && ++waited >= 10) throw lost(member);
	}
}

function lost({ name }: Member): AppError {
	return new AppError('worker/crashed', { worker: name, reason: 'it stopped answering' });
}
