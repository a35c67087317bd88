/** A call that can't keep its state apart; the message says why, and the way out. */
export class Refusal extends Error {}
