// Of the function's 10 s
export const within = 9500;
export const attempts = 3;
