export { alloc } from './memory';
export { gemm, transpose } from './gemm';
export { gather, gatherOne, gateBackward, sumColumns, dropout } from './dense';
export { columnStats, moveStats, normalise, normBackward } from './norm';
export { embed, embedBackward } from './embedding';
export { lossGradient } from './loss';
export { adam, sgd, sumSquares } from './update';
export { tensorFacts } from './facts';
export { linearForward, linearLoss, linearBackward } from './linear';
