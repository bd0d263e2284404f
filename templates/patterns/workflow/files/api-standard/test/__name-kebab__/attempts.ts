// Half of the function's 10 s: a repeated order takes a second call
export const within = 5000;
export const attempts = 2;
