import { createExplainer } from '$lib/core/clarify/explainer';
import { exposeApi } from '$lib/rpc/expose-api';
import { pauseEvery } from '$lib/rpc/pause';

const api = { ...createExplainer(pauseEvery(20)) };
export type ClarifyApi = typeof api;
exposeApi(api);
