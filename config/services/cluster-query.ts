/*
 * The cluster query language of ECS, in which placement constraints are written
 * (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cluster-query-language.html).
 */

const SUBJECT =
  /^(agentConnected|agentVersion|ec2InstanceId|registeredAt|runningTasksCount|task:group|attribute:[^\s()=!<>]+)$/;

const COMPARISONS = [
  ...["==", "!=", ">", ">=", "<", "<=", "=~", "!~", "in", "!in"],
  ...["equals", "not_equals", "greater_than", "greater_than_equal", "less_than", "less_than_equal"],
  ...["matches", "not_matches", "not_in"],
];

/** Operators that take nothing behind them. */
const EXISTENCE = ["exists", "!exists", "not_exists"];

/** Thrown within this file for the first thing that ECS would not understand. */
class QueryProblem extends Error {}

/** What is wrong with an expression, and the way out; undefined if nothing is. */
export function queryProblem(expression: string): string | undefined {
  try {
    new Query(expression).read();
  } catch (problem) {
    if (problem instanceof QueryProblem) return problem.message;
    throw problem;
  }
  return undefined;
}

/** Reads an expression from its beginning to its end. */
class Query {
  private rest: string;

  constructor(expression: string) {
    this.rest = expression.trim();
  }

  read(): void {
    this.readExpression();
    if (this.rest === "") return;
    if (this.rest.startsWith(")")) throw new QueryProblem("has an unmatched ): remove it");
    throw new QueryProblem(
      `has "${this.rest}" after a condition: write and or or between two conditions, or quote the value`,
    );
  }

  private readExpression(): void {
    do this.readTerm();
    while (this.take(/^(?:&&|\|\||(?:and|or)\b)/i) !== undefined);
  }

  private readTerm(): void {
    while (this.take(/^(?:!|not(?=[\s(]))/i) !== undefined);
    if (this.take(/^\(/) === undefined) this.readCondition();
    else {
      this.readExpression();
      if (this.take(/^\)/) === undefined) throw new QueryProblem("has an unmatched (: close it");
    }
  }

  private readCondition(): void {
    const subject = this.take(/^[^\s()=!<>]+/) ?? "";
    if (subject === "")
      throw new QueryProblem("ends where a condition is missing: write one such as attribute:stack == web");
    if (!SUBJECT.test(subject))
      throw new QueryProblem(
        `compares "${subject}", which ECS does not know: write attribute:${subject} for an attribute, or task:group`,
      );
    const operator = this.take(/^(?:[!=<>][=~]?(?:exists|in)?(?![=~])|[a-z_]+)/i) ?? "";
    if (EXISTENCE.includes(operator)) return;
    if (!COMPARISONS.includes(operator)) {
      const way = operator === "=" ? 'write "=="' : "use one such as ==, !=, =~, in or exists";
      throw new QueryProblem(`has "${operator}" instead of an operator after ${subject}: ${way}`);
    }
    if (this.takeArgument(operator) === "") throw new QueryProblem(`compares ${subject} with nothing: add a value`);
  }

  /** A quoted text, a list in brackets, or a word; a parenthesis that the word does not open belongs to what is around it. */
  private takeArgument(operator: string): string {
    const quoted = this.take(/^(?:'[^']*'|"[^"]*"|\[[^\]]*\])/);
    if (quoted !== undefined) return quoted;
    if (/in$/.test(operator)) throw new QueryProblem(`has no list after ${operator}: write it in brackets, [a, b]`);
    const [word = ""] = /^\S*/.exec(this.rest) ?? [];
    let open = 0;
    let end = 0;
    for (; end < word.length; end++) {
      open += word[end] === "(" ? 1 : word[end] === ")" ? -1 : 0;
      if (open < 0) break;
    }
    this.rest = this.rest.slice(end).trimStart();
    return word.slice(0, end);
  }

  private take(form: RegExp): string | undefined {
    const [found] = form.exec(this.rest) ?? [];
    if (found !== undefined) this.rest = this.rest.slice(found.length).trimStart();
    return found;
  }
}
