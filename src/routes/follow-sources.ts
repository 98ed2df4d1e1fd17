import type { I18n } from '$lib/i18n/i18n.svelte';
import { FeatureFollower } from '$lib/state/feature-follower';
import type { Session } from '$lib/state/session.svelte';

/** Takes new rows into the groups that follow their source by themselves, and says so. */
export async function followSources(session: Session, i18n: I18n): Promise<void> {
	const follower = session.keep('feature-follower', () => new FeatureFollower(session));
	const t = i18n.t.feature.group.stale;
	for (const { group, rows, isRefused } of await follower.follow(t.running))
		session.toasts.show(isRefused ? t.refused(group) : t.followed(i18n.count(rows), group));
}
