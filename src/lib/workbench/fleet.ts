import * as v from 'valibot';
import { RelayPackageSchema } from '$lib/core/edge/sync';
import type { RelayPackage } from '$lib/core/edge/sync';
import { FleetDriftSchema, FleetSchema } from '$lib/core/monitor/fleet';
import type { Fleet, FleetDrift } from '$lib/core/monitor/fleet';
import { callRelay, readAnswer } from './relay-client';
import type { RelayWorkspace } from './relay-client';
import { requireEnrolment } from './enrolment';

/** The devices and packages of this device's tenant. Needs the key of an operator. */
export async function readFleet(ws: RelayWorkspace, signal?: AbortSignal): Promise<Fleet> {
	const { enrolment, key } = await requireEnrolment(ws);
	return readAnswer(FleetSchema, await callRelay(ws, enrolment, key, { method: 'GET', path: '/v1/fleet' }, signal));
}

/** Drift of everything the fleet told about a package against the data its model was trained on. */
export async function readFleetDrift(
	ws: RelayWorkspace,
	packageHash: string,
	signal?: AbortSignal
): Promise<FleetDrift> {
	const { enrolment, key } = await requireEnrolment(ws);
	const path = `/v1/drift?package=${encodeURIComponent(packageHash)}`;
	return readAnswer(FleetDriftSchema, await callRelay(ws, enrolment, key, { method: 'GET', path }, signal));
}

/** Hands a signed package to the relay for the fleet. Needs the key of an operator. */
export async function uploadPackage(
	ws: RelayWorkspace,
	bytes: Uint8Array,
	signal?: AbortSignal
): Promise<RelayPackage> {
	const { enrolment, key } = await requireEnrolment(ws);
	const call = { method: 'PUT', path: '/v1/packages', body: bytes } as const;
	return readAnswer(RelayPackageSchema, await callRelay(ws, enrolment, key, call, signal));
}

/** Packages the relay has for this device, newest version first within a name. */
export async function listRelayPackages(ws: RelayWorkspace, signal?: AbortSignal): Promise<RelayPackage[]> {
	const { enrolment, key } = await requireEnrolment(ws);
	const answer = await callRelay(ws, enrolment, key, { method: 'GET', path: '/v1/packages' }, signal);
	return readAnswer(v.object({ packages: v.array(RelayPackageSchema) }), answer).packages;
}

/** The bytes of a package, not yet verified: installing does that. */
export async function downloadPackage(ws: RelayWorkspace, hash: string, signal?: AbortSignal): Promise<Uint8Array> {
	const { enrolment, key } = await requireEnrolment(ws);
	const path = `/v1/packages/${encodeURIComponent(hash)}`;
	return (await callRelay(ws, enrolment, key, { method: 'GET', path }, signal)).body;
}

/** Ends a device's key for good. Needs the key of an operator. */
export async function revokeDevice(ws: RelayWorkspace, device: string, signal?: AbortSignal): Promise<void> {
	const { enrolment, key } = await requireEnrolment(ws);
	const path = `/v1/devices/${encodeURIComponent(device)}/revoke`;
	await callRelay(ws, enrolment, key, { method: 'POST', path }, signal);
}
