/** For all calls of one trigger: Cognito waits 5 s, a cold start included. */
export const budget = () => AbortSignal.timeout(3000);
