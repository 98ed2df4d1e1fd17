import { createExplainer } from '$lib/core/clarify/explainer';
import { createAnalyst } from '$lib/core/insight/analyst';
import { exposeApi } from '$lib/rpc/expose-api';
import { pauseEvery } from '$lib/rpc/pause';

const pause = pauseEvery(20);
const api = { ...createExplainer(pause), ...createAnalyst(pause) };
export type ClarifyApi = typeof api;
exposeApi(api);
