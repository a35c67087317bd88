/** An error that prevents the review from being made; its message is for the user. Exit code 1. */
export class Problem extends Error {}
